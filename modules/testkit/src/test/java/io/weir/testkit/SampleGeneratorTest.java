package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The committed samples are what the generator makes. After a change that is meant, {@code mvn test -pl modules/testkit -am
 * -Dweir.samples=write} writes them anew; look at the difference before it is committed.
 */
class SampleGeneratorTest {
    private static final Path FOLDER = Path.of("../../data-samples");
    private static final long LARGEST = 200_000;

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void theCommittedSampleIsWhatTheGeneratorMakes(String name) throws IOException {
        Sample sample = SampleGenerator.generate(world(name));
        if ("write".equals(System.getProperty("weir.samples"))) {
            sample.writeTo(FOLDER.resolve(name));
        }
        for (Map.Entry<String, String> file : sample.files().entrySet()) {
            assertThat(FOLDER.resolve(name).resolve(file.getKey())).hasContent(file.getValue());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void aSampleIsSmall(String name) {
        assertThat(SampleGenerator.generate(world(name)).files().values())
                .allSatisfy(text -> assertThat((long) text.length()).isLessThan(LARGEST));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void anotherSeedIsAnotherHistoryOfTheSameMarket(String name) {
        SampleWorld world = world(name);
        Sample other = SampleGenerator.generate(withSeed(world, world.seed() + 1));
        Sample sample = SampleGenerator.generate(world);
        assertThat(other.history()).isNotEqualTo(sample.history());
        assertThat(withoutBudget(other)).isEqualTo(withoutBudget(sample));
    }

    private static List<String> withoutBudget(Sample sample) {
        return sample.workspace()
                .lines()
                .filter(line -> !line.contains("budget:"))
                .toList();
    }

    private static SampleWorld withSeed(SampleWorld w, long seed) {
        return new SampleWorld(
                w.name(),
                w.about(),
                seed,
                w.length(),
                w.start(),
                w.periods(),
                w.kpi(),
                w.channels(),
                w.halos(),
                w.controls(),
                w.baseline(),
                w.noise(),
                w.plan());
    }

    static List<String> names() {
        return SampleWorlds.all().stream().map(SampleWorld::name).toList();
    }

    private static SampleWorld world(String name) {
        return SampleWorlds.all().stream()
                .filter(w -> w.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
