package io.dm4j.endpoint;

import io.dm4j.api.ErrorOp;
import io.dm4j.api.ProcessError;
import io.dm4j.api.ProcessResult;
import io.dm4j.api.session.AppliedItem;
import io.dm4j.api.session.Beat;
import io.dm4j.api.session.BeatOk;
import io.dm4j.api.session.Bye;
import io.dm4j.api.session.Fenced;
import io.dm4j.api.session.MasterMessage;
import io.dm4j.api.session.NotLeader;
import io.dm4j.api.session.WorkerMessage;
import io.dm4j.config.Address;
import io.dm4j.config.Labels;
import io.dm4j.config.StartTime;
import io.dm4j.position.BinlogPosition;
import io.dm4j.session.Applied;
import io.dm4j.session.Desired;
import io.dm4j.session.Failure;
import io.dm4j.session.FromMaster;
import io.dm4j.session.FromWorker;
import io.dm4j.session.Hello;
import io.dm4j.session.SourceWish;
import io.dm4j.session.SubtaskWish;
import io.dm4j.session.Welcome;
import io.dm4j.unit.Handling;
import io.dm4j.unit.Stage;
import io.dm4j.unit.TimedStart;
import io.dm4j.unit.UnitStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The session's records as messages, and back. A kind of message that is not known is passed over. */
public final class SessionMessages {
    private SessionMessages() {}

    public static void read(WorkerMessage message, FromWorker ears) {
        switch (message.getKindCase()) {
            case HELLO -> ears.hello(hello(message.getHello()));
            case BEAT -> ears.beat(message.getBeat().getSentAtNanos());
            case APPLIED -> ears.applied(applied(message.getApplied()));
            case BYE -> ears.bye();
            case KIND_NOT_SET -> {}
        }
    }

    public static void read(MasterMessage message, FromMaster ears) {
        long term = message.getTerm();
        switch (message.getKindCase()) {
            case WELCOME -> ears.welcome(term, welcome(message.getWelcome()));
            case BEAT_OK -> ears.beatOk(term, message.getBeatOk().getSentAtNanos());
            case DESIRED -> ears.desired(term, desired(message.getDesired()));
            case NOT_LEADER ->
                ears.notLeader(term, leader(message.getNotLeader().getLeader()));
            case FENCED -> ears.fenced(term, message.getFenced().getReason());
            case KIND_NOT_SET -> {}
        }
    }

    public static WorkerMessage hello(Hello hello) {
        return WorkerMessage.newBuilder()
                .setHello(io.dm4j.api.session.Hello.newBuilder()
                        .setName(hello.name())
                        .setAddress(hello.address().toString())
                        .setInstance(hello.instance())
                        .setSession(hello.session())
                        .setRevision(hello.revision())
                        .setMaxSources(hello.maxSources())
                        .setTtlSeconds(seconds(hello.ttl()))
                        .putAllLabels(hello.labels().byName()))
                .build();
    }

    public static WorkerMessage beat(long sentAtNanos) {
        return WorkerMessage.newBuilder()
                .setBeat(Beat.newBuilder().setSentAtNanos(sentAtNanos))
                .build();
    }

    public static WorkerMessage applied(Applied applied) {
        io.dm4j.api.session.Applied.Builder builder =
                io.dm4j.api.session.Applied.newBuilder().setRevision(applied.revision());
        applied.items().forEach(i -> builder.addItems(item(i)));
        return WorkerMessage.newBuilder().setApplied(builder).build();
    }

    public static WorkerMessage bye() {
        return WorkerMessage.newBuilder().setBye(Bye.getDefaultInstance()).build();
    }

    public static MasterMessage welcome(long term, Welcome welcome) {
        return master(term)
                .setWelcome(io.dm4j.api.session.Welcome.newBuilder()
                        .setSession(welcome.session())
                        .setTtlSeconds(seconds(welcome.ttl()))
                        .setClusterId(welcome.clusterId()))
                .build();
    }

    public static MasterMessage beatOk(long term, long sentAtNanos) {
        return master(term)
                .setBeatOk(BeatOk.newBuilder().setSentAtNanos(sentAtNanos))
                .build();
    }

    public static MasterMessage desired(long term, Desired desired) {
        io.dm4j.api.session.Desired.Builder builder =
                io.dm4j.api.session.Desired.newBuilder().setRevision(desired.revision());
        desired.sources().forEach(s -> builder.addSources(source(s)));
        return master(term).setDesired(builder).build();
    }

    public static MasterMessage notLeader(long term, Optional<Address> leader) {
        return master(term)
                .setNotLeader(NotLeader.newBuilder()
                        .setLeader(leader.map(Address::toString).orElse("")))
                .build();
    }

    public static MasterMessage fenced(long term, String reason) {
        return master(term).setFenced(Fenced.newBuilder().setReason(reason)).build();
    }

    public static ProcessResult result(List<Failure> failures, boolean cancelled) {
        ProcessResult.Builder result = ProcessResult.newBuilder().setIsCanceled(cancelled);
        failures.forEach(f -> result.addErrors(error(f)));
        return result.build();
    }

    private static MasterMessage.Builder master(long term) {
        return MasterMessage.newBuilder().setTerm(term);
    }

    private static AppliedItem item(Applied.Item item) {
        return AppliedItem.newBuilder()
                .setSource(item.source())
                .setTask(item.task())
                .setStage(io.dm4j.api.Stage.forNumber(item.stage().number()))
                .setResult(result(item.failures(), false))
                .setPassed(place(item.places().passed()))
                .setStoppedAt(place(item.places().stoppedAt()))
                .build();
    }

    private static String place(Optional<BinlogPosition> place) {
        return place.map(BinlogPosition::argument).orElse("");
    }

