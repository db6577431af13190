package org.parley.presence;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packages = "org.parley", importOptions = DoNotIncludeTests.class)
class BoundariesTest {

    @ArchTest
    static final ArchRule noServiceDependsOnAnother =
            noClasses()
                    .that()
                    .resideInAPackage("org.parley.presence..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.parley.archive..",
                            "org.parley.bridge..",
                            "org.parley.broker..",
                            "org.parley.cli..",
                            "org.parley.groups..",
                            "org.parley.local..",
                            "org.parley.testkit..");

    @ArchTest
    static final ArchRule packagesDoNotGoInCircles =
            SlicesRuleDefinition.slices()
                    .matching("org.parley.presence.(*)..")
                    .should()
                    .beFreeOfCycles();

    @ArchTest
    static final ArchRule rulesKnowNoHttp =
            noClasses()
                    .that()
                    .resideInAPackage("org.parley.presence..")
                    .and()
                    .haveSimpleNameNotEndingWith("Resource")
                    .and()
                    .resideOutsideOfPackage("..problem..")
                    .and()
                    .haveSimpleNameNotContaining("HttpApi")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule theRulesKnowNothingButTheContracts =
            noClasses()
                    .that()
                    .resideInAPackage("org.parley.presence.board..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.kafka..", "io.vertx..", "io.quarkus..", "jakarta..");

    @ArchTest
    static final ArchRule onlyThePrivacyAndTheWatchWriteToKafka =
            noClasses()
                    .that()
                    .resideInAnyPackage("..presence.sight..", "..presence.store..", "..broker..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..");
}
