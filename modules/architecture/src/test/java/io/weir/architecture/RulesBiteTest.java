package io.weir.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A rule that nothing can break holds nothing: each of these classes breaks one, or just keeps it. */
class RulesBiteTest {

    @Test
    void anUnseededGeneratorIsFound() {
        assertThat(breaks(ArchitectureTest.chanceComesFromASeed, Unseeded.class))
                .isTrue();
        assertThat(breaks(ArchitectureTest.chanceComesFromASeed, Seeded.class)).isFalse();
    }

    @Test
    void theOldGeneratorIsFound() {
        assertThat(breaks(ArchitectureTest.theOldGeneratorIsTakenFromOptaPlannerAlone, Old.class))
                .isTrue();
    }

    @Test
    void askingForTodayIsFoundUnlessAClockIsAsked() {
        assertThat(breaks(ArchitectureTest.noPlanDependsOnTheDayItIsMade, Today.class))
                .isTrue();
        assertThat(breaks(ArchitectureTest.noPlanDependsOnTheDayItIsMade, TodayByClock.class))
                .isFalse();
    }

    @Test
    void printingIsFound() {
        assertThat(breaks(ArchitectureTest.onlyTheCommandLineSpeaksAndEndsTheProgram, Loud.class))
                .isTrue();
    }

    private static boolean breaks(ArchRule rule, Class<?> type) {
        JavaClasses classes = new ClassFileImporter().importClasses(type);
        return rule.evaluate(classes).hasViolation();
    }

    static final class Unseeded {
        final SplittableRandom random = new SplittableRandom();
    }

    static final class Seeded {
        final SplittableRandom random = new SplittableRandom(1);
    }

    static final class Old {
        double next(Random random) {
            return random.nextDouble();
        }
    }

    static final class Today {
        final LocalDate day = LocalDate.now(ZoneOffset.UTC);
    }

    static final class TodayByClock {
        LocalDate day(Clock clock) {
            return LocalDate.now(clock);
        }
    }

    static final class Loud {
        void speak() {
            System.out.println("loud");
        }
    }
}
