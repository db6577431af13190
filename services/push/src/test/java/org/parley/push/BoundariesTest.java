package org.parley.push;

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
                    .resideInAPackage("org.parley.push..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.parley.archive..",
                            "org.parley.bridge..",
                            "org.parley.broker..",
                            "org.parley.groups..",
                            "org.parley.presence..",
                            "org.parley.cli..",
                            "org.parley.local..",
                            "org.parley.testkit..");

    @ArchTest
    static final ArchRule packagesDoNotGoInCircles =
            SlicesRuleDefinition.slices()
                    .matching("org.parley.push.(*)..")
                    .should()
                    .beFreeOfCycles();

    @ArchTest
    static final ArchRule rulesKnowNoHttpServer =
            noClasses()
                    .that()
                    .resideInAPackage("org.parley.push..")
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
    static final ArchRule onlyTheQueueAndTheStartKnowKafka =
            noClasses()
                    .that()
                    .resideInAPackage("org.parley.push..")
                    .and()
                    .resideOutsideOfPackages("..push.queue..", "..push.start..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule encryptionKnowsOnlyTheJdk =
            noClasses()
                    .that()
                    .resideInAPackage("org.parley.push.crypto..")
                    .should()
                    .dependOnClassesThat()
                    .resideOutsideOfPackages(
                            "java..", "javax.crypto..", "org.jspecify..", "..crypto..");
}
