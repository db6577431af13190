package org.parley.archive;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.parley", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule noServiceDependsOnAnother =
            noClasses()
                    .that()
                    .resideInAPackage("org.parley.archive..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.parley.bridge..",
                            "org.parley.broker..",
                            "org.parley.cli..",
                            "org.parley.local..",
                            "org.parley.testkit..");

    @ArchTest
    static final ArchRule theWriteSideKnowsNoHttp =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "..archive.ingest..",
                            "..archive.membership..",
                            "..archive.receipts..",
                            "..archive.retention..",
                            "..archive.ordered..",
                            "..archive.log..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "jakarta.ws.rs..",
                            "..archive.history..",
                            "..archive.operator..",
                            "..archive.problem..");

    @ArchTest
    static final ArchRule onlyConsumersKnowMessaging =
            noClasses()
                    .that()
                    .haveSimpleNameNotEndingWith("Consumer")
                    .and()
                    .resideInAnyPackage(
                            "..archive.ingest..",
                            "..archive.membership..",
                            "..archive.receipts..",
                            "..archive.ordered..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.eclipse.microprofile.reactive.messaging..",
                            "io.smallrye.reactive.messaging..");
}
