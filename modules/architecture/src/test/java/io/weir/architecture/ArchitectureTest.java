package io.weir.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Date;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** The rules that hold the house up, each a sentence. */
@AnalyzeClasses(packages = Rooms.ROOT, importOptions = Rooms.MainCode.class)
class ArchitectureTest {

    // ---- rooms ----

    @ArchTest
    static void everyRoomIsLookedAt(JavaClasses classes) {
        assertThat(classes.stream().map(Rooms::roomOf).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(Rooms.ALL);
    }

    @ArchTest
    static final ArchRule importsPointOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(Rooms.ROOT + "..")
            .layer("ways in")
            .definedBy(Rooms.everythingIn("cli"))
            .layer("benchmarks")
            .definedBy(Rooms.everythingIn("benchmarks"))
            .layer("planning")
            .definedBy(Rooms.everythingIn("planning"))
            .layer("serving")
            .definedBy(Rooms.everythingIn("serving"))
            .layer("allocation")
            .definedBy(Rooms.everythingIn("allocation"))
            .layer("enforcer")
            .definedBy(Rooms.everythingIn("enforcer"))
            .layer("response")
            .definedBy(Rooms.everythingIn("response"))
            .layer("simulator")
            .definedBy(Rooms.everythingIn("simulator"))
            .layer("bidding")
            .definedBy(Rooms.everythingIn("bidding"))
            .layer("hierarchy")
            .definedBy(Rooms.everythingIn("hierarchy"))
            .layer("training")
            .definedBy(Rooms.everythingIn("training"))
            .layer("learning")
            .definedBy(Rooms.everythingIn("learning"))
            .layer("policy")
            .definedBy(Rooms.everythingIn("policy"))
            .layer("testkit")
            .definedBy(Rooms.everythingIn("testkit"))
            .layer("core")
            .definedBy(Rooms.everythingIn("core"))
            .whereLayer("ways in")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("ways in")
            // enforcer, policy and simulator: their words, which a front door could only repeat
            .mayOnlyAccessLayers(
                    "planning",
                    "benchmarks",
                    "serving",
                    "training",
                    "hierarchy",
                    "enforcer",
                    "policy",
                    "simulator",
                    "core")
            .whereLayer("benchmarks")
            .mayOnlyBeAccessedByLayers("ways in")
            .whereLayer("benchmarks")
            .mayOnlyAccessLayers(
                    "planning",
                    "allocation",
                    "bidding",
                    "enforcer",
                    "simulator",
                    "hierarchy",
                    "training",
                    "learning",
                    "policy",
                    "response",
                    "core")
            .whereLayer("planning")
            .mayOnlyBeAccessedByLayers("ways in", "benchmarks")
            .whereLayer("planning")
            .mayOnlyAccessLayers("allocation", "enforcer", "simulator", "policy", "response", "core")
            .whereLayer("serving")
            .mayOnlyBeAccessedByLayers("ways in", "benchmarks")
            .whereLayer("serving")
            .mayOnlyAccessLayers("enforcer", "bidding", "policy", "core")
            .whereLayer("allocation")
            .mayOnlyAccessLayers("core")
            .whereLayer("enforcer")
            .mayOnlyAccessLayers("core")
            .whereLayer("response")
            .mayOnlyAccessLayers("core")
            .whereLayer("simulator")
            .mayOnlyAccessLayers("policy", "core")
            .whereLayer("bidding")
            .mayOnlyAccessLayers("policy", "core")
            .whereLayer("hierarchy")
            .mayOnlyBeAccessedByLayers("ways in", "benchmarks", "training")
            .whereLayer("hierarchy")
            .mayOnlyAccessLayers("enforcer", "simulator", "bidding", "policy", "core")
            // what plans or runs never loads what trains
            .whereLayer("training")
            .mayOnlyBeAccessedByLayers("ways in", "benchmarks")
            .whereLayer("training")
            .mayOnlyAccessLayers("learning", "hierarchy", "simulator", "bidding", "policy", "core")
            .whereLayer("learning")
            .mayOnlyBeAccessedByLayers("training", "benchmarks")
            .whereLayer("learning")
            .mayOnlyAccessLayers("policy", "core")
            .whereLayer("policy")
            .mayOnlyAccessLayers("core")
            .whereLayer("testkit")
            .mayOnlyAccessLayers("core")
            .whereLayer("testkit")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("core")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule roomsDoNotTurnInCircles =
            slices().matching(Rooms.ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule internalsStayInTheirRoom = classes()
            .should(Conditions.useInternalsOfNoOtherRoom())
            .as("nobody outside a room uses its internal packages");

    // ---- libraries ----

    @ArchTest
    static final ArchRule optaPlannerIsSeenInEnforcerAlone = seenOnlyIn("enforcer", "org.optaplanner..");

    @ArchTest
    static final ArchRule orToolsIsSeenInEnforcerAlone = seenOnlyIn("enforcer", "com.google.ortools..");

    @ArchTest
    static final ArchRule databasesAreSeenInEnforcerAlone =
            seenOnlyIn("enforcer", "javax.sql..", "org.sqlite..", "org.postgresql..", "org.flywaydb..");

    /** The benchmark inserts by itself, for comparison. */
    @ArchTest
    static final ArchRule sqlIsSeenInEnforcerAndBenchmarksAlone = noClasses()
            .that()
            .resideOutsideOfPackages(Rooms.everythingIn("enforcer"), Rooms.everythingIn("benchmarks"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..");

    @ArchTest
    static final ArchRule deeplearning4jIsSeenInLearningAlone =
            seenOnlyIn("learning", "org.deeplearning4j..", "org.nd4j..", "org.bytedeco..");

    @ArchTest
    static final ArchRule ejmlIsSeenInResponseAlone = seenOnlyIn("response", "org.ejml..");

    @ArchTest
    static final ArchRule theTerminalIsSeenInCliAlone = seenOnlyIn("cli", "picocli..", "me.tongfei..");

    @ArchTest
    static final ArchRule httpAndMetricsAreSeenInServingAlone =
            seenOnlyIn("serving", "io.undertow..", "org.xnio..", "io.prometheus..");

    /** Benchmarks read worlds and write figures themselves; agents are asked in JSON. */
    @ArchTest
    static final ArchRule jsonAndCsvAreSeenInPlanningServingAndBenchmarksAlone = noClasses()
            .that()
            .resideOutsideOfPackages(
                    Rooms.everythingIn("planning"), Rooms.everythingIn("serving"), Rooms.everythingIn("benchmarks"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "de.siegmar..");

    @ArchTest
    static final ArchRule formulasAndTestStatisticsAreSeenInBenchmarksAlone =
            seenOnlyIn("benchmarks", "com.ezylang..", "org.hipparchus.stat..");

    @ArchTest
    static final ArchRule distributionsAreSeenInSimulatorAndBenchmarksAlone = noClasses()
            .that()
            .resideOutsideOfPackages(Rooms.everythingIn("simulator"), Rooms.everythingIn("benchmarks"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.hipparchus.distribution..");

    @ArchTest
    static final ArchRule fileFormatsAreSeenInPlanningAlone = seenOnlyIn(
            "planning",
            "gg.jte..",
            "org.dhatim..",
            "org.snakeyaml..",
            "org.apache.parquet..",
            "org.apache.hadoop..",
            "io.airlift..",
            "blue.strategic..",
            "org.apache.commons.text..");

    // ---- chance, time, and the world outside ----

    @ArchTest
    static final ArchRule chanceComesFromASeed = noClasses()
            .should()
            .callConstructor(SplittableRandom.class)
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .callConstructor(Random.class, long.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(StrictMath.class, "random")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocalRandom.class)
            .because("the same inputs and seed give the same plan");

    @ArchTest
    static final ArchRule theOldGeneratorIsTakenFromOptaPlannerAlone = noClasses()
            .that()
            .resideOutsideOfPackage(Rooms.everythingIn("enforcer"))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .because("SplittableRandom is the generator; OptaPlanner hands its own, seeded, to the moves");

    @ArchTest
    static final ArchRule noPlanDependsOnTheDayItIsMade = noClasses()
            .that()
            .haveNameNotMatching(
                    "io\\.weir\\.(cli\\.LedgerGroup|cli\\.AgentCommand|benchmarks\\.internal\\.(ledger|processes)\\.).*")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethodWhere(Conditions.ASKS_THE_SYSTEM_FOR_THE_TIME)
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callConstructor(Date.class)
            .because(
                    "time comes through an injected clock; the commands that book money inject it, and what measures them");

    @ArchTest
    static final ArchRule onlyTheCommandLineSpeaksAndEndsTheProgram = noClasses()
            .that()
            .resideOutsideOfPackage(Rooms.everythingIn("cli"))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace", PrintStream.class)
            .orShould()
            .callMethod(Throwable.class, "printStackTrace", PrintWriter.class);

    // ---- null ----

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes().should(Conditions.resideInANullMarkedPackage());

    private static ArchRule seenOnlyIn(String room, String... library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(Rooms.everythingIn(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library);
    }
}