    private static ProcessError error(Failure failure) {
        return ProcessError.newBuilder()
                .setErrCode(failure.code())
                .setErrClass(failure.errorClass())
                .setErrScope(failure.scope())
                .setErrLevel(failure.level())
                .setMessage(failure.message())
                .setRawCause(failure.rawCause())
                .setWorkaround(failure.workaround())
                .build();
    }

    private static Failure failure(ProcessError error) {
        return new Failure(
                error.getErrCode(),
                error.getErrClass(),
                error.getErrScope(),
                error.getErrLevel(),
                error.getMessage(),
                error.getRawCause(),
                error.getWorkaround());
    }

    private static io.dm4j.api.session.SourceWish source(SourceWish wish) {
        io.dm4j.api.session.SourceWish.Builder builder = io.dm4j.api.session.SourceWish.newBuilder()
                .setSource(wish.source())
                .setConfig(wish.config())
                .setEpoch(wish.epoch());
        wish.subtasks().forEach(s -> builder.addSubtasks(subtask(s)));
        return builder.build();
    }

    private static io.dm4j.api.session.SubtaskWish subtask(SubtaskWish wish) {
        io.dm4j.api.session.SubtaskWish.Builder builder = io.dm4j.api.session.SubtaskWish.newBuilder()
                .setTask(wish.task())
                .setConfig(wish.config())
                .setStage(io.dm4j.api.Stage.forNumber(wish.stage().number()))
                .setCommand(wish.command());
        wish.timedStart()
                .ifPresent(timed -> builder.setStartTime(timed.time().text()).setStartOrder(timed.order()));
        wish.handlings().forEach(h -> builder.addHandlings(handling(h)));
        return builder.build();
    }

    private static io.dm4j.api.session.Handling handling(Handling handling) {
        return io.dm4j.api.session.Handling.newBuilder()
                .setOp(
                        switch (handling.kind()) {
                            case SKIP -> ErrorOp.Skip;
                            case REPLACE -> ErrorOp.Replace;
                            case INJECT -> ErrorOp.Inject;
                        })
                .setPlace(handling.place().argument())
                .addAllStatements(handling.statements())
                .setOrder(handling.order())
                .build();
    }

    private static Hello hello(io.dm4j.api.session.Hello hello) {
        return new Hello(
                hello.getName(),
                address(hello.getAddress()),
                hello.getInstance(),
                hello.getSession(),
                hello.getRevision(),
                hello.getMaxSources(),
                Duration.ofSeconds(hello.getTtlSeconds()),
                new Labels(hello.getLabelsMap()));
    }

    private static Applied applied(io.dm4j.api.session.Applied applied) {
        return new Applied(
                applied.getRevision(),
                applied.getItemsList().stream().map(SessionMessages::item).toList());
    }

    private static Applied.Item item(AppliedItem item) {
        return new Applied.Item(
                item.getSource(),
                item.getTask(),
                stage(item.getStage()),
                item.getResult().getErrorsList().stream()
                        .map(SessionMessages::failure)
                        .toList(),
                new UnitStatus.Places(
                        BinlogPosition.ofArgument(item.getPassed()), BinlogPosition.ofArgument(item.getStoppedAt())));
    }

    private static Welcome welcome(io.dm4j.api.session.Welcome welcome) {
        return new Welcome(welcome.getSession(), Duration.ofSeconds(welcome.getTtlSeconds()), welcome.getClusterId());
    }

    private static Desired desired(io.dm4j.api.session.Desired desired) {
        return new Desired(
                desired.getRevision(),
                desired.getSourcesList().stream().map(SessionMessages::source).toList());
    }

    private static SourceWish source(io.dm4j.api.session.SourceWish wish) {
        return new SourceWish(
                wish.getSource(),
                wish.getConfig(),
                wish.getEpoch(),
                wish.getSubtasksList().stream().map(SessionMessages::subtask).toList());
    }

    private static SubtaskWish subtask(io.dm4j.api.session.SubtaskWish wish) {
        return new SubtaskWish(
                wish.getTask(),
                wish.getConfig(),
                stage(wish.getStage()),
                wish.getCommand(),
                StartTime.of(wish.getStartTime()).map(time -> new TimedStart(time, wish.getStartOrder())),
                wish.getHandlingsList().stream()
                        .map(SessionMessages::handling)
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** One of a kind that this side does not know yet is none: its statement then stops the task again. */
    private static Optional<Handling> handling(io.dm4j.api.session.Handling handling) {
        Optional<Handling.Kind> kind =
                switch (handling.getOp()) {
                    case Skip -> Optional.of(Handling.Kind.SKIP);
                    case Replace -> Optional.of(Handling.Kind.REPLACE);
                    case Inject -> Optional.of(Handling.Kind.INJECT);
                    default -> Optional.empty();
                };
        return kind.flatMap(known -> BinlogPosition.ofArgument(handling.getPlace())
                .map(place -> new Handling(known, place, handling.getStatementsList(), handling.getOrder())));
    }

    /** A stage that this side does not know yet is none. */
    private static Stage stage(io.dm4j.api.Stage stage) {
        return stage == io.dm4j.api.Stage.UNRECOGNIZED ? Stage.INVALID : Stage.values()[stage.getNumber()];
    }

    private static int seconds(Duration duration) {
        return (int) Math.max(1, duration.toSeconds());
    }

    private static Optional<Address> leader(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(address(text));
    }

    /** Written by {@link Address#toString()}. */
    private static Address address(String text) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, colon).replace("[", "").replace("]", "");
        return new Address(host, Integer.parseInt(text.substring(colon + 1)));
    }
}
