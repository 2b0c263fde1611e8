package io.dm4j.it.house;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.dm4j.error.ErrorCode;
import io.vertx.mysqlclient.SslMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What no class of the product does, whatever its room. */
@AnalyzeClasses(packages = "io.dm4j", importOptions = Product.class)
class HabitsTest {
    private static final String[] MAINS = {"io.dm4j.verticles..", "io.dm4j.dmctl..", "io.dm4j.it.."};

    @ArchTest
    static final ArchRule onlyMainsExit =
            noClasses().that().resideOutsideOfPackages(MAINS).should().callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule onlyMainsPrint = noClasses()
            .that()
            .resideOutsideOfPackages(MAINS)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule nobodyFallsBackToPlainText =
            noClasses().that().resideOutsideOfPackage("io.dm4j.it..").should().accessField(SslMode.class, "PREFERRED");

    @ArchTest
    static final ArchRule nobodyTrustsEverybody = noClasses()
            .that()
            .resideOutsideOfPackage("io.dm4j.it..")
            .should()
            .callMethodWhere(JavaCall.Predicates.target(name("setTrustAll")))
            .orShould()
            .dependOnClassesThat()
            .haveSimpleName("TrustAllOptions");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .that()
            .resideOutsideOfPackage("io.dm4j.it..")
            .should()
            .callMethod(Thread.class, "sleep", long.class);

    @Test
    void everyErrorNumberMeansOneThing() {
        JavaClasses product =
                new ClassFileImporter().withImportOption(new Product()).importPackages("io.dm4j");

        Map<Integer, List<String>> byNumber = product.stream()
                .filter(c -> c.isEnum() && c.isAssignableTo(ErrorCode.class))
                .flatMap(c -> Arrays.stream(c.reflect().getEnumConstants()))
                .collect(Collectors.groupingBy(
                        code -> ((ErrorCode) code).number(),
                        Collectors.mapping(
                                code -> code.getClass().getSimpleName() + "." + ((Enum<?>) code).name(),
                                Collectors.toList())));

        assertThat(byNumber).hasSizeGreaterThan(50).allSatisfy((number, codes) -> assertThat(codes)
                .hasSize(1));
    }
}
