package io.dm4j.store.ratis;

import io.dm4j.error.DmException;
import io.dm4j.store.Keyspace;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.StateMachineLogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.apache.ratis.util.LifeCycle;
import org.apache.ratis.util.MD5FileUtil;

/**
 * One member's copy of the keyspace, which Ratis feeds with the log, one entry after the other, on its own threads. An entry that
 * cannot be read stops the copy for good: to leave one out would make it another than the rest.
 */
final class Replica extends BaseStateMachine {
    private static final Logger LOG = LogManager.getLogger(Replica.class);

    private final SimpleStateMachineStorage images = new SimpleStateMachineStorage();
    private final Keyspace keyspace = new Keyspace();
    private final Tenure tenure;
    private volatile DmException broken;

    /** Called on Ratis's threads; must not block. */
    interface Tenure {
        /** This member leads from now on, and its copy has all that was ever acknowledged. */
        void gained();

        void lost();

        /** The log cannot be written: this member is of no use before it is started again. */
        void failed(Throwable cause);
    }

    Replica(Tenure tenure) {
        this.tenure = tenure;
    }

    Keyspace keyspace() {
        return keyspace;
    }

    /** Throws what stopped the copy, if anything did. */
    void check() {
        if (broken != null) {
            throw broken;
        }
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId group, RaftStorage storage) throws IOException {
        getLifeCycle().startAndTransition(() -> {
            super.initialize(server, group, storage);
            images.init(storage);
            load();
        });
    }

    /** Before an image from the leader takes the place of this copy. */
    @Override
    public void pause() {
        getLifeCycle().transition(LifeCycle.State.PAUSING);
        getLifeCycle().transition(LifeCycle.State.PAUSED);
    }

    @Override
    public void reinitialize() throws IOException {
        getLifeCycle().startAndTransition(this::load);
    }

    @Override
    public StateMachineStorage getStateMachineStorage() {
        return images;
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        LogEntryProto entry = transaction.getLogEntry();
        try {
            check();
            Answer answer = Command.of(
                            entry.getStateMachineLogEntry().getLogData().toByteArray())
                    .on(keyspace);
            updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
            return CompletableFuture.completedFuture(message(answer.bytes()));
        } catch (DmException e) {
            stop(e, entry.getIndex());
            return CompletableFuture.failedFuture(e);
        }
    }

    /** A read asks for nothing: it tells that the copy is up to date, and the caller looks into it. */
    @Override
    public CompletableFuture<Message> query(Message request) {
        return broken == null
                ? CompletableFuture.completedFuture(Message.EMPTY)
                : CompletableFuture.failedFuture(broken);
    }

    @Override
    public long takeSnapshot() throws IOException {
        TermIndex applied = getLastAppliedTermIndex();
        if (broken != null || applied.getIndex() < 0) {
            return RaftLog.INVALID_LOG_INDEX;
        }
        File file = images.getSnapshotFile(applied.getTerm(), applied.getIndex());
        ImageFile.write(file.toPath(), keyspace.image());
        MD5Hash sum = MD5FileUtil.computeAndSaveMd5ForFile(file);
        images.updateLatestSnapshot(
                new SingleFileSnapshotInfo(new FileInfo(file.toPath(), sum), applied.getTerm(), applied.getIndex()));
        return applied.getIndex();
    }

    @Override
    public void notifyLeaderReady() {
        tenure.gained();
    }

    @Override
    public void notifyNotLeader(Collection<TransactionContext> pending) {
        tenure.lost();
    }

    @Override
    public void notifyLogFailed(Throwable cause, LogEntryProto entry) {
        tenure.failed(cause);
    }

    /** Values may be passwords: a log line of Ratis's tells the size alone. */
    @Override
    public String toStateMachineLogEntryString(StateMachineLogEntryProto entry) {
        return entry.getLogData().size() + " bytes";
    }

    static Message message(byte[] bytes) {
        ByteString wrapped = UnsafeByteOperations.unsafeWrap(bytes);
        return Message.valueOf(wrapped, () -> "metadata");
    }

    private void load() throws IOException {
        SingleFileSnapshotInfo newest = images.loadLatestSnapshot();
        if (newest == null) {
            return;
        }
        keyspace.restore(ImageFile.read(newest.getFile().getPath()));
        setLastAppliedTermIndex(newest.getTermIndex());
    }

    private void stop(DmException reason, long index) {
        if (broken == null) {
            broken = reason;
            LOG.error("the metadata stops at entry {} of the log: {}", index, reason.getMessage());
        }
    }
}
