package io.dm4j.part;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Runs a {@link LongPart} if it is its turn, and writes down how it ended. */
final class PartRun implements ExecutionCondition, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace OURS = Namespace.create(PartRun.class);
    private static final String PASSED = "passed";
    private static final String SKIPPED = "skipped";
    private static final String FAILED = "failed";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isEmpty() || Size.asked() != Size.LONG) {
            return ConditionEvaluationResult.enabled("not in the long size");
        }
        String part = part(context);
        String asked = System.getProperty("dm4j.part", "");
        if (!asked.isEmpty() && !asked.equals(part)) {
            return ConditionEvaluationResult.disabled("part " + part + ": another was asked for");
        }
        PartResult before = PartResult.of(part);
        return before.isGreen()
                ? skipped("part " + part + " was green before, as " + before.file()
                        + " says; delete that to run it again")
                : ConditionEvaluationResult.enabled("part " + part);
    }

    private static ConditionEvaluationResult skipped(String reason) {
        System.out.println("*** skipped: " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        runs(context);
        run(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        runs(context).ended(run(context), outcome(context.getExecutionException()));
    }

    /** Nothing failed where an assumption did not hold, but nothing was shown either. */
    static String outcome(Optional<Throwable> thrown) {
        if (thrown.isEmpty()) {
            return PASSED;
        }
        return thrown.get() instanceof TestAbortedException ? SKIPPED : FAILED;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Part.class;
    }

    @Override
    public Part resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return run(context);
    }

    private static Part run(ExtensionContext context) {
        return context.getStore(OURS)
                .getOrComputeIfAbsent(Part.class, key -> new Part(context.getDisplayName()), Part.class);
    }

    /** Of the method, which closes them when all its invocations are over. */
    private static Runs runs(ExtensionContext context) {
        ExtensionContext method = context.getParent()
                .filter(parent -> parent.getTestMethod().isPresent())
                .orElse(context);
        return method.getStore(OURS)
                .getOrComputeIfAbsent(Runs.class, key -> new Runs(PartResult.of(part(context))), Runs.class);
    }

    private static String part(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), LongPart.class)
                .or(() -> AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), LongPart.class))
                .orElseThrow()
                .value();
    }

    /** All invocations of one method. */
    private static final class Runs implements Store.CloseableResource {
        private final PartResult result;
        private final List<String> lines = new ArrayList<>();
        private final Set<String> outcomes = new HashSet<>();

        Runs(PartResult result) {
            this.result = result;
        }

        void ended(Part run, String outcome) {
            outcomes.add(outcome);
            lines.add(run.line(outcome));
        }

        @Override
        public void close() {
            lines.forEach(System.out::println);
            if (Size.asked() == Size.LONG) {
                result.write(outcomes.contains(PASSED) && !outcomes.contains(FAILED), lines);
            }
        }
    }
}
