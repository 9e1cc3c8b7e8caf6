package io.weir.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CautionTest {
    /** The market's posterior has fifty draws; amounts that can be booked may turn one of them. */
    private static final double ONE_DRAW = 1.0 / 50;

    @TempDir
    Path directory;

    private Market market;

    @BeforeEach
    void opens() {
        market = new Market(directory).history(noisy());
    }

    /** What the channels bring is hidden in what happens anyway: plans are uncertain. */
    private static String noisy() {
        var random = new SplittableRandom(3);
        var out = new StringBuilder("week,revenue,search_spend,social_spend,tv_spend\n");
        for (int t = 0; t < Market.WEEKS; t++) {
            double search = random.nextDouble(2000, 4000);
            double social = random.nextDouble(1000, 3000);
            double tv = random.nextDouble(500, 1500);
            double revenue = 30_000 + 1.5 * search + social + 0.5 * tv + 4000 * random.nextGaussian();
            out.append(String.format(
                    Locale.ROOT,
                    "%s,%.2f,%.2f,%.2f,%.2f%n",
                    Market.START.minusWeeks(Market.WEEKS - t),
                    revenue,
                    search,
                    social,
                    tv));
        }
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.04, 0.001})
    void boundsTheChanceOfHarm(double caution) {
        PlanReport best = market.plan("periods: 4\nbudget: 24000\ncaution: none");
        PlanReport plan = market.plan("periods: 4\nbudget: 24000\ncaution: " + caution);

        assertThat(plan.headline().probabilityHarm()).isLessThanOrEqualTo(caution + ONE_DRAW);
        assertThat(plan.headline().value().mean())
                .isLessThanOrEqualTo(best.headline().value().mean() * (1 + 1e-6))
                .isGreaterThanOrEqualTo(plan.headline().carryingOn().mean());
        assertThat(plan.headline().spend()).isCloseTo(24_000, within(0.01));
    }

    @Test
    void saysWhatItCostsWhereItHolds() {
        PlanReport best = market.plan("periods: 4\nbudget: 24000\ncaution: none");
        assertThat(best.headline().probabilityHarm())
                .as("there is something to be cautious of")
                .isPositive();

        PlanReport plan = market.plan("periods: 4\nbudget: 24000\ncaution: 0.001");

        assertThat(plan.notes()).anyMatch(note -> note.contains("caution allows 0.00"));
        double mean = plan.cells().stream()
                        .mapToDouble(cell -> cell.marginalReturn() * cell.spend())
                        .sum()
                / plan.headline().spend();
        assertThat(plan.headline().marginalReturn())
                .as("of the plan that is shown")
                .isCloseTo(mean, within(1e-6 * mean));
        assertThat(plan.headline().gap()).isGreaterThanOrEqualTo(best.headline().gap());
    }

    @Test
    void keepsToTheRulesWhereTheyForbidToCarryOn() {
        PlanReport plan = market.planRuled("{channel: tv, max: 100}");

        assertThat(plan.cells())
                .filteredOn(cell ->
                        plan.grid().columns().get(cell.column()).channel().equals("tv"))
                .allMatch(cell -> cell.spend() <= 100);
    }
}
