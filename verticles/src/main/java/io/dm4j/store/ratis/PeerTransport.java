package io.dm4j.store.ratis;

import io.dm4j.config.Address;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.ReadIndexReplyProto;
import org.apache.ratis.proto.RaftProtos.ReadIndexRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionReplyProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerRpc;
import org.apache.ratis.server.ServerFactory;
import org.apache.ratis.server.protocol.RaftServerAsynchronousProtocol;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import org.apache.ratis.thirdparty.com.google.protobuf.MessageLite;

/**
 * Takes what Ratis has to say to other members over {@link PeerLinks}, so that the masters' own TLS is the only one there is. Ratis
 * calls on threads of its own and may wait there.
 */
final class PeerTransport implements RpcType {
    private static final String LINKS = "dm4j.peer-links";
    /** Longer than a link takes to fail by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Ratis makes it anew by the name of its class. */
    PeerTransport() {}

    static Parameters over(PeerLinks links) {
        Parameters parameters = new Parameters();
        parameters.put(LINKS, links, PeerLinks.class);
        return parameters;
    }

    @Override
    public String name() {
        return PeerTransport.class.getName();
    }

    @Override
    public RpcFactory newFactory(Parameters parameters) {
        return new Factory(this, parameters.get(LINKS, PeerLinks.class));
    }

    private record Factory(RpcType type, PeerLinks links) implements ServerFactory {
        @Override
        public RpcType getRpcType() {
            return type;
        }

        @Override
        public RaftServerRpc newRaftServerRpc(RaftServer server) {
            return new Voice(type, links);
        }
    }

    private record Voice(RpcType type, PeerLinks links, Map<String, Address> addresses)
            implements RaftServerRpc, RaftServerAsynchronousProtocol {

        Voice(RpcType type, PeerLinks links) {
            this(type, links, new ConcurrentHashMap<>());
        }

        @Override
        public RpcType getRpcType() {
            return type;
        }

        @Override
        public void start() {
            // The member listens when its own server has begun: it is the one that is asked.
        }

        @Override
        public void close() {
            // The links are their owner's to close.
        }

        /** For Ratis's lists alone; nobody connects there. */
        @Override
        public InetSocketAddress getInetSocketAddress() {
            return InetSocketAddress.createUnresolved("localhost", 0);
        }

        @Override
        public void addRaftPeers(Collection<RaftPeer> peers) {
            peers.forEach(peer -> addresses.put(peer.getId().toString(), Peers.address(peer)));
        }

        @Override
        public void handleException(RaftPeerId serverId, Exception e, boolean reconnect) {
            // The links connect anew by themselves.
        }

        @Override
        public RaftServerAsynchronousProtocol async() {
            return this;
        }

        @Override
        public RequestVoteReplyProto requestVote(RequestVoteRequestProto request) throws IOException {
            return RequestVoteReplyProto.parseFrom(answer(PeerCall.VOTE, request.getServerRequest(), request));
        }

        @Override
        public AppendEntriesReplyProto appendEntries(AppendEntriesRequestProto request) throws IOException {
            return AppendEntriesReplyProto.parseFrom(answer(PeerCall.APPEND, request.getServerRequest(), request));
        }

        @Override
        public InstallSnapshotReplyProto installSnapshot(InstallSnapshotRequestProto request) throws IOException {
            return InstallSnapshotReplyProto.parseFrom(answer(PeerCall.INSTALL, request.getServerRequest(), request));
        }

        @Override
        public StartLeaderElectionReplyProto startLeaderElection(StartLeaderElectionRequestProto request)
                throws IOException {
            return StartLeaderElectionReplyProto.parseFrom(answer(PeerCall.ELECT, request.getServerRequest(), request));
        }

        @Override
        public CompletableFuture<AppendEntriesReplyProto> appendEntriesAsync(AppendEntriesRequestProto request) {
            return ask(PeerCall.APPEND, request.getServerRequest(), request)
                    .map(bytes -> parsed(() -> AppendEntriesReplyProto.parseFrom(bytes)))
                    .toCompletionStage()
                    .toCompletableFuture();
        }

        @Override
        public CompletableFuture<ReadIndexReplyProto> readIndexAsync(ReadIndexRequestProto request) {
            return ask(PeerCall.READ_INDEX, request.getServerRequest(), request)
                    .map(bytes -> parsed(() -> ReadIndexReplyProto.parseFrom(bytes)))
                    .toCompletionStage()
                    .toCompletableFuture();
        }

        private byte[] answer(PeerCall call, RaftRpcRequestProto to, MessageLite request) throws IOException {
            try {
                return ask(call, to, request)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for another master");
            } catch (ExecutionException e) {
                throw new IOException(e.getCause().getMessage(), e.getCause());
            } catch (TimeoutException e) {
                throw new IOException("no answer of another master", e);
            }
        }

        private Future<byte[]> ask(PeerCall call, RaftRpcRequestProto to, MessageLite request) {
            String name = name(to.getReplyId());
            Address address = addresses.get(name);
            return address == null
                    ? Future.failedFuture(new IOException("the address of master " + name + " is not known"))
                    : links.ask(address, call.number(), request.toByteArray());
        }

        private static String name(ByteString id) {
            return RaftPeerId.valueOf(id).toString();
        }
    }

    private interface Parse<T> {
        T parse() throws InvalidProtocolBufferException;
    }

    private static <T> T parsed(Parse<T> parse) {
        try {
            return parse.parse();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("another master answered what is no answer", e);
        }
    }

    /** What others ask of this member's server. Waits on disk and locks: not for an event loop. */
    static CompletableFuture<? extends MessageLite> serve(RaftServer server, PeerCall call, byte[] message)
            throws IOException {
        return switch (call) {
            case VOTE -> done(server.requestVote(RequestVoteRequestProto.parseFrom(message)));
            case APPEND -> server.appendEntriesAsync(AppendEntriesRequestProto.parseFrom(message));
            case INSTALL -> done(server.installSnapshot(InstallSnapshotRequestProto.parseFrom(message)));
            case ELECT -> done(server.startLeaderElection(StartLeaderElectionRequestProto.parseFrom(message)));
            case READ_INDEX -> server.readIndexAsync(ReadIndexRequestProto.parseFrom(message));
            case WRITE -> throw new IOException("a change is the store's business");
        };
    }

    private static <T> CompletableFuture<T> done(T reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
