package org.parley.groups;

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
                    .resideInAPackage("org.parley.groups..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.parley.archive..",
                            "org.parley.bridge..",
                            "org.parley.broker..",
                            "org.parley.cli..",
                            "org.parley.local..",
                            "org.parley.testkit..");

    @ArchTest
    static final ArchRule packagesDoNotGoInCircles =
            SlicesRuleDefinition.slices()
                    .matching("org.parley.groups.(*)..")
                    .should()
                    .beFreeOfCycles();

    @ArchTest
    static final ArchRule rulesKnowNoHttp =
            noClasses()
                    .that()
                    .resideInAPackage("org.parley.groups..")
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
    static final ArchRule onlyTheOutboxAndTheCheckKnowKafka =
            noClasses()
                    .that()
                    .resideInAnyPackage("..groups.group..", "..groups.invite..", "..groups.block..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..");
}
