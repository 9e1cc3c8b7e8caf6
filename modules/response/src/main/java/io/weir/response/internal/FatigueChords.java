package io.weir.response.internal;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fatigue that bends less, over a domain. Of a fatigue adstock {@code b = theta a + r}, what earlier spend leaves is
 * {@code r}. The factor {@code exp(-f r)} is replaced by its chord, {@code exp(-f least) s(r)} with a share {@code s} that
 * falls from 1 in a straight line; it is nowhere below. What is left of how fatigue bends are products of changes of
 * {@code a} and {@code r}, which the concavity of saturations outweighs nearly everywhere. Immutable; thread-safe.
 */
final class FatigueChords {
    /** References are not taken nearer to zero than this share of the half point. */
    private static final double NEAR_ZERO = 0.1;

    private final @Nullable Chord[][][] chords;

    /** What replaces one channel's fatigue in one draw and geo. */
    static final class Chord {
        /** How much fatigue adstock comes with the adstock. */
        final double theta;
        /** Weights of the rest, {@code [lag]}. */
        final double[] weights;
        /** Lags from that of the largest weight on. */
        final int[] byWeight;
        /** The rest that comes from history, {@code [period]}. */
        final double[] carry;
        /** Least rest, {@code [period]}. */
        final double[] least;
        /** Most rest. */
        final double[] most;
        /** Most of what is left by the least rest: the factor of the share. */
        final double[] tired;
        /** By how much the share falls per unit of rest. */
        final double[] fall;

        private Chord(HorizonModel model, int d, int i, int g) {
            double[] w = model.weights[d][i];
            double[] v = model.fatigueWeights[d][i];
            double common = Double.POSITIVE_INFINITY;
            for (int l = 0; l < w.length; l++) {
                if (w[l] > 0) {
                    common = Math.min(common, (l < v.length ? v[l] : 0) / w[l]);
                }
            }
            theta = common < Double.POSITIVE_INFINITY ? common : 0;
            weights = v.clone();
            for (int l = 0; l < Math.min(w.length, v.length); l++) {
                weights[l] = Math.max(0, v[l] - theta * w[l]);
            }
            byWeight = IntStream.range(0, weights.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(l -> -weights[l]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int n = model.periods;
            carry = new double[n];
            for (int t = 0; t < n; t++) {
                carry[t] = Math.max(0, model.fatigueCarry[d][i][g][t] - theta * model.carry[d][i][g][t]);
            }
            least = new double[n];
            most = new double[n];
            tired = new double[n];
            fall = new double[n];
        }

        /** What earlier spend leaves of a period's effect, relative to the most. */
        double share(int t, double rest) {
            return 1 - fall[t] * (rest - least[t]);
        }
    }

    private FatigueChords(int draws, int channels, int geos) {
        chords = new Chord[draws][channels][geos];
    }

    /** No chords: fatigue is left as it is. */
    static FatigueChords none() {
        return new FatigueChords(0, 0, 0);
    }

    /**
     * @param reach of the domain
     * @param references adstocks at a plan of the domain, {@code [draw][channel][geo][period]}
     * @param counted the most that a share may fall, relative to how saturations bend at the reference: what falls more costs
     *     more than it counts while the domain is wide
     */
    static FatigueChords over(
            HorizonModel model, PlanDomain domain, DomainReach reach, double[][][][] references, double counted) {
        var out = new FatigueChords(model.draws, model.channels, model.geos);
        IntStream.range(0, model.draws).parallel().forEach(d -> {
            for (int i = 0; i < model.channels; i++) {
                for (int g = 0; g < model.geos; g++) {
                    if (model.fatigue(d, i) > 0
                            && model.column[i][g] >= 0
                            && !mayBeHarmedToNothing(model, reach, d, i, g)) {
                        out.chords[d][i][g] = chord(model, domain, d, i, g, references[d][i][g], counted);
                    }
                }
            }
        });
        return out;
    }

    /** Where harm may outweigh all that a channel brings, more of it is worse, and a bound of it is none. */
    private static boolean mayBeHarmedToNothing(HorizonModel model, DomainReach reach, int d, int i, int g) {
        for (int t = 0; t < model.periods; t++) {
            double lift = 1;
            for (int p = 0; p < model.pairSource.length; p++) {
                if (model.pairTarget[p] == i && model.pairStrength[d][p] < 0) {
                    int source = model.pairSource[p];
                    lift += model.pairStrength[d][p] * model.saturation(d, source, reach.mostAdstock[d][source][g][t]);
                }
            }
            if (lift < 0) {
                return true;
            }
        }
        return false;
    }

    private static Chord chord(
            HorizonModel model, PlanDomain domain, int d, int i, int g, double[] at, double counted) {
        var out = new Chord(model, d, i, g);
        double f = model.fatigue(d, i);
        double[][] rest = DomainReach.reach(model, domain, d, i, g, out.weights, out.carry);
        for (int t = 0; t < model.periods; t++) {
            out.least[t] = rest[0][t];
            out.most[t] = Math.max(rest[0][t], Math.min(rest[1][t], bought(model, domain, d, i, g, out, t)));
            out.tired[t] = Math.exp(-f * out.least[t]);
            double width = out.most[t] - out.least[t];
            double near = Math.max(at[t], NEAR_ZERO * model.half(d, i));
            double s = model.saturation(d, i, near);
            double ratio = model.saturationCurvature(d, i, near, s) / model.saturationSlope(d, i, near, s);
            double natural = ratio < 0 ? -ratio : 1 / model.half(d, i);
            out.fall[t] = Math.min(counted * natural, width > 0 ? -Math.expm1(-f * width) / width : f);
        }
        return out;
    }

    /** The most rest that the total can buy: most in the periods that leave most of it. */
    private static double bought(HorizonModel model, PlanDomain domain, int d, int i, int g, Chord chord, int t) {
        int k = model.column[i][g];
        double left = domain.slack;
        double spent = 0;
        for (int lag : chord.byWeight) {
            int h = t - lag;
            if (h >= 0 && h < model.horizon) {
                int cell = h * model.columns + k;
                double extra = Math.min(left, domain.upper[cell] - domain.lower[cell]);
                spent += chord.weights[lag] * (domain.lower[cell] + extra);
                left -= extra;
            }
        }
        return chord.carry[t] + model.volumeSlope(d, i, g, 0) * spent;
    }

    /** What replaces a channel's fatigue; null if nothing does. */
    @Nullable Chord of(int d, int i, int g) {
        return chords.length > 0 ? chords[d][i][g] : null;
    }
}
