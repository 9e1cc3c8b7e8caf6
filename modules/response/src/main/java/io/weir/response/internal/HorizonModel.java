package io.weir.response.internal;

import static io.weir.core.Checks.require;

import io.weir.core.ChannelHistory;
import io.weir.core.History;
import io.weir.core.PlanGrid;
import io.weir.response.AdstockKind;
import io.weir.response.Posterior;
import io.weir.response.Posterior.ChannelPosterior;
import io.weir.response.SaturationKind;
import java.util.Arrays;

/**
 * A posterior laid out for evaluating plans: per draw and channel the weights, and what history carries into each period
 * of horizon and tail. Immutable; shared by evaluators.
 */
public final class HorizonModel {
    /** Weights that add up to less than this are left out. */
    private static final double VANISHING = 1e-12;

    final PlanGrid grid;
    final int draws;
    final int horizon;
    final int periods;
    final int geos;
    final int channels;
    final int columns;
    /** Position of the plan's column for a channel and geo, {@code [channel][geo]}; -1 if it is not planned. */
    final int[][] column;

    final boolean byGeo;
    final ChannelPosterior[] specs;
    final double[][] geoShare;
    /** {@code inputScale * population}, {@code [channel][geo]}. */
    final double[][] inputUnit;
    /** Indices into the posterior's draws. */
    final int[] drawAt;

    final double[][][] weights;
    final double[][][] fatigueWeights;
    /** Adstock from history and, for organic channels, from their usual volume: {@code [draw][channel][geo][period]}. */
    final double[][][][] carry;

    final double[][][][] fatigueCarry;
    final int[] pairSource;
    final int[] pairTarget;
    final double[][] pairStrength;
    private final double[][] logHalf;
    private final boolean[] linear;
    /** KPI of a plan of zeros, over the horizon's periods and over all, {@code [draw]}. */
    final double[][] zero;

    public HorizonModel(Posterior posterior, History history, PlanGrid grid, int wanted) {
        this.grid = grid;
        horizon = grid.periods();
        columns = grid.columns().size();
        periods = horizon + posterior.window() - 1;
        geos = posterior.geos().size();
        channels = posterior.channels().size();
        specs = posterior.channels().toArray(ChannelPosterior[]::new);
        byGeo = grid.columns().get(0).geo().isPresent();
        column = columns(posterior);
        draws = Math.min(wanted, posterior.draws());
        drawAt = new int[draws];
        for (int d = 0; d < draws; d++) {
            drawAt[d] = (int) ((long) d * posterior.draws() / draws);
        }
        geoShare = new double[channels][];
        inputUnit = new double[channels][geos];
        for (int i = 0; i < channels; i++) {
            geoShare[i] = specs[i].geoShare();
            for (int g = 0; g < geos; g++) {
                inputUnit[i][g] =
                        specs[i].inputScale() * posterior.geos().get(g).population();
            }
        }
        pairSource = posterior.interactions().stream().mapToInt(p -> p.source()).toArray();
        pairTarget = posterior.interactions().stream().mapToInt(p -> p.target()).toArray();
        pairStrength = new double[draws][pairSource.length];
        weights = new double[draws][channels][];
        fatigueWeights = new double[draws][channels][];
        carry = new double[draws][channels][geos][];
        fatigueCarry = new double[draws][channels][geos][];
        for (int d = 0; d < draws; d++) {
            fill(posterior, history, d);
        }
        logHalf = new double[draws][channels];
        for (int d = 0; d < draws; d++) {
            for (int i = 0; i < channels; i++) {
                logHalf[d][i] = Math.log(specs[i].half()[drawAt[d]]);
            }
        }
        linear = new boolean[channels];
        for (int i = 0; i < channels; i++) {
            linear[i] = Arrays.stream(specs[i].cost().bidUp()).allMatch(Double::isInfinite);
        }
        zero = new double[2][draws];
        var evaluator = new DrawEvaluator(this);
        var nothing = new double[grid.cells()];
        for (int d = 0; d < draws; d++) {
            zero[0][d] = evaluator.gross(d, nothing, horizon);
            zero[1][d] = evaluator.gross(d, nothing, periods);
        }
    }

