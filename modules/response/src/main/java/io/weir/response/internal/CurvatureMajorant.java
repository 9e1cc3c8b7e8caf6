package io.weir.response.internal;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A concave function that is nowhere below a weighted sum of the draws' values while the plan is within a domain. Where the
 * sum itself is concave, as it mostly is though single draws are not, it is the sum itself.
 *
 * <p>The value {@code F} bends, in the direction of any change {@code dz} of the columns' common adstocks, at most as
 * {@code sum h_kt(z_kt) dz_kt^2}. With {@code G_kt'' = h_kt}, {@code F - sum G_kt} is concave, and so is
 * {@code F + sum (E_kt - G_kt)}, where {@code E_kt} is the concave envelope of {@code G_kt} over what {@code z_kt} can
 * reach. This is the underestimator of Adjiman, Dallwig, Floudas and Neumaier (1998), <em>A global optimization method,
 * alphaBB, for general twice-differentiable constrained NLPs</em>, with functions of each variable in place of its
 * quadratics.
 *
 * <p>{@link CurvatureBound} finds the {@code h}. Immutable and thread-safe.
 */
public final class CurvatureMajorant {
    private static final int CHUNKS = 8;
    /** Each of these holds a bound for all families, so that there are fewer. */
    private static final int BOUND_CHUNKS = 4;

    private static final int HALVINGS = 20;
    /** Added for what may still be missed between nodes of the grids, relative to the value. */
    private static final double ALLOWANCE = 2e-6;
    /** Rounds in which families and the model to judge by are chosen anew. */
    private static final int CHOICES = 3;
    /** Periods in which a cell's spend is looked for when its range is narrowed. */
    private static final int FELT = 3;

    /** How much of the fatigue that earlier spend leaves may be counted, see {@link FatigueChords}. */
    private static final double[] COUNTED = {0, 0.12, 0.3, 1};
    /** Fatigue as it is. */
    private static final double EXACT = -1;

    private static final double[] NOTHING = {EXACT, 0};
    /** Rounds in which the domain is so wide that chords would count next to nothing, and cost much. */
    private static final int WIDE_ROUNDS = 2;

    private static final int CELLS = 64;
    private static final int ROUGH_CELLS = 24;
    private static final int FEWEST_CELLS = 8;
    /** How much wider a grid's last cell is than its first, at least. */
    private static final double SPREAD = 300;
    /** How many of the narrowest cells there would be to the reference. */
    private static final double FINE = 20;
    /** Widths of families that are tried. */
    private static final double[] WIDTHS = {0.3, 0.08, 0.02, 0.005};
    /** Simple curves have nothing that others could outweigh. */
    private static final double MOST_SIMPLE = 0.01;

    private final HorizonModel model;
    private final double counted;
    private final FatigueChords chords;
    private final double[] weights;
    private final double[] reference;
    private final PlanDomain domain;
    private final boolean simple;
    private final int[] periods;
    private final int round;
    private final double[][][][] references;
    private final StraightenedCurves curves;
    private final IronedFunction[][] restraint;
    private final double allowance;

    /**
     * @param simple whether curves are simple ones, see {@link StraightenedCurves}
     * @param counted how much of the fatigue that earlier spend leaves is counted; {@link #EXACT} for fatigue as it is
     * @param periods whose common adstocks are looked at; all, unless only {@link #roughly()} is asked for
     * @param cells of the grids
     * @param round how often the domain was narrowed, plus 1
     */
    private CurvatureMajorant(
            HorizonModel model,
            double[] weights,
            double[] reference,
            PlanDomain domain,
            boolean simple,
            double counted,
            int[] periods,
            int cells,
            int round) {
        this.model = model;
        this.weights = weights;
        this.reference = reference;
        this.domain = domain;
        this.simple = simple;
        this.counted = counted;
        this.periods = periods;
        this.round = round;
        var reach = new DomainReach(model, domain);
        references = DomainReach.adstocks(model, reference);
        chords = counted >= 0 ? FatigueChords.over(model, domain, reach, references, counted) : FatigueChords.none();
        curves = new StraightenedCurves(model, domain, reach, simple, references);
        restraint = restraints(reach, cells);
        allowance = ALLOWANCE * Math.abs(curvesOnly(reference, new double[reference.length]));
    }

