package io.weir.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Channel;
import io.weir.core.ChannelHistory;
import io.weir.core.ChannelKind;
import io.weir.core.History;
import io.weir.core.Panel;
import io.weir.core.PlanGrid;
import io.weir.core.Progress;
import io.weir.response.FittedElsewhere.PyMcMarketing;
import io.weir.response.ModelSettings.BaselineSettings;
import io.weir.response.ModelSettings.ChannelSettings;
import io.weir.response.ModelSettings.Interactions;
import io.weir.response.Posterior.ChannelPosterior;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Channels whose response another tool has fitted are taken as they are; the others are estimated beside them. */
class FittedCalibrationTest {
    private static final int WEEKS = 60;
    private static final SamplerSettings FEW = new SamplerSettings(3, 2, 80, 60, 60);
    private static final double ALPHA = 0.4;
    private static final int MEMORY = 5;
    private static final double LAM = 1.5;
    private static final double CEILING = 2400;
    private static final double UNIT = 1800;

    private static final PyMcMarketing FITTED = new PyMcMarketing(
            AdstockKind.GEOMETRIC,
            ALPHA,
            0,
            MEMORY,
            SaturationKind.LOGISTIC,
            LAM,
            1,
            0.2,
            OptionalDouble.of(UNIT),
            OptionalDouble.of(CEILING / 0.2));

    @Test
    void theirPosteriorIsThatResponseInEveryDraw() {
        History history = history(1);
        Posterior posterior = calibrate(history, "search");
        ChannelPosterior search = posterior.channels().get(0);
        double half = Math.log(3) / LAM * UNIT;
        double[] expected = contributions(spend(history));
        double total = Arrays.stream(expected).sum();
        for (int d = 0; d < posterior.draws(); d++) {
            assertThat(search.adstockParameters()[d]).containsExactly(ALPHA);
            assertThat(search.half()[d] * search.inputScale()).isCloseTo(half, within(1e-9 * half));
            assertThat(search.effect()[d][0]).isCloseTo(CEILING, within(1e-9 * CEILING));
            assertThat(search.fatigue()[d]).isZero();
            assertThat(search.drift()[d]).isCloseTo(1, within(1e-12));
            assertThat(search.returns()[d]).isEqualTo(search.returns()[0]);
        }
        assertThat(search.memory()).isEqualTo(MEMORY);
        assertThat(search.learnt()).isZero();
        // Beyond the reach of what ran before the history begins, the fit has the tool's own contributions.
        for (int t = MEMORY; t < WEEKS; t++) {
            assertThat(posterior.fit().contributions()[0][t]).isCloseTo(expected[t], within(1e-6 * total));
        }
    }

    @Test
    void theOthersAreEstimated() {
        Posterior posterior = calibrate(history(1), "search");
        ChannelPosterior social = posterior.channels().get(1);
        assertThat(Arrays.stream(social.returns()).distinct().count()).isGreaterThan(posterior.draws() / 2);
        assertThat(social.learnt()).isPositive();
        assertThat(posterior.diagnostics().worst()).doesNotContain("search");
    }

    @Test
    void allChannelsMayBeFitted() {
        Posterior posterior = calibrate(history(2), "search", "social");
        assertThat(posterior.channels())
                .allSatisfy(
                        c -> assertThat(Arrays.stream(c.returns()).distinct()).hasSize(1));
        assertThat(posterior.diagnostics().rHat()).isEqualTo(1);
        assertThat(posterior.fit().mean()).doesNotContain(Double.NaN);
    }

