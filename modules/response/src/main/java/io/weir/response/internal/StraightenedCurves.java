package io.weir.response.internal;

import io.weir.response.SaturationKind;
import java.util.stream.IntStream;

/**
 * Saturation curves that run straight up to some volume, in every period that of its own, so that they bend up less and
 * without limit nowhere. Below the least volume that bends down for good as seen from the domain's lower end, a curve is
 * replaced by its concave envelope, if that costs nothing at a reference; others are straight only near zero, where Hill
 * curves and roots bend without limit. No plan of the domain is worth less than under the curves themselves. Immutable;
 * thread-safe.
 */
final class StraightenedCurves {
    /** Where curves become straight near zero, as a share of their half point. */
    private static final double SMALL = 2e-3;

    /** The same for curves that bend down all the way, and lose more by it. */
    private static final double SMALLER = 1e-4;

    /** Tangents are not taken nearer to zero than this share of the half point. */
    private static final double LEAST_ANCHOR = 1e-3;

    private static final int HALVINGS = 16;
    /** An adstock's weight, as a share of the first one, below which its saturation may as well be straight. */
    private static final double FADED = 0.03;

    /** A draw whose adstock strays more than this from the common one is of no use for bending down others. */
    private static final double STRAYING = 0.3;

    /** What a constant lift may cost, relative to the target's best period. */
    private static final double NEGLIGIBLE = 2e-4;

    private final HorizonModel model;
    private final PlanDomain domain;
    private final boolean simple;
    /** Volume below which a curve is straight, {@code [draw][channel][geo][period]}; 0 where it is left as it is. */
    final double[][][][] from;

    /** A volume on the straight part, and the value there. */
    private final double[][][][] anchor;

    private final double[][][][] value;
    private final double[][][][] slope;
    /** What is added to a channel's own saturation, {@code [draw][channel][geo][period]}. */
    private final double[][][][] own;
    /** What is added to a source's saturation in its pair, {@code [draw][pair][geo][period]}. */
    private final double[][][][] pair;

    /** Where a pair's lift is taken as a constant, its most; {@code [draw][pair][geo][period]}. */
    private final boolean[][][][] constant;

    /**
     * @param reach of the domain
     * @param simple whether all lifts are taken as constant and all curves as their envelopes: dearer at the reference, but
     *     nothing bends up however wide the domain is
     * @param reference adstocks at a plan at which straightening should cost nothing, {@code [draw][channel][geo][period]}
     */
    StraightenedCurves(
            HorizonModel model, PlanDomain domain, DomainReach reach, boolean simple, double[][][][] reference) {
        this.simple = simple;
        this.model = model;
        this.domain = domain;
        from = new double[model.draws][model.channels][model.geos][model.periods];
        anchor = new double[model.draws][model.channels][model.geos][model.periods];
        value = new double[model.draws][model.channels][model.geos][model.periods];
        slope = new double[model.draws][model.channels][model.geos][model.periods];
        own = new double[model.draws][model.channels][model.geos][model.periods];
        pair = new double[model.draws][model.pairSource.length][model.geos][model.periods];
        constant = new boolean[model.draws][model.pairSource.length][model.geos][model.periods];
        IntStream.range(0, model.draws).parallel().forEach(d -> {
            for (int g = 0; g < model.geos; g++) {
                for (int p = 0; p < model.pairSource.length; p++) {
                    fix(d, p, g, reach, reference);
                }
                for (int i = 0; i < model.channels; i++) {
                    straighten(d, i, g, reach, reference[d][i][g]);
                }
                for (int p = 0; p < model.pairSource.length; p++) {
                    shift(d, p, g, reach.leastAdstock[d][model.pairSource[p]][g]);
                }
            }
        });
    }

    private void straighten(int d, int i, int g, DomainReach reach, double[] reference) {
        SaturationKind kind = model.specs[i].saturation();
        if (kind != SaturationKind.HILL && kind != SaturationKind.ROOT) {
            return;
        }
        boolean bendsUp = bendsUp(d, i);
        boolean[] strays = bendsUp && !simple ? strays(d, i, g) : new boolean[model.periods];
        double nearZero = (bendsUp ? SMALL : SMALLER) * model.half(d, i);
        for (int t = 0; t < model.periods; t++) {
            double least = reach.leastAdstock[d][i][g][t];
            double most = reach.mostAdstock[d][i][g][t];
            if (t >= model.horizon && fades(d, i, t - model.horizon + 1) && !harms(d, i, g, t)) {
                line(d, i, g, t, least, most, reference[t]);
                continue;
            }
            if (bendsUp && most > least && !harms(d, i, g, t)) {
                double atLeast = model.saturation(d, i, least);
                if (simple || !(steeper(d, i, least, atLeast, reference[t]) && reference[t] < most) || strays[t]) {
                    envelope(d, i, g, t, least, most, atLeast);
                    continue;
                }
            }
            if (least < nearZero) {
                from[d][i][g][t] = nearZero;
                anchor[d][i][g][t] = nearZero;
                value[d][i][g][t] = model.saturation(d, i, nearZero);
                slope[d][i][g][t] = model.saturationSlope(d, i, nearZero, value[d][i][g][t]);
                own[d][i][g][t] = Math.max(0, missing(d, i, g, t, least));
            }
        }
    }

