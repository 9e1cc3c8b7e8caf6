package io.weir.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.weir.response.FittedElsewhere.Meridian;
import io.weir.response.FittedElsewhere.PyMcMarketing;
import io.weir.response.FittedElsewhere.Response;
import io.weir.response.FittedElsewhere.Robyn;
import io.weir.response.internal.AdstockCurve;
import io.weir.response.internal.Saturations;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every tool's own formula, written down as its documentation has it, brings what Weir's terms bring. */
class FittedElsewhereTest {
    private static final int PERIODS = 40;
    private static final double[] VOLUME = volume();
    private static final double[] SPEND =
            Arrays.stream(VOLUME).map(v -> 0.3 * v).toArray();
    private static final double[] KPI =
            new SplittableRandom(2).doubles(PERIODS, 4000, 9000).toArray();

    /** Some periods are quiet. */
    private static double[] volume() {
        double[] volume = new SplittableRandom(1).doubles(PERIODS, 200, 3000).toArray();
        volume[4] = 0;
        volume[17] = 0;
        volume[18] = 0;
        return volume;
    }

    // ---- the forms ----

    @Test
    void robynsHillSaturatesARecursiveAdstock() {
        double theta = 0.3;
        double alpha = 1.7;
        double gamma = 0.45;
        var adstocked = new double[PERIODS];
        for (int t = 0; t < PERIODS; t++) {
            adstocked[t] = VOLUME[t] + (t > 0 ? theta * adstocked[t - 1] : 0);
        }
        double inflexion = gamma * Arrays.stream(adstocked).max().orElseThrow();
        double[] expected = Arrays.stream(adstocked)
                .map(x -> 12_000 * Math.pow(x, alpha) / (Math.pow(x, alpha) + Math.pow(inflexion, alpha)))
                .toArray();
        assertBrings(new Robyn(theta, alpha, gamma, 12_000), expected);
    }

    @Test
    void meridiansHillSaturatesAWindowOfVolumeInMedians() {
        double alpha = 0.6;
        double ec = 1.3;
        double slope = 1.4;
        int lags = 5;
        double[] active = Arrays.stream(VOLUME).filter(v -> v > 0).sorted().toArray();
        double median = 0.5 * (active[(active.length - 1) / 2] + active[active.length / 2]);
        double[] adstocked = window(lags + 1, l -> Math.pow(alpha, l));
        double[] shape = Arrays.stream(adstocked)
                .map(a -> a / median)
                .map(x -> x > 0 ? Math.pow(x, slope) / (Math.pow(x, slope) + Math.pow(ec, slope)) : 0)
                .toArray();
        double brought = 1.8 * Arrays.stream(SPEND).sum();
        double size = brought / Arrays.stream(shape).sum();
        double[] expected = Arrays.stream(shape).map(s -> size * s).toArray();
        assertBrings(new Meridian(alpha, ec, slope, 1.8, lags), expected);
    }

    /** A return of money where the KPI is counted, each worth 40. */
    @Test
    void meridiansReturnIsInMoneyWhereTheKpiIsWorthSome() {
        double counted = sum(new Meridian(0.6, 1.3, 1, 1.8, 5), 40);
        assertThat(40 * counted).isCloseTo(1.8 * Arrays.stream(SPEND).sum(), within(1e-9 * counted * 40));
    }

