package io.dm4j.rollover;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.rollover.RolloverPlan.Action;
import io.dm4j.rollover.RolloverPlan.State;
import io.dm4j.rollover.RolloverPlan.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From what the nodes show to the step that is safe; every state that a change of CA goes through, and those it must not. */
class RolloverTest {
    private static final Shown OLD = new Shown("CN=old", "CN=old", "0a");
    private static final Shown NEW = new Shown("CN=new", "CN=new", "0b");
    private static final Shown DATABASES = new Shown("CN=db CA", "CN=db CA", "0c");

    /** Each node as "trusted/issuer": o = old, n = new, - = no certificate. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "o/o   o/o   o/o  | TRUST_BOTH   | 1 2 3 | 1 2 3 | 1 2 3",
                "on/o  o/o   o/o  | TRUST_BOTH   | 2 3   | 1 2 3 | 1 2 3",
                "on/o  on/o  o/-  | TRUST_BOTH   | 3     | 1 2   | 1 2 3",
                "on/o  on/o  on/o | SWAP_LEAVES  |       | 1 2 3 | 1 2 3",
                "on/o  on/n  on/n | SWAP_LEAVES  |       | 1     | 1 2 3",
                "on/n  on/n  on/- | WITHDRAW_OLD |       |       | 1 2 3",
                "n/n   on/n  n/-  | WITHDRAW_OLD |       |       | 2",
                "n/n   n/n   n/n  | -            |       |       | ''",
                "n/-   n/n   n/n  | -            |       |       | ''",
                // too early: a leaf was swapped while 2 does not trust it
                "on/n  o/o   on/o | TRUST_BOTH   | 2     | 2 3   | 1 2 3",
                // too early: the old CA was withdrawn at 1 while 2 still shows a certificate of it
                "n/n   on/o  on/n | TRUST_BOTH   | 1     | 2     | 2 3"
            })
    void callsOneStepSafe(String cluster, String next, String untrusting, String oldLeaves, String oldAuthorities) {
        RolloverPlan plan = plan(Map.of(), sets(cluster));

        assertThat(plan.next().map(Step::action).map(Action::name).orElse("-")).isEqualTo(next);
        assertThat(plan.isDone()).isEqualTo(next.equals("-"));
        assertThat(plan.obstacles()).isEmpty();
        assertThat(numbers(plan, Action.TRUST_BOTH)).isEqualTo(text(untrusting));
        assertThat(numbers(plan, Action.SWAP_LEAVES)).isEqualTo(text(oldLeaves));
        assertThat(numbers(plan, Action.WITHDRAW_OLD)).isEqualTo(text(oldAuthorities));
    }

    @Test
    void saysWhatToDoAndNamesTheCas() {
        assertThat(words("o/o o/o"))
                .isEqualTo(
                        "add CN=new to ssl-ca and keep what is there; CN=old must be in it until the leaves are swapped");
        assertThat(words("on/o on/o")).isEqualTo("replace ssl-cert and ssl-key by a certificate that CN=new issued");
        assertThat(words("on/n on/n")).isEqualTo("take CN=old out of ssl-ca");
    }

    @Test
    void refusesToCallAStepSafeBeforeTheOneBeforeIsDoneEverywhere() {
        RolloverPlan plan = plan(Map.of(), sets("on/o on/n on/o"));

        assertThat(plan.steps()).extracting(Step::state).containsExactly(State.DONE, State.NEXT, State.NOT_SAFE);
        assertThat(plan.steps().get(2).words()).isEqualTo("not before the step above is done everywhere");
    }

    @Test
    void callsNothingSafeWhileANodeIsSilent() {
        RolloverPlan plan = plan(Map.of("worker-9", "no answer within 5 s"), sets("on/n on/n"));

        assertThat(plan.next()).isEmpty();
        assertThat(plan.isDone()).isFalse();
        assertThat(plan.obstacles()).containsExactly("worker-9 does not say what it trusts: no answer within 5 s");
        assertThat(plan.steps()).extracting(Step::state).containsOnly(State.NOT_SAFE);
    }

    @Test
    void isNotDoneWhileANodeIsSilent() {
        assertThat(plan(Map.of("worker-9", "gone"), sets("n/n")).isDone()).isFalse();
    }

    @Test
    void callsNothingSafeWhileFilesOnDiskDoNotServe() {
        TrustSet broken = new TrustSet(
                "node-2",
                "port",
                false,
                List.of(OLD, NEW),
                Optional.of(leaf(OLD)),
                Optional.empty(),
                "key.pem: the key is not that of the first certificate");

        RolloverPlan plan = plan(
                Map.of(),
                Stream.concat(sets("on/o").stream(), Stream.of(broken)).toList());

        assertThat(plan.next()).isEmpty();
        assertThat(plan.obstacles())
                .containsExactly(
                        "node-2 (port): its files on disk do not serve: key.pem: the key is not that of the first certificate");
    }

    @Test
    void cannotTellTwoCasOfOneNameApart() {
        Shown other = new Shown("CN=new", "CN=new", "0d");
        TrustSet set = set("node-1", false, List.of(other), Optional.of(leaf(other)));

        RolloverPlan plan = plan(Map.of(), List.of(set));

        assertThat(plan.next()).isEmpty();
        assertThat(plan.obstacles()).singleElement().asString().startsWith("two CAs are called CN=new");
    }

    @Test
    void findsNothingSafeInAClusterWithoutTls() {
        RolloverPlan plan = plan(Map.of(), List.of());

        assertThat(plan.isDone()).isFalse();
        assertThat(plan.obstacles()).containsExactly("no node shows a set of TLS files");
    }

    @Test
    void leavesASetOfAnotherHouseAlone() {
        TrustSet database = set("node-9", true, List.of(DATABASES), Optional.of(leaf(DATABASES)));

        RolloverPlan plan = plan(
                Map.of(),
                Stream.concat(sets("n/n").stream(), Stream.of(database)).toList());

        assertThat(plan.isDone()).isTrue();
        assertThat(plan.notes()).containsExactly("node-9 (port) trusts another house's CA and takes no part");
    }

    @Test
    void waitsForTheDatabaseThatSharesTheCa() {
        TrustSet database = new TrustSet(
                "node-9",
                "from mysql-01",
                true,
                List.of(OLD, NEW),
                Optional.of(leaf(NEW)),
                Optional.of(new Shown("CN=source-db", "CN=old", "11")),
                "");

        RolloverPlan plan = plan(
                Map.of(),
                Stream.concat(sets("on/n").stream(), Stream.of(database)).toList());

        assertThat(plan.next().map(Step::action)).contains(Action.SWAP_LEAVES);
        assertThat(plan.next().orElseThrow().places()).containsExactly("the server that node-9 (from mysql-01) calls");
    }

    @Test
    void saysWhichDatabasesCertificateItDoesNotSee() {
        TrustSet database = set("node-9", true, List.of(OLD, NEW), Optional.of(leaf(NEW)));

        RolloverPlan plan = plan(
                Map.of(),
                Stream.concat(sets("on/n").stream(), Stream.of(database)).toList());

        assertThat(plan.notes())
                .containsExactly(
                        "the certificate of the server that node-9 (port) calls is not seen here: look at it before"
                                + " you withdraw the old CA");
    }

    @Test
    void takesACertificateOfTheNewCasIntermediate() {
        Shown intermediate = new Shown("CN=new issuing", "CN=new", "0e");
        TrustSet set = set("node-1", false, List.of(NEW), Optional.of(leaf(intermediate)));

        assertThat(new Rollover(List.of(set), Map.of(), WantedAuthorities.of(List.of(NEW, intermediate)))
                        .plan()
                        .isDone())
                .isTrue();
    }

    private static String words(String cluster) {
        return plan(Map.of(), sets(cluster)).next().orElseThrow().words();
    }

    private static RolloverPlan plan(Map<String, String> silent, List<TrustSet> sets) {
        return new Rollover(sets, silent, WantedAuthorities.of(List.of(NEW))).plan();
    }

    private static List<TrustSet> sets(String cluster) {
        String[] nodes = cluster.split(" +");
        return Stream.iterate(0, i -> i < nodes.length, i -> i + 1)
                .map(i -> set("node-" + (i + 1), nodes[i]))
                .toList();
    }

    private static TrustSet set(String node, String code) {
        String[] parts = code.split("/");
        List<Shown> trusts =
                parts[0].chars().mapToObj(c -> c == 'o' ? OLD : NEW).toList();
        Optional<Shown> own =
                switch (parts[1]) {
                    case "o" -> Optional.of(leaf(OLD));
                    case "n" -> Optional.of(leaf(NEW));
                    default -> Optional.empty();
                };
        return set(node, false, trusts, own);
    }

    private static TrustSet set(String node, boolean guest, List<Shown> trusts, Optional<Shown> own) {
        return new TrustSet(node, "port", guest, trusts, own, Optional.empty(), "");
    }

    private static Shown leaf(Shown issuer) {
        return new Shown("CN=dm", issuer.subject(), "ff");
    }

    /** The nodes that still have to do this, as "1 3". */
    private static String numbers(RolloverPlan plan, Action action) {
        return String.join(
                " ",
                plan.steps().get(action.ordinal()).places().stream()
                        .map(place -> place.replaceAll("node-(\\d) .*", "$1"))
                        .toList());
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }
}
