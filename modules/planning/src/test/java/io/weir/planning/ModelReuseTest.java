package io.weir.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.weir.planning.internal.model.ModelFile;
import io.weir.planning.internal.model.ModelKey;
import io.weir.response.ModelSettings;
import io.weir.response.SamplerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was learnt is used again as long as nothing it depends on has changed, and only then. */
class ModelReuseTest {
    private static final String PLAN = "periods: 4\nbudget: 24000";

    @TempDir
    private Path directory;

    private Market market;

    @BeforeEach
    void opens() {
        market = new Market(directory);
    }

    @Test
    void takesTheModelFromTheWorkspaceWhereOnlyThePlanChanges() {
        Workspace workspace = market.workspace(PLAN);
        workspace.keep(
                new Calibration(market.calibration(workspace).posterior(), key(workspace), 1, 1, ImmutableList.of()));

        Calibration again = market.workspace("periods: 7\nbudget: 100\nbaseline: {last: 3}\nrisk: {cvar: 0.3}")
                .calibrate();

        assertThat(again.seconds()).isZero();
        assertThat(again.posterior().draws()).isEqualTo(50);
    }

    @Test
    void plansTheSameWithAModelThatWasKeptAsWithTheOneThatWasFitted() {
        Workspace workspace = market.workspace(PLAN);
        Calibration fitted = market.calibration(workspace);
        workspace.keep(new Calibration(fitted.posterior(), key(workspace), 1, 1, ImmutableList.of()));

        PlanReport before = workspace.plan(fitted, Options.defaults());
        PlanReport after = workspace.plan(
                new Calibration(workspace.calibrate().posterior(), fitted.key(), 0, 0, fitted.facts()),
                Options.defaults());

        assertThat(PlanText.json(after)).isEqualTo(PlanText.json(before));
    }

    @Test
    void keepsTheKeyWherePlanOrRulesChange() {
        market.history(withPrice(Market.csv())).with("controls: [price]");
        String key = key(market.workspace(PLAN));

        assertThat(key(market.workspace("periods: 9\nbudget: 5"))).isEqualTo(key);
        assertThat(key(market.ruled("{channel: tv, min: 3}"))).isEqualTo(key);
    }

    @Test
    void changesTheKeyWithTheHistoryTheModelTheSamplerAndTheSeed() {
        Workspace workspace = market.workspace(PLAN);
        String key = key(workspace);
        String csv = Market.csv();
        int digit = csv.lastIndexOf(',') - 1;
        String changed = csv.substring(0, digit) + (csv.charAt(digit) == '1' ? '2' : '1') + csv.substring(digit + 1);

        assertThat(key(market.history(changed).workspace(PLAN))).isNotEqualTo(key);
        assertThat(key(market.history(csv)
                        .kpi(Market.REVENUE.replace("}", ", maturity: [0.5, 1]}"))
                        .workspace(PLAN)))
                .isNotEqualTo(key);
        assertThat(ModelKey.of(workspace.history(), ModelSettings.defaults(), SamplerSettings.standard(2)))
                .isNotEqualTo(key);
        assertThat(ModelKey.of(
                        workspace.history(),
                        ModelSettings.defaults().with(ModelSettings.Interactions.NONE),
                        SamplerSettings.standard(1)))
                .isNotEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "[]",
                "7",
                "{\"format\":\"weir-model/1\",\"key\":\"KEY\"}",
                "{\"format\":\"weir-model/1\",\"key\":\"KEY\",\"posterior\":null}",
                "{\"format\":\"weir-model/1\",\"key\":\"KEY\",\"posterior\":{}}",
                "{\"format\":\"weir-model/1\",\"key\":\"KEY\",\"posterior\":{\"draws\":5}}",
                "{\"format\":\"weir-model/0\",\"key\":\"KEY\",\"posterior\":{}}"
            })
    void countsADamagedFileAsNone(String content) throws IOException {
        Workspace workspace = market.workspace(PLAN);
        Files.writeString(directory.resolve("model.json"), content.replace("KEY", key(workspace)));

        assertThat(ModelFile.read(directory, key(workspace))).isEmpty();
    }

    @ParameterizedTest(name = "cut to {0} of its length")
    @ValueSource(doubles = {0.01, 0.5, 0.999})
    void countsATruncatedFileAsNone(double share) throws IOException {
        Workspace workspace = market.workspace(PLAN);
        byte[] whole =
                ModelFile.bytes(key(workspace), market.calibration(workspace).posterior());
        Files.write(directory.resolve("model.json"), java.util.Arrays.copyOf(whole, (int) (share * whole.length)));

        assertThat(ModelFile.read(directory, key(workspace))).isEmpty();
    }

    private static String withPrice(String csv) {
        String[] lines = csv.strip().split("\n", -1);
        var out = new StringBuilder(lines[0]).append(",price\n");
        for (int t = 1; t < lines.length; t++) {
            out.append(lines[t]).append(',').append(1 + t % 5).append('\n');
        }
        return out.toString();
    }

    private static String key(Workspace workspace) {
        return ModelKey.of(workspace.history(), ModelSettings.defaults(), SamplerSettings.standard(1));
    }
}
