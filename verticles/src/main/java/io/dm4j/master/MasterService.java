package io.dm4j.master;

import io.dm4j.config.Address;
import io.dm4j.error.DmException;
import io.dm4j.store.Group;
import io.dm4j.store.Group.Standing;
import io.dm4j.store.Member;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The masters of the cluster: who they are, who of them may lead, and how they come and go. */
public final class MasterService {
    private final Group group;
    private final Masters masters;

    MasterService(Group group, Masters masters) {
        this.group = group;
        this.masters = masters;
    }

    /**
     * A master.
     *
     * @param address where workers and operators reach it; empty if it has not said so yet
     * @param alive has answered the leader lately
     * @param mayLead has not been evicted
     */
    public record MasterMember(
            String name,
            Optional<Address> address,
            List<String> peerUrls,
            boolean leads,
            boolean alive,
            boolean mayLead) {}

    /** All of them, in name order. */
    public List<MasterMember> all() {
        return group.members().stream().map(this::member).toList();
    }

    /** Which leads; empty while none does. */
    public Optional<MasterMember> leader() {
        return all().stream().filter(MasterMember::leads).findFirst();
    }

    /** This one has begun to listen. */
    public Future<Void> tell(Address address, List<String> peerUrls) {
        return masters.tell(group.self(), new Masters.Told(address, peerUrls));
    }

    /** The group's id, for a newcomer of this name; refused if another master has it. */
    public Future<String> describeTo(String newcomer) {
        return knows(newcomer)
                ? Future.failedFuture(new DmException(
                        MasterError.MASTER_EXISTS,
                        "missing data or joining a duplicate member: the cluster has a master " + newcomer))
                : Future.succeededFuture(group.id());
    }

    /** Takes in a newcomer that listens by now; completes when it has all of the metadata. */
    public Future<Void> admit(Member newcomer) {
        boolean again = group.members().stream()
                .anyMatch(m -> m.name().equals(newcomer.name()) && m.address().equals(newcomer.address()));
        return again ? Future.succeededFuture() : describeTo(newcomer.name()).compose(id -> group.admit(newcomer));
    }

    /** Takes one out for good; it could only come back with an empty directory. */
    public Future<Void> forget(String name) {
        if (!knows(name)) {
            return Future.failedFuture(unknown(name));
        }
        if (group.leader().equals(Optional.of(name))) {
            return Future.failedFuture(new DmException(MasterError.MASTER_LEADS, "master " + name + " leads")
                    .withWorkaround(
                            group.members().size() == 1
                                    ? "It is the only one: stop its process to end the cluster."
                                    : "Let another one lead first: `operate-leader evict`, then repeat the command."));
        }
        return group.dismiss(name).compose(v -> masters.forget(name));
    }

    /** The leader leaves the lead to another one, and does not lead again before it may. */
    public Future<Void> evict() {
        boolean another = all().stream().anyMatch(m -> !m.leads() && m.alive() && m.mayLead());
        return another
                ? group.mayLead(group.self(), false)
                : Future.failedFuture(
                        new DmException(MasterError.NO_OTHER_LEADER, "no other master answers and may lead"));
    }

    /** All may lead again. */
    public Future<Void> cancelEvict() {
        Future<Void> done = Future.succeededFuture();
        for (Standing evicted :
                group.members().stream().filter(m -> !m.mayLead()).toList()) {
            done = done.compose(v -> group.mayLead(evicted.name(), true));
        }
        return done;
    }

    private boolean knows(String name) {
        return group.members().stream().anyMatch(m -> m.name().equals(name));
    }

    private MasterMember member(Standing standing) {
        Optional<Masters.Told> told = masters.of(standing.name());
        return new MasterMember(
                standing.name(),
                told.map(Masters.Told::address),
                told.map(Masters.Told::peerUrls)
                        .orElse(List.of(standing.address().toString())),
                standing.leads(),
                standing.alive(),
                standing.mayLead());
    }

    private static DmException unknown(String name) {
        return new DmException(MasterError.MASTER_UNKNOWN, "dm-master with name " + name + " not exists");
    }
}
