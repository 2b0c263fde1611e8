package io.dm4j.it.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between packages: who may know whom, and that nobody knows each other in a circle. */
@AnalyzeClasses(packages = "io.dm4j", importOptions = Product.class)
class ArrowsTest {
    private static final String[] UNITS = {"load", "sync", "verify", "validate", "relay"};
    private static final String[] PURE_CORE = {
        "io.dm4j.error..", "io.dm4j.position..", "io.dm4j.row..", "io.dm4j.rule..", "io.dm4j.ddl..", "io.dm4j.shard.."
    };

    @ArchTest
    static final ArchRule noPackageCircles =
            slices().matching("io.dm4j.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule tlsKnowsConfigAndErrorOnly = noClasses()
            .that()
            .resideInAPackage("io.dm4j.tls..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.dm4j..")
                    .and(resideOutsideOfPackages("io.dm4j.tls..", "io.dm4j.config..", "io.dm4j.error..")));

    @ArchTest
    static final ArchRule pureCoreIsPlainJava = noClasses()
            .that()
            .resideInAnyPackage(PURE_CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vertx.ext.web..",
                    "io.vertx.sqlclient..",
                    "io.vertx.mysqlclient..",
                    "io.vertx.grpc..",
                    "io.vertx.core.http..",
                    "com.github.shyiko..");

    @ArchTest
    static final ArchRule generatedTypesStayAtTheDoors = classes()
            .that()
            .resideInAPackage("io.dm4j.api..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(
                    "io.dm4j.api..", "io.dm4j.client..", "io.dm4j.dmctl..", "io.dm4j.endpoint..", "io.dm4j.it..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule servicesDoNotKnowTheirDoors = noClasses()
            .that()
            .resideInAnyPackage("io.dm4j.master..", "io.dm4j.worker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.dm4j.endpoint..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nobodyKnowsTheMains = noClasses()
            .that()
            .resideOutsideOfPackages("io.dm4j.verticles..", "io.dm4j.it..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.dm4j.verticles..");

    @ArchTest
    static final ArchRule theProductDoesNotKnowItsProof = noClasses()
            .that()
            .resideOutsideOfPackage("io.dm4j.it..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.dm4j.it..");

    @ArchTest
    static final ArchRule onlyTheReaderKnowsTheBinlogLibrary = noClasses()
            .that()
            .resideOutsideOfPackage("io.dm4j.binlog..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.shyiko..");

    @ArchTest
    static void unitsDoNotKnowEachOther(com.tngtech.archunit.core.domain.JavaClasses all) {
        for (String unit : UNITS) {
            for (String other : UNITS) {
                if (!unit.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage("io.dm4j." + unit + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("io.dm4j." + other + "..")
                            .allowEmptyShould(true)
                            .check(all);
                }
            }
        }
    }
}