    @Test
    void meridiansChannelThatNeverRanBringsNothing() {
        Response response = new Meridian(0.5, 1, 1, 2, 8).response(new double[10], new double[10], new double[10], 1);
        assertThat(response.ceiling()).isZero();
        assertThat(response.half()).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void pyMcMarketingsCurvesAreOfScaledVolumeAndKpi(
            SaturationKind saturation, double slope, DoubleUnaryOperator curve) {
        double alpha = 0.5;
        double channelScale = Arrays.stream(VOLUME).max().orElseThrow();
        double targetScale = Arrays.stream(KPI).max().orElseThrow();
        double[] adstocked = window(6, l -> Math.pow(alpha, l));
        double[] expected = Arrays.stream(adstocked)
                .map(a -> targetScale * curve.applyAsDouble(a / channelScale))
                .toArray();
        assertBrings(
                new PyMcMarketing(
                        AdstockKind.GEOMETRIC,
                        alpha,
                        0,
                        6,
                        saturation,
                        LAM,
                        slope,
                        BETA,
                        OptionalDouble.empty(),
                        OptionalDouble.empty()),
                expected);
    }

    private static final double LAM = 0.8;
    private static final double BETA = 0.6;

    static Stream<Arguments> pyMcMarketingsCurvesAreOfScaledVolumeAndKpi() {
        return Stream.of(
                Arguments.of(SaturationKind.LOGISTIC, 1, (DoubleUnaryOperator)
                        x -> BETA * (1 - Math.exp(-LAM * x)) / (1 + Math.exp(-LAM * x))),
                Arguments.of(SaturationKind.HILL, 1.6, (DoubleUnaryOperator)
                        x -> x > 0 ? BETA / (1 + Math.pow(LAM / x, 1.6)) : 0),
                Arguments.of(SaturationKind.MICHAELIS_MENTEN, 1, (DoubleUnaryOperator) x -> BETA * x / (LAM + x)),
                Arguments.of(SaturationKind.TANH, 1, (DoubleUnaryOperator) x -> BETA * Math.tanh(x / (BETA * LAM))));
    }

    @Test
    void pyMcMarketingsDelayedAdstockPeaksLater() {
        double alpha = 0.7;
        double theta = 2.5;
        double[] adstocked = window(8, l -> Math.pow(alpha, (l - theta) * (l - theta)));
        double[] expected = Arrays.stream(adstocked)
                .map(a -> 5000 * BETA * Math.tanh(LAM * a / 900 / 2))
                .toArray();
        assertBrings(
                new PyMcMarketing(
                        AdstockKind.DELAYED,
                        alpha,
                        theta,
                        8,
                        SaturationKind.LOGISTIC,
                        LAM,
                        1,
                        BETA,
                        OptionalDouble.of(900),
                        OptionalDouble.of(5000)),
                expected);
    }

    @Test
    void pyMcMarketingsChannelWithoutMemoryActsAtOnce() {
        double[] expected = Arrays.stream(VOLUME)
                .map(v -> 5000 * BETA * Math.tanh(LAM * v / 900 / 2))
                .toArray();
        assertBrings(
                new PyMcMarketing(
                        AdstockKind.NONE,
                        0,
                        0,
                        8,
                        SaturationKind.LOGISTIC,
                        LAM,
                        1,
                        BETA,
                        OptionalDouble.of(900),
                        OptionalDouble.of(5000)),
                expected);
    }

    /** Weighted means of the last {@code memory} volumes, nothing before the first. */
    private static double[] window(int memory, DoubleUnaryOperator weight) {
        double all = 0;
        for (int l = 0; l < memory; l++) {
            all += weight.applyAsDouble(l);
        }
        var out = new double[PERIODS];
        for (int t = 0; t < PERIODS; t++) {
            for (int l = 0; l < memory && l <= t; l++) {
                out[t] += weight.applyAsDouble(l) / all * VOLUME[t - l];
            }
        }
        return out;
    }

    private static void assertBrings(FittedElsewhere fitted, double[] expected) {
        double[] brought = brought(fitted, 1);
        for (int t = 0; t < PERIODS; t++) {
            assertThat(brought[t]).as("period %s", t).isCloseTo(expected[t], within(1e-8 * (1 + expected[t])));
        }
    }

    private static double sum(FittedElsewhere fitted, double worth) {
        return Arrays.stream(brought(fitted, worth)).sum();
    }

    private static double[] brought(FittedElsewhere fitted, double worth) {
        Response r = fitted.response(VOLUME, SPEND, KPI, worth);
        double[] weights = AdstockCurve.weights(r.adstock(), r.adstockParameters(), Math.min(PERIODS, r.memory()));
        var out = new double[PERIODS];
        for (int t = 0; t < PERIODS; t++) {
            double a = 0;
            for (int l = 0; l < weights.length && l <= t; l++) {
                a += weights[l] * VOLUME[t - l];
            }
            out[t] = r.ceiling() * Saturations.at(r.saturation(), r.half(), r.slope(), a);
        }
        return out;
    }

    // ---- the ranges ----

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void parametersOutsideTheirRangeAreRefused(String word, ThrowingCallable maker) {
        assertThatThrownBy(maker).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(word);
    }

    static Stream<Arguments> parametersOutsideTheirRangeAreRefused() {
        return Stream.of(
                refused("theta (1.0)", () -> new Robyn(1, 1, 0.5, 1)),
                refused("theta (-0.1)", () -> new Robyn(-0.1, 1, 0.5, 1)),
                refused("theta (NaN)", () -> new Robyn(Double.NaN, 1, 0.5, 1)),
                refused("alpha (0.0)", () -> new Robyn(0.5, 0, 0.5, 1)),
                refused("gamma (0.0)", () -> new Robyn(0.5, 1, 0, 1)),
                refused("gamma (1.1)", () -> new Robyn(0.5, 1, 1.1, 1)),
                refused("coefficient (-1.0)", () -> new Robyn(0.5, 1, 0.5, -1)),
                refused("coefficient (Infinity)", () -> new Robyn(0.5, 1, 0.5, Double.POSITIVE_INFINITY)),
                refused("alpha (1.0)", () -> new Meridian(1, 1, 1, 1, 8)),
                refused("ec (0.0)", () -> new Meridian(0.5, 0, 1, 1, 8)),
                refused("slope (0.0)", () -> new Meridian(0.5, 1, 0, 1, 8)),
                refused("roi (-1.0)", () -> new Meridian(0.5, 1, 1, -1, 8)),
                refused("max-lag (-1)", () -> new Meridian(0.5, 1, 1, 1, -1)),
                refused("adstock (weibull-pdf)", () -> pymc(AdstockKind.WEIBULL_PDF, 0.5, SaturationKind.HILL, 1, 1)),
                refused("saturation (root)", () -> pymc(AdstockKind.NONE, 0.5, SaturationKind.ROOT, 1, 1)),
                refused("alpha (1.0)", () -> pymc(AdstockKind.GEOMETRIC, 1, SaturationKind.HILL, 1, 1)),
                refused("alpha (0.0)", () -> pymc(AdstockKind.DELAYED, 0, SaturationKind.HILL, 1, 1)),
                refused("lam (0.0)", () -> pymc(AdstockKind.GEOMETRIC, 0.5, SaturationKind.HILL, 0, 1)),
                refused("beta (-1.0)", () -> pymc(AdstockKind.GEOMETRIC, 0.5, SaturationKind.HILL, 1, -1)));
    }

    private static Arguments refused(String word, ThrowingCallable maker) {
        return Arguments.of(word, maker);
    }

    private static PyMcMarketing pymc(
            AdstockKind adstock, double alpha, SaturationKind saturation, double lam, double beta) {
        return new PyMcMarketing(
                adstock, alpha, 1, 8, saturation, lam, 1, beta, OptionalDouble.empty(), OptionalDouble.empty());
    }
}
