package io.dm4j.master;

import io.dm4j.config.Labels;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides who serves a source that nobody serves: the worker it had last, if that has room, else the one with the fewest sources, by
 * name among equals; only workers with the labels that the source wants count. A source for which nobody has room is left out.
 */
final class Scheduler {

    /**
     * A source that nobody serves.
     *
     * @param last the worker it had, empty if none
     * @param placement what its worker must have
     */
    record Need(String source, Optional<String> last, Labels placement) {}

    /**
     * A living worker.
     *
     * @param maxSources 0 = no limit
     * @param sources that it serves already
     */
    record Room(String worker, int maxSources, int sources, Labels labels) {
        boolean takes(int more) {
            return maxSources == 0 || sources + more < maxSources;
        }
    }

    private final List<Room> rooms;
    private final Map<String, Integer> given = new HashMap<>();

    private Scheduler(List<Room> rooms) {
        this.rooms = rooms;
    }

    /**
     * Source to worker. Sources that have their last worker back are placed before others, and of these, those that may go to few
     * workers before those that may go to more.
     */
    static Map<String, String> assign(List<Need> needs, List<Room> rooms) {
        Scheduler scheduler = new Scheduler(rooms);
        Map<String, String> assigned = new TreeMap<>();
        needs.forEach(n -> scheduler.lastWorker(n).ifPresent(worker -> assigned.put(n.source(), worker)));
        needs.stream()
                .filter(n -> !assigned.containsKey(n.source()))
                .sorted(Comparator.comparingLong(scheduler::places))
                .forEach(n -> scheduler.leastLoaded(n).ifPresent(worker -> assigned.put(n.source(), worker)));
        return assigned;
    }

    private Optional<String> lastWorker(Need need) {
        return rooms.stream()
                .filter(r -> need.last().equals(Optional.of(r.worker())) && suits(r, need))
                .findFirst()
                .map(this::give);
    }

    private long places(Need need) {
        return rooms.stream().filter(r -> r.labels().include(need.placement())).count();
    }

    private Optional<String> leastLoaded(Need need) {
        return rooms.stream()
                .filter(r -> suits(r, need))
                .min(Comparator.comparingInt(this::load).thenComparing(Room::worker))
                .map(this::give);
    }

    private boolean suits(Room room, Need need) {
        return room.takes(given.getOrDefault(room.worker(), 0)) && room.labels().include(need.placement());
    }

    private int load(Room room) {
        return room.sources() + given.getOrDefault(room.worker(), 0);
    }

    private String give(Room room) {
        given.merge(room.worker(), 1, Integer::sum);
        return room.worker();
    }
}