    private boolean bendsUp(int d, int i) {
        return model.specs[i].saturation() == SaturationKind.HILL && model.slope(d, i) > 1;
    }

    private boolean harms(int d, int i, int g, int t) {
        boolean harms = false;
        for (int p = 0; p < model.pairSource.length; p++) {
            harms |= model.pairSource[p] == i && model.pairStrength[d][p] < 0 && !constant[d][p][g][t];
        }
        return harms;
    }

    /** Whether what is left of an adstock some periods after the horizon hardly bends anything. */
    private boolean fades(int d, int i, int lag) {
        double[] w = model.weights[d][i];
        return !(lag < w.length && w[lag] >= FADED * w[0]);
    }

    /** A line above the concave envelope that touches it at the reference. */
    private void line(int d, int i, int g, int t, double least, double most, double reference) {
        double at = Math.max(least, Math.min(most, reference));
        if (!bendsUp(d, i)) {
            at = Math.max(at, LEAST_ANCHOR * model.half(d, i));
        }
        double atLeast = model.saturation(d, i, least);
        if (most > least && steeper(d, i, least, atLeast, at)) {
            envelope(d, i, g, t, least, most, atLeast);
        } else {
            value[d][i][g][t] = model.saturation(d, i, at);
            slope[d][i][g][t] = model.saturationSlope(d, i, at, value[d][i][g][t]);
            anchor[d][i][g][t] = at;
        }
        from[d][i][g][t] = Double.POSITIVE_INFINITY;
    }

    /** Whether the adstock strays much from the common one, {@code [period]}. */
    private boolean[] strays(int d, int i, int g) {
        var out = new boolean[model.periods];
        int q = domain.families.of[d][i][g];
        if (q < 0) {
            return out;
        }
        double[] w = model.weights[d][i];
        double[] taps = domain.families.taps(q, w, 0, model.horizon);
        double rest = 0;
        for (int t = 0; t < model.horizon; t++) {
            rest += t > 0 ? Math.abs(taps[t]) : 0;
            out[t] = rest > STRAYING * taps[0];
        }
        for (int t = model.horizon; t < model.periods && t - model.horizon + 1 < w.length; t++) {
            taps = domain.families.taps(q, w, t - model.horizon + 1, model.horizon);
            rest = 0;
            for (int l = 1; l < taps.length; l++) {
                rest += Math.abs(taps[l]);
            }
            out[t] = rest > STRAYING * taps[0];
        }
        return out;
    }

    /** The concave envelope from the least volume: the line from there that touches the curve, and the curve after. */
    private void envelope(int d, int i, int g, int t, double least, double most, double atLeast) {
        double touch = most;
        if (!steeper(d, i, least, atLeast, most)) {
            double near = least;
            for (int k = 0; k < HALVINGS; k++) {
                double middle = 0.5 * (near + touch);
                if (steeper(d, i, least, atLeast, middle)) {
                    near = middle;
                } else {
                    touch = middle;
                }
            }
        }
        double atTouch = model.saturation(d, i, touch);
        // Where the line does not touch, there is no curve after it; its end may be reached but for rounding.
        from[d][i][g][t] = touch < most ? touch : Double.POSITIVE_INFINITY;
        anchor[d][i][g][t] = touch;
        value[d][i][g][t] = atTouch;
        // A little past the touching point the tangent is above the lower end, and so above all before.
        slope[d][i][g][t] =
                touch < most ? model.saturationSlope(d, i, touch, atTouch) : (atTouch - atLeast) / (touch - least);
        own[d][i][g][t] = Math.max(0, missing(d, i, g, t, least));
    }

    /** Whether the curve at {@code a} is steeper than the line from the least volume to it. */
    private boolean steeper(int d, int i, double least, double atLeast, double a) {
        if (!(a > least)) {
            return true;
        }
        double s = model.saturation(d, i, a);
        return model.saturationSlope(d, i, a, s) * (a - least) > s - atLeast;
    }