    /** Whether any channel tires in any draw. */
    boolean tires() {
        return Arrays.stream(fatigueWeights)
                .anyMatch(byChannel -> Arrays.stream(byChannel).anyMatch(w -> w.length > 0));
    }

    private int[][] columns(Posterior posterior) {
        var out = new int[channels][geos];
        for (int[] row : out) {
            Arrays.fill(row, -1);
        }
        for (int k = 0; k < grid.columns().size(); k++) {
            var col = grid.columns().get(k);
            for (int i = 0; i < channels; i++) {
                for (int g = 0; g < geos; g++) {
                    String geo = posterior.geos().get(g).name();
                    if (specs[i].channel().name().equals(col.channel())
                            && col.geo().map(geo::equals).orElse(true)) {
                        out[i][g] = k;
                    }
                }
            }
        }
        for (int i = 0; i < channels; i++) {
            require(
                    specs[i].channel().organic() || out[i][0] >= 0,
                    "channel %s has no column in the plan.",
                    specs[i].channel().name());
        }
        return out;
    }

    private void fill(Posterior posterior, History history, int d) {
        int from = drawAt[d];
        for (int p = 0; p < pairSource.length; p++) {
            pairStrength[d][p] = posterior.interactions().get(p).strength()[from];
        }
        for (int i = 0; i < channels; i++) {
            ChannelPosterior c = specs[i];
            weights[d][i] = trimmed(c.carryOver(from));
            boolean tires = c.fatigue()[from] > 0;
            fatigueWeights[d][i] = tires
                    ? trimmed(AdstockCurve.weights(
                            AdstockKind.GEOMETRIC, new double[] {c.fatigueRetention()[from]}, posterior.window()))
                    : new double[0];
            ChannelHistory channel =
                    history.channels().get(history.indexOf(c.channel().name()));
            for (int g = 0; g < geos; g++) {
                double[] past = past(channel, g, i, posterior.window() - 1);
                carry[d][i][g] = carried(weights[d][i], past);
                fatigueCarry[d][i][g] = tires ? carried(fatigueWeights[d][i], past) : new double[0];
            }
        }
    }

    /** Without the last weights, where they vanish. */
    private static double[] trimmed(double[] w) {
        int length = w.length;
        double rest = 0;
        while (length > 1 && rest + w[length - 1] < VANISHING) {
            length--;
            rest += w[length];
        }
        return length == w.length ? w : Arrays.copyOf(w, length);
    }

    /** The last periods' volume, then that of horizon and tail where it does not depend on the plan. */
    private double[] past(ChannelHistory channel, int g, int i, int memory) {
        double[] volume = channel.volume().orElse(channel.spend()).geo(g);
        var out = new double[memory + periods];
        for (int k = 0; k < memory; k++) {
            int t = volume.length - memory + k;
            out[k] = t >= 0 ? volume[t] / inputUnit[i][g] : 0;
        }
        if (channel.channel().organic()) {
            int year = Math.min(volume.length, (int) Math.round(grid.length().perYear()));
            double usual =
                    Arrays.stream(volume, volume.length - year, volume.length).sum() / year;
            Arrays.fill(out, memory, out.length, usual / inputUnit[i][g]);
        }
        return out;
    }

    private double[] carried(double[] w, double[] series) {
        int memory = series.length - periods;
        var out = new double[periods];
        for (int l = 0; l < w.length; l++) {
            for (int t = 0; t < periods; t++) {
                int at = memory + t - l;
                if (at >= 0) {
                    out[t] += w[l] * series[at];
                }
            }
        }
        return out;
    }

    public int draws() {
        return draws;
    }

    public PlanGrid grid() {
        return grid;
    }

    /** Periods after the horizon in which its spend still acts. */
    public int tailPeriods() {
        return periods - horizon;
    }

    /** Share of a channel's spend that a column with this geo stands for when it buys volume. */
    private double buyingShare(int i, int g) {
        return byGeo && geoShare[i][g] > 0 ? geoShare[i][g] : 1;
    }

    /** Share of what a column's spend buys that reaches this geo. */
    private double reachingShare(int i, int g) {
        return byGeo ? 1 : geoShare[i][g];
    }

