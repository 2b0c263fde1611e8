package io.dm4j.master;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides who serves a source that nobody serves: the worker it had last, if that has room, else the one with the fewest sources, by
 * name among equals. A source for which nobody has room is left out.
 */
final class Scheduler {

    /** @param last the worker it had, empty if none */
    record Need(String source, Optional<String> last) {}

    /**
     * A living worker.
     *
     * @param maxSources 0 = no limit
     * @param sources that it serves already
     */
    record Room(String worker, int maxSources, int sources) {
        boolean takes(int more) {
            return maxSources == 0 || sources + more < maxSources;
        }
    }

    private final List<Room> rooms;
    private final Map<String, Integer> given = new HashMap<>();

    private Scheduler(List<Room> rooms) {
        this.rooms = rooms;
    }

    /** Source to worker. Sources that have their last worker back are placed before those that may go anywhere. */
    static Map<String, String> assign(List<Need> needs, List<Room> rooms) {
        Scheduler scheduler = new Scheduler(rooms);
        Map<String, String> assigned = new TreeMap<>();
        needs.forEach(n -> scheduler.lastWorker(n).ifPresent(worker -> assigned.put(n.source(), worker)));
        needs.stream()
                .filter(n -> !assigned.containsKey(n.source()))
                .forEach(n -> scheduler.leastLoaded().ifPresent(worker -> assigned.put(n.source(), worker)));
        return assigned;
    }

    private Optional<String> lastWorker(Need need) {
        return rooms.stream()
                .filter(r -> need.last().equals(Optional.of(r.worker())) && hasRoom(r))
                .findFirst()
                .map(this::give);
    }

    private Optional<String> leastLoaded() {
        return rooms.stream()
                .filter(this::hasRoom)
                .min(Comparator.comparingInt(this::load).thenComparing(Room::worker))
                .map(this::give);
    }

    private boolean hasRoom(Room room) {
        return room.takes(given.getOrDefault(room.worker(), 0));
    }

    private int load(Room room) {
        return room.sources() + given.getOrDefault(room.worker(), 0);
    }

    private String give(Room room) {
        given.merge(room.worker(), 1, Integer::sum);
        return room.worker();
    }
}