    /**
     * @param weights of the draws, {@code >= 0}
     * @param reference a plan near the best one known
     * @param lower least spend per cell, currency
     * @param upper most spend per cell
     * @param most total
     */
    public static CurvatureMajorant of(
            HorizonModel model, double[] weights, double[] reference, double[] lower, double[] upper, double most) {
        var width = new double[model.columns];
        Arrays.fill(width, WIDTHS[0]);
        var domain = PlanDomain.of(model, new AdstockFamilies(model, width), lower, upper, most);
        return best(
                model,
                weights.clone(),
                reference.clone(),
                domain,
                true,
                model.tires() ? NOTHING : new double[] {EXACT},
                1);
    }

    /** One that counts so much of the fatigue that earlier spend leaves, whether or not another choice would do better. */
    static CurvatureMajorant counting(
            HorizonModel model,
            double[] weights,
            double[] reference,
            double[] lower,
            double[] upper,
            double most,
            double counted) {
        var width = new double[model.columns];
        Arrays.fill(width, WIDTHS[WIDTHS.length - 1]);
        var domain = PlanDomain.of(model, new AdstockFamilies(model, width), lower, upper, most);
        int[] periods = IntStream.range(0, model.horizon).toArray();
        return new CurvatureMajorant(model, weights, reference, domain, false, counted, periods, CELLS, 1);
    }

    /**
     * The best choice of each column's families, of curves and of fatigue: over a wide domain, the simpler ones do better.
     * Told by a rough look at a few periods.
     */
    private static CurvatureMajorant best(
            HorizonModel model,
            double[] weights,
            double[] reference,
            PlanDomain domain,
            boolean wide,
            double[] counts,
            int round) {
        var best = new double[model.columns];
        double bestCounted = EXACT;
        boolean bestSimple = false;
        double least = Double.POSITIVE_INFINITY;
        for (double counted : counts) {
            for (boolean simple : wide ? new boolean[] {false, true} : new boolean[] {false}) {
                var width = new double[model.columns];
                double sum = choose(model, weights, reference, domain, simple, counted, width);
                if (sum < least) {
                    least = sum;
                    best = width;
                    bestCounted = counted;
                    bestSimple = simple;
                }
            }
        }
        return new CurvatureMajorant(
                model,
                weights,
                reference,
                domain.by(new AdstockFamilies(model, best)),
                bestSimple,
                bestCounted,
                IntStream.range(0, model.horizon).toArray(),
                CELLS,
                round);
    }

    /** What may be counted of the fatigue that earlier spend leaves once the domain is narrower: all that is tried next. */
    private double[] counts() {
        if (counted < 0) {
            return new double[] {EXACT};
        }
        if (round < WIDE_ROUNDS) {
            return NOTHING;
        }
        int at = Arrays.binarySearch(COUNTED, counted);
        return new double[] {EXACT, counted, COUNTED[Math.min(COUNTED.length - 1, at + 1)]};
    }

    /**
     * Chooses how wide each column's families are; returns about what the majorant is near the reference.
     *
     * @param width receives the widths, {@code [column]}
     */
    private static double choose(
            HorizonModel model,
            double[] weights,
            double[] reference,
            PlanDomain domain,
            boolean simple,
            double counted,
            double[] width) {
        var lowest = new double[width.length];
        Arrays.fill(lowest, Double.POSITIVE_INFINITY);
        var same = new double[width.length];
        double value = Double.POSITIVE_INFINITY;
        for (double candidate : WIDTHS) {
            if (simple && candidate > MOST_SIMPLE) {
                continue;
            }
            Arrays.fill(same, candidate);
            var families = domain.by(new AdstockFamilies(model, same));
            var tried = new CurvatureMajorant(
                    model, weights, reference, families, simple, counted, few(model.horizon), ROUGH_CELLS, 0);
            double[] excess = tried.roughly();
            for (int k = 0; k < width.length; k++) {
                if (excess[k] < lowest[k]) {
                    lowest[k] = excess[k];
                    width[k] = candidate;
                }
            }
            value = Math.min(value, tried.curvesOnly(reference, new double[reference.length]));
        }
        return value + Arrays.stream(lowest).sum();
    }

    private static int[] few(int horizon) {
        return IntStream.of(horizon / 2, horizon - 1).distinct().toArray();
    }

