package io.dm4j.endpoint.master;

import io.dm4j.api.ListLeaderMember;
import io.dm4j.api.ListMasterMember;
import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.ListMemberResponse;
import io.dm4j.api.ListWorkerMember;
import io.dm4j.api.MasterInfo;
import io.dm4j.api.Members;
import io.dm4j.api.WorkerInfo;
import io.dm4j.api.WorkerLabels;
import io.dm4j.config.Address;
import io.dm4j.master.Master;
import io.dm4j.master.MasterService.MasterMember;
import io.dm4j.master.MemberService;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The members in the groups and the order of DM's {@code list-member}. */
public final class MemberList {
    private final Master master;
    private final String scheme;

    /** @param tls whether masters are called under it */
    public MemberList(Master master, boolean tls) {
        this.master = master;
        this.scheme = (tls ? "https" : "http") + "://";
    }

    /** While nobody leads, what this master knows by itself: the masters, and that the workers cannot be told of. */
    Future<ListMemberResponse> list(ListMemberRequest request) {
        if (master.masters().leader().isEmpty()) {
            return Future.succeededFuture(
                    answer(request, ListWorkerMember.newBuilder().setMsg(MemberTrust.NOBODY_LEADS)));
        }
        return master.members().workers().map(workers -> answer(request, workers(request.getNamesList(), workers)));
    }

    private ListMemberResponse answer(ListMemberRequest request, ListWorkerMember.Builder workers) {
        boolean all = !request.getLeader() && !request.getMaster() && !request.getWorker();
        ListMemberResponse.Builder answer = ListMemberResponse.newBuilder().setResult(true);
        if (all || request.getLeader()) {
            answer.addMembers(leader());
        }
        if (all || request.getMaster()) {
            answer.addMembers(masters(request.getNamesList()));
        }
        if (all || request.getWorker()) {
            answer.addMembers(Members.newBuilder().setWorker(workers));
        }
        return answer.build();
    }

    private Members leader() {
        ListLeaderMember.Builder leader = ListLeaderMember.newBuilder();
        master.masters()
                .leader()
                .ifPresentOrElse(
                        leading -> leader.setName(leading.name())
                                .setAddr(
                                        leading.address().map(Address::toString).orElse("")),
                        () -> leader.setMsg(MemberTrust.NOBODY_LEADS));
        return Members.newBuilder().setLeader(leader).build();
    }

    private Members masters(List<String> names) {
        ListMasterMember.Builder masters = ListMasterMember.newBuilder();
        master.masters().all().stream()
                .filter(each -> isNamed(names, each.name()))
                .map(this::info)
                .forEach(masters::addMasters);
        return Members.newBuilder().setMaster(masters).build();
    }

    private MasterInfo info(MasterMember each) {
        MasterInfo.Builder info = MasterInfo.newBuilder()
                .setName(each.name())
                .setMemberID(id(each.name()))
                .setAlive(each.alive())
                .addAllPeerURLs(each.peerUrls());
        each.address().ifPresent(address -> info.addClientURLs(scheme + address));
        return info.build();
    }

    /** DM's is a number that stays the member's. */
    private static long id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits() & Long.MAX_VALUE;
    }

    private static ListWorkerMember.Builder workers(List<String> names, List<MemberService.WorkerMember> all) {
        ListWorkerMember.Builder workers = ListWorkerMember.newBuilder();
        all.stream().filter(w -> isNamed(names, w.name())).forEach(w -> workers.addWorkers(info(w)));
        return workers;
    }

    private static WorkerInfo info(MemberService.WorkerMember worker) {
        WorkerInfo.Builder info = WorkerInfo.newBuilder()
                .setName(worker.name())
                .setAddr(worker.address().toString())
                .setStage(worker.stage().toString())
                .setSource(String.join(",", worker.sources()));
        if (!worker.labels().isEmpty()) {
            info.setLabels(
                    WorkerLabels.newBuilder().putAllValues(worker.labels().byName()));
        }
        return info.build();
    }

    private static boolean isNamed(List<String> names, String name) {
        return names.isEmpty() || names.contains(name);
    }
}
