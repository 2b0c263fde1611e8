package io.dm4j.rollover;

import io.dm4j.rollover.RolloverPlan.Action;
import io.dm4j.rollover.RolloverPlan.State;
import io.dm4j.rollover.RolloverPlan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what every node shows with what is wanted. */
public final class Rollover {
    private final List<TrustSet> sets;
    private final List<TrustSet> bystanders;
    private final Map<String, String> silent;
    private final WantedAuthorities wanted;

    /**
     * @param all the sets of every node that answered
     * @param silent the nodes that did not, by name, and why
     */
    public Rollover(List<TrustSet> all, Map<String, String> silent, WantedAuthorities wanted) {
        this.sets = all.stream().filter(set -> takesPart(set, all, wanted)).toList();
        this.bystanders = all.stream().filter(set -> !sets.contains(set)).toList();
        this.silent = new TreeMap<>(silent);
        this.wanted = wanted;
    }

    /** A set towards a database does only if it trusts a CA of the house. */
    private static boolean takesPart(TrustSet set, List<TrustSet> all, WantedAuthorities wanted) {
        return !set.guest()
                || Stream.concat(
                                wanted.roots().stream(),
                                all.stream().filter(each -> !each.guest()).flatMap(each -> each.trusts().stream()))
                        .anyMatch(set::trusts);
    }

    public RolloverPlan plan() {
        List<String> obstacles = obstacles();
        List<Step> steps = new ArrayList<>();
        List<String> before = List.of();
        for (Action action : Action.values()) {
            List<String> places = places(action);
            steps.add(step(action, places, before, obstacles));
            before = before.isEmpty() ? places : before;
        }
        return new RolloverPlan(steps, obstacles, notes());
    }

    private Step step(Action action, List<String> places, List<String> before, List<String> obstacles) {
        if (!before.isEmpty()) {
            return new Step(action, State.NOT_SAFE, places, "not before the step above is done everywhere");
        }
        if (!obstacles.isEmpty()) {
            return new Step(action, State.NOT_SAFE, places, "not before what is in the way is gone");
        }
        return places.isEmpty()
                ? new Step(action, State.DONE, places, "")
                : new Step(action, State.NEXT, places, words(action));
    }

    private List<String> obstacles() {
        List<String> obstacles = new ArrayList<>();
        if (sets.isEmpty()) {
            obstacles.add("no node shows a set of TLS files");
        }
        silent.forEach((node, why) -> obstacles.add(node + " does not say what it trusts: " + why));
        sets.stream()
                .filter(set -> !set.trouble().isEmpty())
                .forEach(set -> obstacles.add(set.place() + ": its files on disk do not serve: " + set.trouble()));
        sets.stream()
                .flatMap(set -> set.trusts().stream())
                .filter(authority -> wanted.bearTheNameOf(authority) && !wanted.hold(authority))
                .map(Shown::subject)
                .distinct()
                .forEach(name -> obstacles.add("two CAs are called " + name
                        + ": which of them issued a certificate cannot be told; give the new one another name"));
        return obstacles;
    }

    private List<String> places(Action action) {
        return switch (action) {
            case TRUST_BOTH -> places(this::lacksOne);
            case SWAP_LEAVES -> {
                List<String> places = new ArrayList<>(
                        places(set -> set.own().filter(this::isOld).isPresent()));
                sets.stream()
                        .filter(set ->
                                set.guest() && set.server().filter(this::isOld).isPresent())
                        .forEach(set -> places.add("the server that " + set.place() + " calls"));
                yield places;
            }
            case WITHDRAW_OLD -> places(set -> set.trusts().stream().anyMatch(authority -> !wanted.hold(authority)));
        };
    }

    private List<String> places(Predicate<TrustSet> unfinished) {
        return sets.stream().filter(unfinished).map(TrustSet::place).distinct().toList();
    }

    /** A CA that is wanted, or one whose certificates others still use. */
    private boolean lacksOne(TrustSet set) {
        return !set.trustsAll(wanted.roots()) || inUse().stream().anyMatch(issuer -> !set.trustsOneCalled(issuer));
    }

    private boolean isOld(Shown leaf) {
        return !wanted.issued(leaf);
    }

    /** The old CAs that issued a certificate which is still shown. */
    private TreeSet<String> inUse() {
        return sets.stream()
                .filter(set -> !set.guest())
                .flatMap(set -> set.own().stream())
                .filter(this::isOld)
                .map(Shown::issuer)
                .filter(issuer -> sets.stream().anyMatch(set -> set.trustsOneCalled(issuer)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String words(Action action) {
        return switch (action) {
            case TRUST_BOTH ->
                "add " + wanted.names() + " to ssl-ca and keep what is there"
                        + (inUse().isEmpty()
                                ? ""
                                : "; " + String.join(", ", inUse()) + " must be in it until the leaves are swapped");
            case SWAP_LEAVES -> "replace ssl-cert and ssl-key by a certificate that " + wanted.names() + " issued";
            case WITHDRAW_OLD -> "take " + String.join(", ", old()) + " out of ssl-ca";
        };
    }

    private TreeSet<String> old() {
        return sets.stream()
                .flatMap(set -> set.trusts().stream())
                .filter(authority -> !wanted.hold(authority))
                .map(Shown::subject)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> notes() {
        Stream<String> apart =
                bystanders.stream().map(set -> set.place() + " trusts another house's CA and takes no part");
        Stream<String> unseen = sets.stream()
                .filter(set -> set.guest() && set.server().isEmpty())
                .map(set -> "the certificate of the server that " + set.place()
                        + " calls is not seen here: look at it before you withdraw the old CA");
        return Stream.concat(apart, unseen).distinct().toList();
    }
}