    /**
     * By how much the curve is above its straight part at {@code a}. From the left it falls, and where the curve bends
     * down before the straight part ends, rises to 0 again: it is largest at the left end or 0.
     */
    private double missing(int d, int i, int g, int t, double a) {
        return a < from[d][i][g][t] ? model.saturation(d, i, a) - straightAt(d, i, g, t, a) : 0;
    }

    private void shift(int d, int p, int g, double[] least) {
        int i = model.pairSource[p];
        for (int t = 0; t < model.periods; t++) {
            double start = from[d][i][g][t];
            if (least[t] < start && !constant[d][p][g][t]) {
                double missing = missing(d, i, g, t, least[t]);
                pair[d][p][g][t] = model.pairStrength[d][p] > 0
                        ? Math.max(0, missing)
                        : Math.min(0, Math.min(missing, dip(d, i, g, t)));
            }
        }
    }

    /** Takes the most for the lift where the target has next to no effect, so that it hardly matters. */
    private void fix(int d, int p, int g, DomainReach reach, double[][][][] reference) {
        int i = model.pairTarget[p];
        int j = model.pairSource[p];
        double strength = model.pairStrength[d][p];
        double best = 0;
        for (int t = 0; t < model.horizon; t++) {
            best = Math.max(best, model.saturation(d, i, reference[d][i][g][t]));
        }
        for (int t = simple ? 0 : model.horizon; t < model.periods; t++) {
            double extreme = strength > 0 ? reach.mostAdstock[d][j][g][t] : reach.leastAdstock[d][j][g][t];
            double fixed = model.saturation(d, j, extreme);
            double now = model.saturation(d, j, reference[d][j][g][t]);
            double cost = strength * (fixed - now) * model.saturation(d, i, reference[d][i][g][t]);
            if (simple || cost <= NEGLIGIBLE * best) {
                constant[d][p][g][t] = true;
                pair[d][p][g][t] = fixed;
            }
        }
    }

    /** Whether a pair's lift is taken as constant. */
    boolean isConstant(int d, int p, int g, int t) {
        return constant[d][p][g][t];
    }

    /** A lower bound of the curve less its straight part where it bends down before that ends. */
    private double dip(int d, int i, int g, int t) {
        double start = from[d][i][g][t];
        double inflection = model.specs[i].saturation() == SaturationKind.HILL
                ? Saturations.hillInflection(model.half(d, i), model.slope(d, i))
                : 0;
        if (!(inflection > 0 && inflection < start)) {
            return 0;
        }
        double steepest = model.saturationSlope(d, i, inflection, model.saturation(d, i, inflection));
        return (slope[d][i][g][t] - steepest) * start;
    }

    private double straightAt(int d, int i, int g, int t, double a) {
        return value[d][i][g][t] + slope[d][i][g][t] * (a - anchor[d][i][g][t]);
    }

    /** The slope of the straight part. */
    double straightSlope(int d, int i, int g, int t) {
        return slope[d][i][g][t];
    }

    /** What is added to a channel's own saturation. */
    double own(int d, int i, int g, int t) {
        return own[d][i][g][t];
    }

    /** What is added to a source's saturation in its pair. */
    double pair(int d, int p, int g, int t) {
        return pair[d][p][g][t];
    }

    /** The curve, without what is added. */
    double at(int d, int i, int g, int t, double a) {
        return a < from[d][i][g][t] ? straightAt(d, i, g, t, a) : model.saturation(d, i, a);
    }

    /** Replaces saturations where they are straight. */
    void apply(int d, int i, int g, double[] a, double[] s, int periods) {
        double[] start = from[d][i][g];
        for (int t = 0; t < periods; t++) {
            if (a[t] < start[t]) {
                s[t] = straightAt(d, i, g, t, a[t]);
            }
        }
    }

    /** Adds to each own effect what is added to its saturation. */
    void addToOwn(int d, int i, int g, double effect, double[] effects, int periods) {
        double[] more = own[d][i][g];
        for (int t = 0; t < periods; t++) {
            effects[t] += effect * more[t];
        }
    }

    /** Adds a pair's lift, given its source's saturations. */
    void addToLift(int d, int p, int g, double[] source, double[] lift, int periods) {
        double strength = model.pairStrength[d][p];
        double[] more = pair[d][p][g];
        for (int t = 0; t < periods; t++) {
            lift[t] += strength * (constant[d][p][g][t] ? more[t] : source[t] + more[t]);
        }
    }

    /** Multiplies each entry by the curve's slope, given its value. */
    void timesSlopes(int d, int i, int g, double[] a, double[] s, double[] out) {
        double[] start = from[d][i][g];
        for (int t = 0; t < out.length; t++) {
            out[t] *= a[t] < start[t] ? slope[d][i][g][t] : model.saturationSlope(d, i, a[t], s[t]);
        }
    }
}
