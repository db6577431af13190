package org.parley.broker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "org.parley.broker",
        importOptions = ImportOption.DoNotIncludeTests.class)
class BoundariesTest {

    @ArchTest
    static final ArchRule theRulesDoNotKnowWhichBrokerRuns =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..extension", "..embedded")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.hivemq..");

    @ArchTest
    static final ArchRule theExtensionUsesHiveMqsPublicInterfaceOnly =
            classes()
                    .that()
                    .resideInAPackage("..extension")
                    .and()
                    // HiveMQ has no setting for it.
                    .doNotHaveSimpleName("InFlightWindow")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "org.slf4j..",
                            "org.jspecify..",
                            "com.codahale.metrics..",
                            "com.hivemq.extension.sdk..",
                            "org.parley.contracts..",
                            "org.parley.broker..");

    @ArchTest
    static final ArchRule theRunnerReachesTheExtensionOnlyThroughHiveMq =
            noClasses()
                    .that()
                    .resideInAPackage("..embedded")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..broker.extension",
                            "..broker.login",
                            "..broker.live",
                            "..broker.access",
                            "..broker.sessions");

    @ArchTest
    static final ArchRule onlyTheLogOfAccessKnowsKafka =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..broker.access")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule whoBelongsWhereKnowsNothingOfSessions =
            noClasses()
                    .that()
                    .resideInAPackage("..broker.access")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..broker.sessions", "..broker.live", "..broker.login");

    @ArchTest
    static final ArchRule loggingInKnowsNothingOfWhatComesAfter =
            noClasses()
                    .that()
                    .resideInAPackage("..broker.login")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..broker.live", "..broker.extension");
}
