package org.parley.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.parley.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class BoundariesTest {

    @ArchTest
    static final ArchRule ofParleyItKnowsOnlyTheContracts =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.parley.broker..",
                            "org.parley.bridge..",
                            "org.parley.archive..",
                            "org.parley.local..");

    @ArchTest
    static final ArchRule whatAConversationIsKnowsNeitherNetworkNorTerminalNorDisk =
            classes()
                    .that()
                    .resideInAnyPackage("..cli.conversation..", "..cli.verify..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "org.jspecify..",
                            "com.fasterxml.jackson..",
                            "org.parley.contracts..",
                            "org.parley.cli.json..",
                            "org.parley.cli.conversation..",
                            "org.parley.cli.verify..");

    @ArchTest
    static final ArchRule theClientKnowsNoTerminal =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "..cli.terminal..", "..cli.command..", "org.parley.cli")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.jline..", "picocli..");

    @ArchTest
    static final ArchRule conceptsDoNotGoInCircles =
            slices().matching("org.parley.cli.(*)..").should().beFreeOfCycles();
}
