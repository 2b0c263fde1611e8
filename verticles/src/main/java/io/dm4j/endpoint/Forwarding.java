package io.dm4j.endpoint;

import io.dm4j.client.NodeChannel;
import io.dm4j.config.Address;
import io.dm4j.error.DmException;
import io.dm4j.store.Leadership;
import io.dm4j.tls.Callers;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * On a master that does not lead, passes what only the leading one can answer on to it, over one hop: gRPC and REST alike, with the
 * certificates of the caller, who is judged here and there. The node's own pages, its health and the workers' sessions stay here.
 */
public final class Forwarding implements Handler<RoutingContext> {
    /** Marks what has been passed on, and tells where its caller is. */
    static final String MARK = "dm4j-passed-on-for";

    private static final String TRUST = "/dm4j.v1.Trust/";
    private static final List<String> OF_THE_LEADER =
            List.of("/pb.Master/", "/dm4j.v1.Masters/", TRUST, "/etcdserverpb.KV/", "/api/v1/", "/apis/v1alpha1/");
    private static final String OWN_FILE = "/pb.Master/GetMasterCfg";
    /** Answered by each while nobody leads: it is what one looks at then. */
    private static final List<String> WHO_IS_THERE = List.of("/pb.Master/ListMember", TRUST);

    private static final String NOBODY =
            "there is no leading master now: one is being elected, or less than a majority of the masters is up";
    /** The contract of the REST interface and its pages. */
    private static final List<String> OF_EACH = List.of("/api/v1/docs", "/api/v1/dm.json");

    private final Vertx vertx;
    private final Leadership leader;
    private final NodeChannel channel;
    private final Duration patience;

    /** @param patience how long a caller waits that does not say so itself, by {@code grpc-timeout} */
    public Forwarding(Vertx vertx, Leadership leader, NodeChannel channel, Duration patience) {
        this.vertx = vertx;
        this.leader = leader;
        this.channel = channel;
        this.patience = patience;
    }

    @Override
    public void handle(RoutingContext call) {
        if (leader.isOurs() || !isOfTheLeader(call.normalizedPath()) || isAboutThisNode(call)) {
            call.next();
            return;
        }
        PassedCall passed = new PassedCall(vertx, call);
        Optional<Address> master = leader.leader();
        if (isPassedOn(call)) {
            passed.refuse(new DmException(
                    LeaderError.NO_LEADER,
                    "a call that was passed on to this master as the leading one came too late: it does not lead"));
        } else if (master.isEmpty() && WHO_IS_THERE.stream().anyMatch(call.normalizedPath()::startsWith)) {
            call.next();
        } else if (master.isEmpty()) {
            passed.refuse(new DmException(
                    LeaderError.NO_LEADER,
                    leader.trouble().map(DmException::getMessage).orElse(NOBODY)));
        } else {
            passed.to(master.get(), channel, patience);
        }
    }

    /** The leading master asks each of the others about its trust and its configuration; whoever may ask here may ask for that only. */
    private static boolean isAboutThisNode(RoutingContext call) {
        return (call.normalizedPath().startsWith(TRUST) || call.normalizedPath().equals(OWN_FILE))
                && call.request().headers().contains(NodeChannel.OWN);
    }

    private static boolean isPassedOn(RoutingContext call) {
        return call.request().headers().contains(MARK) || Callers.bearerOf(call).isPresent();
    }

    /** As the router sees the path, which is not always as the caller wrote it. */
    private static boolean isOfTheLeader(String path) {
        return OF_THE_LEADER.stream().anyMatch(path::startsWith)
                && OF_EACH.stream().noneMatch(each -> path.equals(each) || path.startsWith(each + "/"));
    }
}
