package io.weir.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.ChannelKind;
import io.weir.core.Experiment;
import io.weir.core.History;
import io.weir.core.Progress;
import io.weir.response.Posterior.ChannelPosterior;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibratorTest {
    private static final SamplerSettings FEW = new SamplerSettings(3, 2, 120, 100, 100);

    /** Of 18 correct 90 % intervals fewer than 14 hold the truth with a probability (alpha) of 0.03. */
    @Test
    void wideIntervalsHoldTheTrueReturns() {
        int held = 0;
        int all = 0;
        for (long seed = 0; seed < 6; seed++) {
            var simulated = simulated(seed);
            var posterior = calibrate(simulated.history());
            for (int i = 0; i < 3; i++) {
                double[] returns = sorted(posterior.channels().get(i).returns());
                held += returns[4] <= simulated.trueReturn(i) && simulated.trueReturn(i) <= returns[95] ? 1 : 0;
                all++;
            }
        }
        assertThat(held / (double) all).as("share of %s intervals", all).isGreaterThanOrEqualTo(14 / 18.0);
    }

    private static SimulatedHistory simulated(long seed) {
        return new SimulatedHistory(seed, 104, 400)
                .channel("search", ChannelKind.SEARCH)
                .channel("social", ChannelKind.SOCIAL)
                .channel("tv", ChannelKind.OTHER);
    }

    @Test
    void theFitAddsUpAndFollowsTheHistory() {
        var posterior = calibrate(simulated(1).history());
        var fit = posterior.fit();
        for (int t = 0; t < fit.mean().length; t++) {
            double sum = fit.baseline()[t];
            for (double[] contribution : fit.contributions()) {
                sum += contribution[t];
            }
            assertThat(fit.mean()[t]).isCloseTo(sum, within(1e-6));
            assertThat(fit.low()[t]).isLessThan(fit.high()[t]);
        }
        assertThat(fit.r2()).isGreaterThan(0.7);
        assertThat(posterior.diagnostics().rHat()).isLessThan(1.3);
    }

    @Test
    void totalsAreReturnsTimesSpendWhereNothingInteracts() {
        var history = simulated(2).history();
        var posterior = Calibrator.calibrate(history, withoutInteractions(), FEW, Progress.SILENT);
        for (int i = 0; i < 3; i++) {
            double spend = history.channels().get(i).spend().total();
            for (int d = 0; d < posterior.draws(); d++) {
                double total = posterior.channels().get(i).returns()[d] * spend;
                assertThat(posterior.fit().total()[i][d]).isCloseTo(total, within(1e-6 * total));
            }
        }
    }

    @Test
    void theSameSeedGivesTheSamePosterior() {
        var history = simulated(3).history();
        var once = calibrate(history);
        var again = calibrate(history);
        var other = Calibrator.calibrate(
                history, ModelSettings.defaults(), new SamplerSettings(4, 2, 120, 100, 100), Progress.SILENT);
        for (int i = 0; i < 3; i++) {
            assertThat(again.channels().get(i).returns())
                    .containsExactly(once.channels().get(i).returns());
            assertThat(again.channels().get(i).effect())
                    .isDeepEqualTo(once.channels().get(i).effect());
        }
        assertThat(again.fit().low()).containsExactly(once.fit().low());
        assertThat(other.channels().get(0).returns())
                .isNotEqualTo(once.channels().get(0).returns());
    }

    @Test
    void aChannelThatNeverRanKeepsItsPrior() {
        var simulated = simulated(4).observed("new", ChannelKind.SOCIAL, new double[104], 0);
        var channel = calibrate(simulated.history()).channels().get(3);
        assertThat(channel.learnt()).isZero();
        double[] returns = sorted(channel.returns());
        assertThat(returns[95] / returns[4]).as("90 %% interval, high by low").isGreaterThan(3);
        // What channels return a priori, moved a little by what the others return.
        assertThat(returns[50]).isBetween(0.5, 3.0);
    }

    @Test
    void aLiftTestPullsTheReturnToItselfAndNarrowsIt() {
        var simulated = simulated(5);
        var history = simulated.history();
        double spend = 0;
        for (int t = 40; t < 60; t++) {
            spend += history.channels().get(1).spend().at(0, t);
        }
        double told = 2 * simulated.trueReturn(1);
        var test = new Experiment(
                "social",
                history.startOf(40),
                history.startOf(60).minusDays(1),
                spend,
                told * spend,
                0.05 * told * spend);
        var without = calibrate(history).channels().get(1);
        var with = calibrate(Histories.with(history, test)).channels().get(1);
        assertThat(median(with)).isGreaterThan(1.2 * median(without));
        assertThat(spread(with)).isLessThan(spread(without));
        assertThat(with.learnt()).isGreaterThan(without.learnt());
    }

    @Test
    void aPriorOfTheReturnIsHeeded() {
        var history = simulated(6).history();
        var settings = ModelSettings.defaults()
                .with(
                        "social",
                        ModelSettings.ChannelSettings.builder()
                                .priors(ModelSettings.PriorSettings.ofReturn(0.2, 0.02))
                                .build());
        var channel = Calibrator.calibrate(history, settings, FEW, Progress.SILENT)
                .channels()
                .get(1);
        assertThat(median(channel)).isCloseTo(0.2, within(0.03));
    }

    @Test
    void aConstantChannelIsNotMistakenForKnowledge() {
        var steady = new double[104];
        Arrays.fill(steady, 1000);
        var simulated = simulated(7).channel("steady", ChannelKind.SOCIAL, steady, 1.5);
        var channel = calibrate(simulated.history()).channels().get(3);
        assertThat(spread(channel)).isGreaterThan(0.35);
        assertThat(channel.learnt()).isLessThan(0.65);
    }

    @Test
    void proportionalChannelsShareWhatTheyMayHaveDone() {
        var random = new SplittableRandom(8);
        double[] one = random.doubles(104, 200, 2000).toArray();
        double[] two = Arrays.stream(one).map(v -> 0.7 * v).toArray();
        var simulated = new SimulatedHistory(8, 104, 300)
                .channel("one", ChannelKind.OTHER, one, 2)
                .channel("two", ChannelKind.OTHER, two, 1);
        var posterior = calibrate(simulated.history());
        for (int i = 0; i < 2; i++) {
            double[] returns = sorted(posterior.channels().get(i).returns());
            assertThat(returns[95] / returns[4]).as("channel %s", i).isGreaterThan(1.7);
        }
    }

    @Test
    void twentyPeriodsAreEnoughToRun() {
        var simulated = new SimulatedHistory(9, 20, 300)
                .channel("search", ChannelKind.SEARCH)
                .channel("social", ChannelKind.SOCIAL);
        assertSound(calibrate(simulated.history()));
    }

    @Test
    void aKpiThatIsASingleSpikeCanBeRead() {
        var kpi = new double[60];
        kpi[30] = 50_000;
        assertSound(calibrate(history(kpi)));
    }

    @Test
    void aHistoryInWhichNothingWasSpentKeepsItsPriors() {
        var simulated = new SimulatedHistory(12, 60, 300)
                .observed("search", ChannelKind.SEARCH, new double[60], 0)
                .observed("social", ChannelKind.SOCIAL, new double[60], 0);
        var posterior = calibrate(simulated.history());
        assertSound(posterior);
        assertThat(posterior.channels()).allMatch(c -> c.learnt() == 0);
    }

    @ParameterizedTest(name = "KPI {0} throughout")
    @ValueSource(doubles = {7.1, 123_456.7})
    void aKpiThatNeverChangesCanBeRead(double level) {
        var kpi = new double[60];
        Arrays.fill(kpi, level);
        assertSound(calibrate(history(kpi)));
    }

    private static History history(double[] kpi) {
        var random = new SplittableRandom(10);
        return Histories.national(
                kpi,
                Histories.paid("search", ChannelKind.SEARCH, Histories.series(random, 1, kpi.length, 100, 900)),
                Histories.paid("email", ChannelKind.EMAIL, Histories.series(random, 1, kpi.length, 0, 90)));
    }

    private static void assertSound(Posterior posterior) {
        for (ChannelPosterior channel : posterior.channels()) {
            assertThat(Arrays.stream(channel.returns()).allMatch(r -> r >= 0 && r < Double.POSITIVE_INFINITY))
                    .as("returns of %s", channel.channel().name())
                    .isTrue();
            assertThat(Arrays.stream(channel.effect())
                            .flatMapToDouble(Arrays::stream)
                            .allMatch(Double::isFinite))
                    .as("effects of %s", channel.channel().name())
                    .isTrue();
            assertThat(Double.isFinite(channel.learnt())).isTrue();
        }
        assertThat(Arrays.stream(posterior.fit().mean()).allMatch(Double::isFinite))
                .isTrue();
    }

    @ParameterizedTest(name = "currency divided by {0}")
    @ValueSource(doubles = {1024, 1 / 1024.0})
    void theCurrencyUnitLeavesEveryNumberOfThePosteriorUnchanged(double factor) {
        var history = Histories.any(new SplittableRandom(11), 2, 32);
        assertSame(calibrate(history), calibrate(Histories.inOtherCurrency(history, factor)), factor, 1);
        var counted = Histories.counting(history, Optional.of(40.0));
        assertSame(calibrate(counted), calibrate(Histories.inOtherCurrency(counted, factor)), 1, 1);
        var unvalued = Histories.counting(history, Optional.empty());
        assertSame(calibrate(unvalued), calibrate(Histories.inOtherCurrency(unvalued, factor)), 1, 1 / factor);
    }

    private static void assertSame(Posterior base, Posterior other, double kpiFactor, double returnFactor) {
        for (int i = 0; i < base.channels().size(); i++) {
            var a = base.channels().get(i);
            var b = other.channels().get(i);
            assertThat(b.half()).containsExactly(a.half());
            assertThat(b.slope()).containsExactly(a.slope());
            assertThat(b.fatigue()).containsExactly(a.fatigue());
            assertThat(b.adstockParameters()).isDeepEqualTo(a.adstockParameters());
            assertThat(b.drift()).containsExactly(a.drift());
            assertThat(b.learnt()).isEqualTo(a.learnt());
            boolean organic = a.channel().organic();
            assertThat(b.returns()).containsExactly(times(a.returns(), organic ? 1 : returnFactor));
            for (int d = 0; d < base.draws(); d++) {
                assertThat(b.effect()[d]).containsExactly(times(a.effect()[d], kpiFactor));
            }
        }
        assertThat(other.fit().mean()).containsExactly(times(base.fit().mean(), kpiFactor));
        assertThat(other.fit().high()).containsExactly(times(base.fit().high(), kpiFactor));
        assertThat(other.diagnostics()).isEqualTo(base.diagnostics());
    }

    private static double[] times(double[] values, double factor) {
        return Arrays.stream(values).map(v -> v * factor).toArray();
    }

    private static ModelSettings withoutInteractions() {
        return ModelSettings.defaults().with(ModelSettings.Interactions.NONE);
    }

    private static Posterior calibrate(History history) {
        return Calibrator.calibrate(history, ModelSettings.defaults(), FEW, Progress.SILENT);
    }

    private static double[] sorted(double[] values) {
        return Arrays.stream(values).sorted().toArray();
    }

    private static double median(ChannelPosterior channel) {
        return sorted(channel.returns())[channel.returns().length / 2];
    }

    /** Standard deviation of the log return. */
    private static double spread(ChannelPosterior channel) {
        double[] logs = Arrays.stream(channel.returns()).map(Math::log).toArray();
        double mean = Arrays.stream(logs).average().orElseThrow();
        return Math.sqrt(
                Arrays.stream(logs).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }
}