    @Test
    void plansAreWorthWhatTheToolWouldSay() {
        History history = history(3);
        Posterior posterior = calibrate(history, "search", "social");
        var grid = new PlanGrid(
                history.length(),
                history.startOf(WEEKS),
                4,
                ImmutableList.of(
                        new PlanGrid.Column("search", Optional.empty()),
                        new PlanGrid.Column("social", Optional.empty())));
        double[] plan = {900, 0, 1500, 0, 300, 0, 2100, 0};
        var objective =
                ResponseObjective.of(posterior, history, grid, new ResponseObjective.Worth(1, 0), posterior.draws());
        double[] with = Arrays.copyOf(spend(history), WEEKS + 4 + MEMORY);
        double before = Arrays.stream(contributions(with)).sum();
        for (int t = 0; t < 4; t++) {
            with[WEEKS + t] = plan[2 * t];
        }
        double worth = Arrays.stream(contributions(with)).sum() - before;
        for (double value : objective.valuesByDraw(plan)) {
            assertThat(value).isCloseTo(worth, within(1e-8 * worth));
        }
    }

    /** The response is of volume then; money buys it through the cost curve. */
    @Test
    void aFittedResponseMayBeOfVolume() {
        History base = history(4);
        double[] spend = spend(base);
        double[] clicks = Arrays.stream(spend).map(v -> 0.5 * v).toArray();
        History history = Histories.national(
                base.kpi().counted().geo(0),
                new ChannelHistory(
                        Channel.paid("search", ChannelKind.SEARCH), Panel.of(spend), Optional.of(Panel.of(clicks))),
                base.channels().get(1));
        Posterior posterior = calibrate(history, "search");
        double[] expected = contributions(clicks);
        for (int t = MEMORY; t < WEEKS; t++) {
            assertThat(posterior.fit().contributions()[0][t]).isCloseTo(expected[t], within(1e-6 * CEILING));
        }
        double[] price = posterior.channels().get(0).cost().price();
        assertThat(Arrays.stream(price).average().orElseThrow()).isBetween(1.7, 2.1);
    }

    private static Posterior calibrate(History history, String... fitted) {
        var channels = ImmutableMap.<String, ChannelSettings>builder();
        for (ChannelHistory c : history.channels()) {
            var settings = ChannelSettings.builder();
            if (Arrays.asList(fitted).contains(c.channel().name())) {
                settings.fitted(FITTED);
            } else {
                settings.adstock(AdstockKind.GEOMETRIC)
                        .saturation(SaturationKind.HILL)
                        .followsDemand(false);
            }
            channels.put(c.channel().name(), settings.build());
        }
        return Calibrator.calibrate(
                history,
                new ModelSettings(channels.buildOrThrow(), Interactions.NONE, true, BaselineSettings.DEFAULT),
                FEW,
                Progress.SILENT);
    }

    private static History history(long seed) {
        var random = new SplittableRandom(seed);
        double[] search = random.doubles(WEEKS, 300, 2500).toArray();
        double[] social = random.doubles(WEEKS, 300, 1500).toArray();
        double[] effect = contributions(search);
        var kpi = new double[WEEKS];
        for (int t = 0; t < WEEKS; t++) {
            kpi[t] = 8000 + effect[t] + 2 * social[t] / (1 + social[t] / 1000) + 150 * random.nextGaussian();
        }
        return Histories.national(
                kpi,
                Histories.paid("search", ChannelKind.SEARCH, Panel.of(search)),
                Histories.paid("social", ChannelKind.SOCIAL, Panel.of(social)));
    }

    private static double[] spend(History history) {
        return history.channels().get(0).spend().geo(0);
    }

    /** What {@link #FITTED} says, straight from PyMC-Marketing's formulas. */
    private static double[] contributions(double[] volume) {
        double all = 0;
        for (int l = 0; l < MEMORY; l++) {
            all += Math.pow(ALPHA, l);
        }
        var out = new double[volume.length];
        for (int t = 0; t < volume.length; t++) {
            double a = 0;
            for (int l = 0; l < MEMORY && l <= t; l++) {
                a += Math.pow(ALPHA, l) / all * volume[t - l];
            }
            double x = LAM * a / UNIT;
            out[t] = CEILING * (1 - Math.exp(-x)) / (1 + Math.exp(-x));
        }
        return out;
    }
}
