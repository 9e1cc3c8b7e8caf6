package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.response.SaturationKind;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SaturationCurveTest {
    private static final SaturationCurve.Prior PRIOR = new SaturationCurve.Prior(0.2, 0.7, 0.3, 0.4);

    @ParameterizedTest(name = "{0}: {1}, {2} at {3} is {4}")
    @CsvSource({
        "HILL, 2, 3, 4, 0.888888888888889",
        "HILL, 2, 1, 6, 0.75",
        "MICHAELIS_MENTEN, 2, 1, 6, 0.75",
        // tanh(ln 3) = (9 - 1) / (9 + 1)
        "TANH, 2, 1, 4, 0.8",
        "LOGISTIC, 2, 1, 4, 0.8",
        "ROOT, 1, 0.5, 9, 3"
    })
    void hasTheValueByHand(SaturationKind kind, double half, double slope, double a, double expected) {
        assertThat(Saturations.at(kind, half, slope, a)).isCloseTo(expected, within(1e-7));
    }

    @ParameterizedTest
    @EnumSource(value = SaturationKind.class, mode = EnumSource.Mode.EXCLUDE, names = "ROOT")
    void isOneHalfAtHalf(SaturationKind kind) {
        assertThat(Saturations.at(kind, 1.7, 2.3, 1.7)).isCloseTo(0.5, within(1e-8));
    }

    @ParameterizedTest
    @EnumSource(SaturationKind.class)
    void startsAtNothingAndNeverFalls(SaturationKind kind) {
        double slope = kind == SaturationKind.ROOT ? 0.6 : 1.8;
        assertThat(Saturations.at(kind, 1.3, slope, 0)).isCloseTo(0, within(1e-5));
        double last = 0;
        for (double a = 0; a < 20; a += 0.05) {
            double s = Saturations.at(kind, 1.3, slope, a);
            assertThat(s).isGreaterThanOrEqualTo(last);
            assertThat(Saturations.slope(kind, 1.3, slope, a, s)).isNotNegative();
            last = s;
        }
        assertThat(last).isLessThanOrEqualTo(kind == SaturationKind.ROOT ? Math.pow(20, slope) : 1);
    }

    @ParameterizedTest
    @EnumSource(SaturationKind.class)
    void theFittedCurveIsThePlannedOne(SaturationKind kind) {
        var random = new SplittableRandom(1);
        var curve = new SaturationCurve(kind, PRIOR);
        for (int round = 0; round < 20; round++) {
            curve.set(random.doubles(3, -2, 2).toArray(), 1);
            double[] a = random.doubles(10, 0, 5).toArray();
            var s = new double[10];
            var ds = new double[10];
            curve.apply(a, s, ds, new double[10], new double[10]);
            for (int t = 0; t < 10; t++) {
                double planned = Saturations.at(kind, curve.half(), curve.slope(), a[t]);
                assertThat(planned).isCloseTo(s[t], within(1e-14));
                assertThat(Saturations.slope(kind, curve.half(), curve.slope(), a[t], planned))
                        .isCloseTo(ds[t], within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SaturationKind.class)
    void derivativesAgreeWithFiniteDifferences(SaturationKind kind) {
        var random = new SplittableRandom(2);
        var curve = new SaturationCurve(kind, PRIOR);
        double h = 1e-6;
        for (int round = 0; round < 20; round++) {
            double[] z = random.doubles(2, -1.5, 1.5).toArray();
            double a = random.nextDouble(0.05, 4);
            double[] at = derivatives(curve, z, a);
            assertThat(at[1])
                    .isCloseTo(
                            (derivatives(curve, z, a + h)[0] - derivatives(curve, z, a - h)[0]) / (2 * h),
                            within(1e-6));
            for (int k = 0; k < SaturationCurve.parameters(kind); k++) {
                double[] above = z.clone();
                double[] below = z.clone();
                above[k] += h;
                below[k] -= h;
                assertThat(at[2 + k])
                        .isCloseTo(
                                (derivatives(curve, above, a)[0] - derivatives(curve, below, a)[0]) / (2 * h),
                                within(1e-6));
            }
        }
    }

    /** Value, slope and the derivatives in both coordinates. */
    private static double[] derivatives(SaturationCurve curve, double[] z, double a) {
        curve.set(z, 0);
        var out = new double[4][1];
        curve.apply(new double[] {a}, out[0], out[1], out[2], out[3]);
        return new double[] {out[0][0], out[1][0], out[2][0], out[3][0]};
    }

    @Test
    void onlySteepHillCurvesAreNotConcave() {
        assertThat(Saturations.isConcave(SaturationKind.HILL, 1)).isTrue();
        assertThat(Saturations.isConcave(SaturationKind.HILL, 1.01)).isFalse();
        assertThat(Saturations.isConcave(SaturationKind.TANH, 1)).isTrue();
    }
}