    /** About what each column's families add near the reference, {@code [column]}. */
    private double[] roughly() {
        var out = new double[model.columns];
        double typical = domain.most / (model.columns * model.horizon);
        for (int q = 0; q < domain.families.count(); q++) {
            double[] z = domain.adstocks(q, reference);
            double sum = 0;
            for (int t : periods) {
                double times = t == model.horizon - 1 ? 1 : model.horizon - 1;
                if (restraint[q][t] != null) {
                    double above = restraint[q][t].excess(Math.min(domain.high[q][t], z[t] + typical));
                    double below = restraint[q][t].excess(Math.max(domain.low[q][t], z[t] - typical));
                    sum += times * (0.5 * restraint[q][t].excess(z[t]) + 0.25 * (above + below));
                }
            }
            out[domain.families.column[q]] += sum;
        }
        return out;
    }

    private IronedFunction[][] restraints(DomainReach reach, int cells) {
        int families = domain.families.count();
        var nodes = new double[families][model.horizon][0];
        for (int q = 0; q < families; q++) {
            double[] z = domain.adstocks(q, reference);
            for (int t = 0; t < model.horizon; t++) {
                if (isFelt(t, domain.families.window[q])) {
                    nodes[q][t] = grid(domain.low[q][t], domain.high[q][t], z[t], FEWEST_CELLS);
                }
            }
            for (int t : periods) {
                nodes[q][t] = grid(domain.low[q][t], domain.high[q][t], z[t], cells);
            }
        }
        var parts = new CurvatureBound[BOUND_CHUNKS];
        IntStream.range(0, BOUND_CHUNKS).parallel().forEach(c -> {
            parts[c] = new CurvatureBound(model, domain, reach, curves, chords, nodes, reference, references);
            for (int d = first(c, BOUND_CHUNKS); d < first(c + 1, BOUND_CHUNKS); d++) {
                if (weights[d] > 0) {
                    parts[c].add(d, weights[d]);
                }
            }
        });
        var out = new IronedFunction[families][model.horizon];
        for (int q = 0; q < families; q++) {
            for (int t : periods) {
                if (nodes[q][t].length > 0) {
                    var curvature = new double[nodes[q][t].length];
                    for (CurvatureBound part : parts) {
                        for (int c = 0; c < curvature.length; c++) {
                            curvature[c] += part.own[q][t][c] + part.everywhere[q][t];
                        }
                    }
                    out[q][t] = new IronedFunction(nodes[q][t], raised(curvature));
                }
            }
        }
        return out;
    }

    /** With what may be missed between nodes: twice what a parabola through three of them would be above straight lines. */
    private static double[] raised(double[] curvature) {
        int n = curvature.length;
        var out = curvature.clone();
        for (int c = 0; c < n; c++) {
            int middle = Math.min(n - 2, Math.max(1, c));
            if (n > 2) {
                double second = curvature[middle - 1] - 2 * curvature[middle] + curvature[middle + 1];
                out[c] += 0.5 * Math.abs(second);
            }
        }
        return out;
    }

    /** Whether a period leaves something to one that is looked at. */
    private boolean isFelt(int t, int window) {
        return Arrays.stream(periods).anyMatch(p -> t >= p && t < p + window);
    }

    /** Finer towards zero, and fine enough near the reference. */
    private double[] grid(double low, double high, double near, int cells) {
        if (!(high - low > 0)) {
            return new double[0];
        }
        double typical = domain.most / (model.columns * model.horizon);
        double spread = Math.max(SPREAD, FINE * (high - low) / Math.max(near, typical));
        var out = new double[cells + 1];
        for (int c = 0; c <= cells; c++) {
            double share = (Math.pow(spread, (double) c / cells) - 1) / (spread - 1);
            out[c] = c == cells ? high : low + (high - low) * share;
        }
        return out;
    }

    private int first(int chunk, int chunks) {
        return (int) ((long) chunk * model.draws / chunks);
    }

    /** Whether it is a majorant at this plan. */
    public boolean holds(double[] spend) {
        return domain.holds(spend);
    }

    /** Least spend per cell in the domain. */
    public double[] lower() {
        return domain.lower.clone();
    }

    /** Most spend per cell in the domain. */
    public double[] upper() {
        return domain.upper.clone();
    }

