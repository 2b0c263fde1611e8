package io.dm4j.endpoint.master;

import io.dm4j.api.ListLeaderMember;
import io.dm4j.api.ListMasterMember;
import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.ListMemberResponse;
import io.dm4j.api.ListWorkerMember;
import io.dm4j.api.MasterInfo;
import io.dm4j.api.Members;
import io.dm4j.api.WorkerInfo;
import io.dm4j.config.Address;
import io.dm4j.master.MemberService;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/** The members in the groups and the order of DM's {@code list-member}. */
public final class MemberList {
    private static final String SCHEME = "://";

    private final MemberService members;
    private final Self self;

    /**
     * This master.
     *
     * @param address where others reach it, known once it listens
     */
    public record Self(String name, Supplier<Address> address, boolean tls, List<String> peerUrls) {
        String url() {
            return (tls ? "https" : "http") + SCHEME + address.get();
        }
    }

    public MemberList(MemberService members, Self self) {
        this.members = members;
        this.self = self;
    }

    Future<ListMemberResponse> list(ListMemberRequest request) {
        return members.workers().map(workers -> answer(request, workers));
    }

    private ListMemberResponse answer(ListMemberRequest request, List<MemberService.WorkerMember> workers) {
        boolean all = !request.getLeader() && !request.getMaster() && !request.getWorker();
        ListMemberResponse.Builder answer = ListMemberResponse.newBuilder().setResult(true);
        if (all || request.getLeader()) {
            answer.addMembers(leader());
        }
        if (all || request.getMaster()) {
            answer.addMembers(masters(request.getNamesList()));
        }
        if (all || request.getWorker()) {
            answer.addMembers(workers(request.getNamesList(), workers));
        }
        return answer.build();
    }

    private Members leader() {
        ListLeaderMember leader = ListLeaderMember.newBuilder()
                .setName(self.name())
                .setAddr(self.address().get().toString())
                .build();
        return Members.newBuilder().setLeader(leader).build();
    }

    private Members masters(List<String> names) {
        ListMasterMember.Builder masters = ListMasterMember.newBuilder();
        if (isNamed(names, self.name())) {
            masters.addMasters(MasterInfo.newBuilder()
                    .setName(self.name())
                    .setMemberID(1)
                    .setAlive(true)
                    .addAllPeerURLs(self.peerUrls())
                    .addClientURLs(self.url()));
        }
        return Members.newBuilder().setMaster(masters).build();
    }

    private static Members workers(List<String> names, List<MemberService.WorkerMember> all) {
        ListWorkerMember.Builder workers = ListWorkerMember.newBuilder();
        all.stream().filter(w -> isNamed(names, w.name())).forEach(w -> workers.addWorkers(info(w)));
        return Members.newBuilder().setWorker(workers).build();
    }

    private static WorkerInfo info(MemberService.WorkerMember worker) {
        return WorkerInfo.newBuilder()
                .setName(worker.name())
                .setAddr(worker.address().toString())
                .setStage(worker.stage().toString())
                .setSource(String.join(",", worker.sources()))
                .build();
    }

    private static boolean isNamed(List<String> names, String name) {
        return names.isEmpty() || names.contains(name);
    }
}
