package org.parley.bridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "org.parley",
        importOptions = {ImportOption.DoNotIncludeTests.class})
class BoundariesTest {

    @ArchTest
    static final ArchRule theBridgeKnowsNoOtherService =
            classes()
                    .that()
                    .resideInAPackage("org.parley.bridge..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideOutsideOfPackages(
                            "org.parley.archive..", "org.parley.broker..", "org.parley.cli..");

    @ArchTest
    static final ArchRule theRulesKnowNeitherMqttNorKafkaNorHttp =
            noClasses()
                    .that()
                    .haveSimpleNameStartingWith("Admission")
                    .or()
                    .haveSimpleNameStartingWith("Payload")
                    .or()
                    .haveSimpleNameStartingWith("Outcome")
                    .or()
                    .haveSimpleNameStartingWith("OutboundLetter")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.vertx..", "io.netty..", "org.apache.kafka..", "jakarta..");
}
