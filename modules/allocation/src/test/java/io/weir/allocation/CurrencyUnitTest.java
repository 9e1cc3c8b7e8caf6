package io.weir.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.weir.core.AllocationAgent.Proposal;
import io.weir.core.Channel;
import io.weir.core.ChannelHistory;
import io.weir.core.ChannelKind;
import io.weir.core.Experiment;
import io.weir.core.Geo;
import io.weir.core.History;
import io.weir.core.Kpi;
import io.weir.core.KpiKind;
import io.weir.core.MoneyUnit;
import io.weir.core.Panel;
import io.weir.core.PeriodLength;
import io.weir.core.PlanGrid;
import io.weir.core.Progress;
import io.weir.response.Calibrator;
import io.weir.response.DrawUtility;
import io.weir.response.ModelSettings;
import io.weir.response.Posterior;
import io.weir.response.ResponseObjective;
import io.weir.response.ResponseObjective.Worth;
import io.weir.response.SamplerSettings;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * From history to proposal, the unit of money does not matter: where every amount is multiplied by a power of two, which
 * changes no digit of a number, shares come out identical to the last bit.
 */
class CurrencyUnitTest {
    private static final int PERIODS = 40;
    private static final LocalDate START = LocalDate.of(2022, 1, 3);
    private static final double BUDGET = 9000;

    @ParameterizedTest(name = "{0} times as many units, {1}")
    @CsvSource({
        "1024, REVENUE, false",
        "0.0009765625, REVENUE, false",
        "1024, REVENUE, true",
        "0.0009765625, CONVERSIONS, false"
    })
    void proposedSharesDoNotDependOnTheUnitOfMoney(double factor, KpiKind kind, boolean profit) {
        var base = propose(1, kind, profit);
        var other = propose(factor, kind, profit);
        assertThat(times(other.spend(), 1 / factor)).containsExactly(base.spend());
        double valueFactor = kind == KpiKind.REVENUE ? factor : 1;
        assertThat(other.value()).isEqualTo(base.value() * valueFactor);
        assertThat(other.upperBound()).isEqualTo(base.upperBound() * valueFactor);
        assertThat(other.gap()).isEqualTo(base.gap());
        assertThat(times(other.shadowPrices(), factor / valueFactor)).containsExactly(base.shadowPrices());
        assertThat(other.budgetPrice() * factor / valueFactor).isEqualTo(base.budgetPrice());
    }

    private static Proposal propose(double factor, KpiKind kind, boolean profit) {
        var history = history(factor, kind);
        Posterior posterior = Calibrator.calibrate(
                history, ModelSettings.defaults(), new SamplerSettings(5, 2, 50, 50, 40), Progress.SILENT);
        var grid = new PlanGrid(
                PeriodLength.WEEK,
                history.startOf(PERIODS),
                4,
                ImmutableList.of(column("search"), column("social"), column("email")));
        var worth = profit ? new Worth(0.4, 1) : new Worth(1, 0);
        var objective = ResponseObjective.of(posterior, history, grid, worth, 40);
        double budget = BUDGET * factor;
        // A group of two channels in the first two periods, and a least amount of the third over the horizon.
        var region = Regions.budget(
                grid.cells(),
                budget,
                Regions.sum(0, 0.15 * budget, 0, 1),
                Regions.sum(0, 0.2 * budget, 3, 4),
                Regions.sum(0.1 * budget, budget, 2, 5, 8, 11));
        var carryingOn = new double[grid.cells()];
        Arrays.fill(carryingOn, budget / grid.cells());
        return new ContinuousOptimiser()
                .propose(
                        profit ? objective.with(new DrawUtility.Cvar(0.3)) : objective,
                        region,
                        carryingOn,
                        6,
                        Progress.SILENT);
    }

    private static History history(double factor, KpiKind kind) {
        var random = new SplittableRandom(7);
        double[] search = random.doubles(PERIODS, 300, 1500).toArray();
        double[] social = random.doubles(PERIODS, 0, 2000).toArray();
        double[] email = random.doubles(PERIODS, 100, 300).toArray();
        var kpi = new double[PERIODS];
        for (int t = 0; t < PERIODS; t++) {
            kpi[t] = 5000 + 2 * Math.sqrt(700 * search[t]) + social[t] + 3 * email[t] + 500 * random.nextGaussian();
        }
        double counted = kind == KpiKind.REVENUE ? factor : 1;
        var clicks = Panel.of(Arrays.stream(search).map(v -> Math.pow(v, 0.9)).toArray());
        return new History(
                PeriodLength.WEEK,
                START,
                ImmutableList.of(Geo.national()),
                new Kpi("kpi", kind, Panel.of(times(kpi, counted)), Optional.empty(), ImmutableList.of(0.7)),
                ImmutableList.of(
                        new ChannelHistory(
                                Channel.paid("search", ChannelKind.SEARCH),
                                Panel.of(times(search, factor)),
                                Optional.of(clicks)),
                        channel("social", ChannelKind.SOCIAL, times(social, factor)),
                        channel("email", ChannelKind.EMAIL, times(email, factor))),
                ImmutableList.of(),
                ImmutableList.of(new Experiment(
                        "social",
                        START.plusWeeks(20),
                        START.plusWeeks(23),
                        3000 * factor,
                        3500 * counted,
                        900 * counted)),
                MoneyUnit.unnamed());
    }

    private static ChannelHistory channel(String name, ChannelKind kind, double[] spend) {
        return new ChannelHistory(Channel.paid(name, kind), Panel.of(spend), Optional.empty());
    }

    private static PlanGrid.Column column(String channel) {
        return new PlanGrid.Column(channel, Optional.empty());
    }

    private static double[] times(double[] values, double factor) {
        return Arrays.stream(values).map(v -> v * factor).toArray();
    }
}