    /**
     * The value of a plan and, in {@code gradient}, its gradient.
     *
     * @param spend in the domain
     */
    public double valueAndGradient(double[] spend, double[] gradient) {
        double value = curvesOnly(spend, gradient);
        value += allowance;
        var derivative = new double[model.horizon];
        for (int k = 0; k < domain.families.count(); k++) {
            double[] z = domain.adstocks(k, spend);
            for (int t = 0; t < model.horizon; t++) {
                derivative[t] = 0;
                if (restraint[k][t] != null) {
                    value += restraint[k][t].excess(z[t]);
                    derivative[t] = restraint[k][t].excessSlope(z[t]);
                }
            }
            domain.pullBack(k, derivative, gradient);
        }
        return value;
    }

    /** The value without what the envelopes add. */
    private double curvesOnly(double[] spend, double[] gradient) {
        var parts = new double[CHUNKS][gradient.length];
        var sums = new double[CHUNKS];
        IntStream.range(0, CHUNKS).parallel().forEach(c -> {
            var evaluator = new DrawEvaluator(model, curves, chords);
            for (int d = first(c, CHUNKS); d < first(c + 1, CHUNKS); d++) {
                if (weights[d] > 0) {
                    sums[c] += weights[d] * evaluator.valueAndGradient(d, spend, weights[d], parts[c]);
                }
            }
        });
        Arrays.fill(gradient, 0);
        double value = 0;
        for (int c = 0; c < CHUNKS; c++) {
            value += sums[c];
            for (int n = 0; n < gradient.length; n++) {
                gradient[n] += parts[c][n];
            }
        }
        return value;
    }

    /**
     * The majorant over those plans of the domain that may be no more than {@code fall} below this one's tangent at a
     * plan: all others are. The rest of the function is concave, so that each envelope's fall below its own tangent adds.
     * Source: Ryoo and Sahinidis (1995), <em>Global optimization of nonconvex NLPs and MINLPs with applications in process
     * design</em>, where ranges are reduced by prices.
     */
    public CurvatureMajorant narrowed(double[] at, double fall) {
        int families = domain.families.count();
        var z = new double[families][];
        for (int q = 0; q < families; q++) {
            z[q] = domain.adstocks(q, at);
        }
        double[] low = domain.lower.clone();
        double[] high = domain.upper.clone();
        IntStream.range(0, low.length).parallel().forEach(cell -> {
            low[cell] = end(cell, z, at[cell], domain.lower[cell], fall);
            high[cell] = end(cell, z, at[cell], domain.upper[cell], fall);
        });
        return within(low, high);
    }

    /** The majorant over those plans of the domain whose cells are within other limits. */
    public CurvatureMajorant within(double[] lower, double[] upper) {
        PlanDomain next = domain.within(lower, upper);
        if (round >= CHOICES && !simple && counted < 0) {
            return new CurvatureMajorant(model, weights, reference, next, false, EXACT, periods, CELLS, round + 1);
        }
        return best(model, weights, reference, next, simple, counts(), round + 1);
    }

    /** How far a cell may go from {@code inside} towards {@code limit}. */
    private double end(int cell, double[][] z, double inside, double limit, double fall) {
        if (-below(cell, z, limit) <= fall) {
            return limit;
        }
        double near = inside;
        double far = limit;
        for (int k = 0; k < HALVINGS; k++) {
            double middle = 0.5 * (near + far);
            if (-below(cell, z, middle) <= fall) {
                near = middle;
            } else {
                far = middle;
            }
        }
        return far;
    }

    /** The least by which the function is below its tangent, summed over a column's families, if a cell spends this. */
    private double below(int cell, double[][] z, double spend) {
        int k = cell % model.columns;
        int h = cell / model.columns;
        double sum = 0;
        for (int q : domain.families.ofColumn[k]) {
            for (int t = h; t < Math.min(model.horizon, h + FELT); t++) {
                if (restraint[q][t] != null) {
                    double weight = domain.families.weight(q, t - h);
                    double low = domain.low[q][t] + weight * (spend - domain.lower[cell]);
                    double high = domain.highest[q][t] + weight * (spend - domain.upper[cell]);
                    double nearest = Math.max(low, Math.min(z[q][t], Math.min(high, domain.high[q][t])));
                    sum += restraint[q][t].belowTangent(z[q][t], nearest);
                }
            }
        }
        return sum;
    }
}