    /** Volume per head, relative to the input scale, that a column's spend buys in a geo. */
    double volume(int d, int i, int g, double spend) {
        var cost = specs[i].cost();
        double share = buyingShare(i, g);
        double price = cost.price()[drawAt[d]] * (1 + spend / share / cost.bidUp()[drawAt[d]]);
        return reachingShare(i, g) * spend / price / inputUnit[i][g];
    }

    /** Derivative of {@link #volume} in the spend. */
    double volumeSlope(int d, int i, int g, double spend) {
        var cost = specs[i].cost();
        double share = buyingShare(i, g);
        double rise = 1 + spend / share / cost.bidUp()[drawAt[d]];
        return reachingShare(i, g) / (cost.price()[drawAt[d]] * rise * rise) / inputUnit[i][g];
    }

    /** Whether a channel's volume is in proportion to its spend, in all draws. */
    boolean isLinear(int i) {
        return linear[i];
    }

    /** {@link #volume} of a plan in every period of the horizon. */
    void volumes(int d, int i, int g, double[] spend, double[] out) {
        int k = column[i][g];
        if (k < 0) {
            Arrays.fill(out, 0);
        } else if (linear[i]) {
            double slope = volumeSlope(d, i, g, 0);
            for (int h = 0, cell = k; h < horizon; h++, cell += columns) {
                out[h] = slope * spend[cell];
            }
        } else {
            for (int h = 0, cell = k; h < horizon; h++, cell += columns) {
                out[h] = volume(d, i, g, spend[cell]);
            }
        }
    }

    /** {@link #saturation} in the first periods. */
    void saturations(int d, int i, double[] a, double[] out, int count) {
        int k = drawAt[d];
        SaturationKind kind = specs[i].saturation();
        if (kind == SaturationKind.HILL) {
            double log = logHalf[d][i];
            double slope = specs[i].slope()[k];
            for (int t = 0; t < count; t++) {
                out[t] = Saturations.hill(log, slope, a[t]);
            }
        } else {
            double half = specs[i].half()[k];
            double slope = specs[i].slope()[k];
            for (int t = 0; t < count; t++) {
                out[t] = Saturations.at(kind, half, slope, a[t]);
            }
        }
    }

    /** Multiplies each entry by {@link #saturationSlope}. */
    void timesSlopes(int d, int i, double[] a, double[] s, double[] out) {
        int k = drawAt[d];
        SaturationKind kind = specs[i].saturation();
        double half = specs[i].half()[k];
        double slope = specs[i].slope()[k];
        for (int t = 0; t < out.length; t++) {
            out[t] *= Saturations.slope(kind, half, slope, a[t], s[t]);
        }
    }

    /** The size of the second derivative of {@link #volume} at no spend, where it is largest. */
    double costCurvature(int d, int i, int g) {
        double bidUp = specs[i].cost().bidUp()[drawAt[d]];
        return 2 * volumeSlope(d, i, g, 0) / (buyingShare(i, g) * bidUp);
    }

    /** Saturation at an adstocked volume. */
    double saturation(int d, int i, double a) {
        int k = drawAt[d];
        return specs[i].saturation() == SaturationKind.HILL
                ? Saturations.hill(logHalf[d][i], specs[i].slope()[k], a)
                : Saturations.at(specs[i].saturation(), specs[i].half()[k], specs[i].slope()[k], a);
    }

    /** Its derivative, given its value. */
    double saturationSlope(int d, int i, double a, double s) {
        int k = drawAt[d];
        return Saturations.slope(specs[i].saturation(), specs[i].half()[k], specs[i].slope()[k], a, s);
    }

    /** The saturation's second derivative, given its value. */
    double saturationCurvature(int d, int i, double a, double s) {
        int k = drawAt[d];
        return Saturations.curvature(specs[i].saturation(), specs[i].half()[k], specs[i].slope()[k], a, s);
    }

    double half(int d, int i) {
        return specs[i].half()[drawAt[d]];
    }

    double slope(int d, int i) {
        return specs[i].slope()[drawAt[d]];
    }

    double effect(int d, int i, int g) {
        return specs[i].effect()[drawAt[d]][g];
    }

    double fatigue(int d, int i) {
        return specs[i].fatigue()[drawAt[d]];
    }
}
