package io.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.benchmarks.internal.hierarchy.ClosedLoops.Method;
import io.weir.benchmarks.internal.hierarchy.ClosedLoops.Result;
import io.weir.core.BadInputException;
import io.weir.training.FirmJudge.Answer;
import io.weir.training.FirmJudge.Exploitability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTest {
    private static final Result FOUND = new Result(
            "halo",
            ImmutableMap.of(Method.OURS, new double[] {1 / 3.0, 2}, Method.PLAN, new double[] {1e-17, Math.PI}),
            new double[] {3, 4},
            0.1,
            1,
            2);

    @TempDir
    private Path folder;

    @Test
    void givesWhatWasKeptBitByBit() {
        Kept.in(folder, "a").get("halo", Result.class, () -> FOUND);

        Result again = Kept.in(folder, "a").get("halo", Result.class, KeptTest::neverSought);

        assertThat(again.brought().get(Method.OURS)).containsExactly(1 / 3.0, 2);
        assertThat(again.brought().get(Method.PLAN)).containsExactly(1e-17, Math.PI);
        assertThat(again.clairvoyant()).containsExactly(3, 4);
        assertThat(again.betterBids()).isEqualTo(0.1);
        assertThat(again.overspent()).isEqualTo(1);
        assertThat(again.rulesBroken()).isEqualTo(2);
        assertThat(again.world()).isEqualTo("halo");
    }

    @Test
    void firmsAreKeptToo() {
        var found = new Exploitability(ImmutableList.of(new Answer(0.01, -0.02, 0.3), new Answer(1 / 3.0, 0, 0.4)));
        Kept.in(folder, "a").get("firms", Exploitability.class, () -> found);
        assertThat(Kept.in(folder, "a").get("firms", Exploitability.class, KeptTest::neverSought))
                .isEqualTo(found);
    }

    @Test
    void ofAnotherBuildNothingCounts() {
        Kept.in(folder, "a").get("halo", double[].class, () -> new double[] {1});

        assertThat(Kept.in(folder, "b").get("halo", double[].class, () -> new double[] {2}))
                .containsExactly(2);
        assertThat(Kept.in(folder, "b").get("halo", double[].class, KeptTest::neverSought))
                .containsExactly(2);
    }

    @Test
    void whatABuildFoundThatIsNotKnownDoesNotCount() {
        Kept unknown = Kept.in(folder, Kept.UNKNOWN);

        assertThat(unknown.get("halo", Integer.class, () -> 1)).isEqualTo(1);
        assertThat(unknown.get("halo", Integer.class, () -> 2)).isEqualTo(2);
    }

    @Test
    void nowhereSeeksEachTime() {
        Kept nowhere = Kept.nowhere();

        assertThat(nowhere.get("halo", Integer.class, () -> 1)).isEqualTo(1);
        assertThat(nowhere.get("halo", Integer.class, () -> 2)).isEqualTo(2);
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Files.writeString(folder.resolve("halo.json"), "{\"build\": ");

        assertThatThrownBy(() -> Kept.in(folder, "a").get("halo", Integer.class, () -> 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("halo.json")
                .hasMessageContaining("Maybe delete it");
    }

    private static <T> T neverSought() {
        throw new AssertionError("sought though it was kept");
    }
}
