package io.weir.response.internal;

import io.weir.response.SaturationKind;
import io.weir.response.internal.FatigueChords.Chord;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how a draw's value bends by a function of each common adstock: in the direction of any change {@code dz} of the
 * common adstocks, the second derivative is at most {@code sum (own_kt(z_kt) + everywhere_kt) dz_kt^2}.
 *
 * <p>In one period, a channel brings {@code E S(a) exp(-f b) L}, with the lift {@code L = 1 + sum g_j S_j(a_j)}. Changes of
 * the adstocks are written as {@code da} and {@code db = theta da + s}, where {@code theta} is what both have in common.
 * <ul>
 *   <li>{@code da^2} comes with {@code S'' - 2 f theta S' + f^2 theta^2 S}, times {@code E exp(-f b) L};
 *   <li>{@code 2 da s} with {@code f (f theta S - S')}, which is split by {@code 2 u v <= u^2 / B + B v^2};
 *   <li>{@code s^2} with {@code f^2 S};
 *   <li>{@code 2 da da_j} with {@code g_j S_j' E exp(-f b) (S' - f theta S)}, which is split between the two channels;
 *   <li>{@code da_j^2} with {@code g_j S_j'' E S exp(-f b)}.
 * </ul>
 * Where a chord replaces fatigue ({@link FatigueChords}), {@code exp(-f b)} is {@code exp(-f theta a) s(r)}: {@code s^2} comes with
 * nothing, and {@code 2 da s} with the share's fall times {@code f theta S - S'}.
 *
 * All that comes with a channel's {@code da^2} is a function of its own {@code a}, with the others anywhere in their
 * ranges. Then {@code da = m_0 dz_t + r}, where {@code r} holds the changes of periods before. What is split off to these is a
 * function of theirs, which falls: the more was spent then, the more is left of it, and the less bends. Not thread-safe; adds
 * up draws.
 */
final class CurvatureBound {
    /** A channel's concavity is used up to this many times what it is at the reference. */
    private static final double USED = 1.2;
    /** Times what bends up and strays, that is at least left to other periods. */
    private static final double LEFT = 5;
    /** Or as long as it costs adstocks of other periods no more than this share. */
    private static final double SPARED = 0.002;
    /** The share of a channel's concavity that products with what chords count may take. */
    private static final double SPENT = 0.15;
    /** The least that they take otherwise, relative to what there is at the reference. */
    private static final double SPENT_LEAST = 0.1;
    /** Where a reference is nearer to zero than this share of the half point, that share is one. */
    private static final double NEAR_ZERO = 0.1;

    /** What bends up less does not bend; far out, effects are so small that they cannot be divided. */
    private static final double VANISHING = 1e-200;
    /** A fatigue that strays less from the adstock is taken to stray so much, when changes are split. */
    private static final double LEAST_REST = 1e-9;
    /** How many periods are looked back for what is left of a common adstock. */
    private static final int[] LOOKS = {1, 3, Integer.MAX_VALUE};
    /** Nodes between those at which it is found anew; it only falls. */
    private static final int STRIDE = 3;
    /** What an adstock strays so little that it is left to other periods wherever these are. */
    private static final double LITTLE = 1e-8;
    /** What is left of spend after so long that it no longer counts. */
    private static final double FADED = 1e-12;

    /** Bound at the nodes of the grid, {@code [family][period][node]}. */
    final double[][][] own;
    /** Bound for all cells, {@code [family][period]}. */
    final double[][] everywhere;

    private final HorizonModel model;
    private final PlanDomain domain;
    private final DomainReach reach;
    private final StraightenedCurves curves;
    private final FatigueChords chords;
    private final double[][][] nodes;
    private final double[][][][] references;
    private final double[][] reference;
    private final double[] spend;
    private final double[][] sLow;
    private final double[][] sHigh;
    private final double[][] tiredLow;
    private final double[][] tiredHigh;
    private final double[][] liftLow;
    private final double[][] liftHigh;
    private final double[][] balance;
    private final ReachGiven given;
    private final ReachGiven givenFatigue;
    private final double[] taps;
    private final double[] fatigueTaps;
    private double[] total = new double[0];
    /** Most adstock at each node of a period's grid. */
    private double[] farthest = new double[0];
    /** What is left to periods before, per unit of how their adstocks stray; by node, then from that node on. */
    private double[] left = new double[0];

    private double[] byFatigue = new double[0];

    CurvatureBound(
            HorizonModel model,
            PlanDomain domain,
            DomainReach reach,
            StraightenedCurves curves,
            FatigueChords chords,
            double[][][] nodes,
            double[] spend,
            double[][][][] references) {
        this.model = model;
        this.domain = domain;
        this.reach = reach;
        this.curves = curves;
        this.chords = chords;
        this.nodes = nodes;
        this.spend = spend;
        this.references = references;
        own = new double[domain.families.count()][model.horizon][];
        everywhere = new double[domain.families.count()][model.horizon];
        for (int q = 0; q < domain.families.count(); q++) {
            for (int t = 0; t < model.horizon; t++) {
                own[q][t] = new double[nodes[q][t].length];
            }
        }
        reference = new double[model.channels][model.periods];
        sLow = new double[model.channels][model.periods];
        sHigh = new double[model.channels][model.periods];
        tiredLow = new double[model.channels][model.periods];
        tiredHigh = new double[model.channels][model.periods];
        liftLow = new double[model.channels][model.periods];
        liftHigh = new double[model.channels][model.periods];
        given = new ReachGiven(model.horizon);
        givenFatigue = new ReachGiven(model.horizon);
        taps = new double[model.horizon];
        fatigueTaps = new double[model.horizon];
        balance = new double[model.pairSource.length][model.periods];
    }

    /** Adds a draw's bound, {@code weight} times. */
    void add(int d, double weight) {
        for (int g = 0; g < model.geos; g++) {
            ranges(d, g);
            balances(d, g);
            for (int i = 0; i < model.channels; i++) {
                if (model.column[i][g] >= 0) {
                    new Channel(d, g, i, weight).add();
                }
            }
        }
    }

    private void ranges(int d, int g) {
        for (int i = 0; i < model.channels; i++) {
            double[] a = reach.leastAdstock[d][i][g];
            double[] aHigh = reach.mostAdstock[d][i][g];
            double f = model.fatigue(d, i);
            Chord chord = chords.of(d, i, g);
            for (int t = 0; t < model.periods; t++) {
                sLow[i][t] = curves.at(d, i, g, t, a[t]);
                sHigh[i][t] = curves.at(d, i, g, t, aHigh[t]);
                if (chord == null) {
                    tiredHigh[i][t] = f > 0 ? Math.exp(-f * reach.leastFatigue[d][i][g][t]) : 1;
                    tiredLow[i][t] = f > 0 ? Math.exp(-f * reach.mostFatigue[d][i][g][t]) : 1;
                } else {
                    double least = chord.share(t, chord.most[t]);
                    tiredHigh[i][t] = chord.tired[t] * Math.exp(-f * chord.theta * a[t]);
                    tiredLow[i][t] = chord.tired[t] * least * Math.exp(-f * chord.theta * aHigh[t]);
                }
                liftLow[i][t] = 1;
                liftHigh[i][t] = 1;
            }
            for (int t = 0; t < model.periods; t++) {
                reference[i][t] = Math.max(references[d][i][g][t], NEAR_ZERO * model.half(d, i));
            }
        }
        for (int p = 0; p < model.pairSource.length; p++) {
            double strength = model.pairStrength[d][p];
            int source = model.pairSource[p];
            int target = model.pairTarget[p];
            for (int t = 0; t < model.periods; t++) {
                double shift = curves.pair(d, p, g, t);
                if (curves.isConstant(d, p, g, t)) {
                    liftLow[target][t] += strength * shift;
                    liftHigh[target][t] += strength * shift;
                    continue;
                }
                double one = strength * (sLow[source][t] + shift);
                double other = strength * (sHigh[source][t] + shift);
                liftLow[target][t] += Math.min(one, other);
                liftHigh[target][t] += Math.max(one, other);
            }
        }
        for (int i = 0; i < model.channels; i++) {
            for (int t = 0; t < model.periods; t++) {
                liftHigh[i][t] = Math.max(liftHigh[i][t], -liftLow[i][t]);
            }
        }
    }

    /** How the product of two changes is split, so that it takes about the same share of both channels' concavity. */
    private void balances(int d, int g) {
        for (int p = 0; p < model.pairSource.length; p++) {
            int i = model.pairTarget[p];
            int j = model.pairSource[p];
            for (int t = 0; t < model.periods; t++) {
                int at = Math.min(t, model.horizon - 1);
                double change = slopeAtReference(d, i, t) * weight(d, i, t - at);
                double changeOfSource = slopeAtReference(d, j, t) * weight(d, j, t - at);
                double ratio = change
                        / changeOfSource
                        * Math.sqrt(concavityAtReference(d, g, j, at) / concavityAtReference(d, g, i, at));
                balance[p][t] = ratio > 0 && ratio < Double.POSITIVE_INFINITY ? ratio : 1e-6;
            }
        }
    }

    private double weight(int d, int i, int lag) {
        return lag < model.weights[d][i].length ? model.weights[d][i][lag] : 0;
    }

    private double slopeAtReference(int d, int i, int t) {
        double a = reference[i][t];
        return model.saturationSlope(d, i, a, model.saturation(d, i, a));
    }

    /** About how much a channel bends down in a period's spend. */
    private double concavityAtReference(int d, int g, int i, int t) {
        double w = weight(d, i, 0);
        return model.effect(d, i, g)
                * tiredHigh[i][t]
                * w
                * w
                * slopeAtReference(d, i, t)
                / (model.half(d, i) + reference[i][t]);
    }

    /** One channel in one draw and geo. */
    private final class Channel {
        final int d;
        final int g;
        final int i;
        final int k;
        final int q;
        final double weight;
        final double effect;
        final double f;
        /** What replaces fatigue; null if nothing does. */
        final @Nullable Chord chord;
        /** Weights of the fatigue adstock, or of what the chord counts of it. */
        final double[] fatigueWeights;

        final double unit;
        int tapsLag = -1;
        double theta;
        double start;
        double straightSlope;
        double straightAtZero;
        double liftMost;
        double liftLeast;
        double asTarget;
        double asSourceUp;
        double asSourceUpLeast;
        double asSourceDown;
        double asSourceDownLeast;
        double asSourceSquare;
        double tiredMost;
        double tiredLeast;
        double shareMost;
        double shareLeast;
        double leftToFatigue;
        final double[] keptShare = new double[LOOKS.length];
        final double[] leftOut = new double[LOOKS.length];
        final double r;
        final double middle;
        final double uneven;
        final double inflection;
        final double bentUp;
        final double bentDown;

        Channel(int d, int g, int i, double weight) {
            this.d = d;
            this.g = g;
            this.i = i;
            this.weight = weight;
            k = model.column[i][g];
            q = domain.families.of[d][i][g];
            effect = model.effect(d, i, g);
            f = model.fatigue(d, i);
            chord = chords.of(d, i, g);
            fatigueWeights = chord == null ? model.fatigueWeights[d][i] : chord.weights;
            unit = model.volumeSlope(d, i, g, 0);
            r = domain.families.retention[q];
            double top = 0;
            for (int h = 0; h < model.horizon; h++) {
                top = Math.max(top, domain.upper[h * model.columns + k]);
            }
            double least = model.isLinear(i) || !(top > 0) ? 1 : model.volumeSlope(d, i, g, top) / unit;
            uneven = 0.5 * (1 - least);
            middle = 0.5 * (1 + least);
            boolean hill = model.specs[i].saturation() == SaturationKind.HILL;
            inflection = hill ? Saturations.hillInflection(model.half(d, i), model.slope(d, i)) : 0;
            bentUp = hill ? Saturations.hillMostBentUp(model.half(d, i), model.slope(d, i)) : 0;
            bentDown = hill
                    ? Saturations.hillMostBentDown(model.half(d, i), model.slope(d, i))
                    : Saturations.mostBentDown(model.specs[i].saturation(), model.half(d, i));
        }

        private static double at(double[] w, int l) {
            return l >= 0 && l < w.length ? w[l] : 0;
        }

        void add() {
            for (int t = 0; t < model.periods; t++) {
                if (nodes[q][Math.min(t, model.horizon - 1)].length > 0 && !isStraight(t)) {
                    add(t);
                }
            }
            if (!model.isLinear(i)) {
                addCostCurve();
            }
        }

        /** Whether nothing bends: the curve is straight, and neither fatigue nor a lift comes with it. */
        private boolean isStraight(int t) {
            boolean straight = f == 0 && curves.from[d][i][g][t] == Double.POSITIVE_INFINITY;
            for (int p = 0; p < model.pairSource.length; p++) {
                boolean touched = model.pairSource[p] == i || model.pairTarget[p] == i;
                straight &= !touched || model.pairStrength[d][p] == 0 || curves.isConstant(d, p, g, t);
            }
            return straight;
        }

        /** How both adstocks stray, some periods after the last common adstock; the same for all periods of the horizon. */
        private void prepareTaps(double[] w, int lag, double first) {
            if (lag == tapsLag) {
                return;
            }
            tapsLag = lag;
            double[] v = fatigueWeights;
            theta = f > 0 && chord == null && first > 0 ? Math.min(1, at(v, lag) / at(w, lag)) : 0;
            for (int l = 0; l < taps.length; l++) {
                double tap = domain.families.tap(q, w, lag, l);
                double size = uneven > 0 ? domain.families.tapSize(q, w, lag, l) : 0;
                taps[l] = middle * Math.abs(tap) + uneven * size;
                if (f > 0) {
                    double other = domain.families.tap(q, v, lag, l) - theta * tap;
                    double otherSize = uneven > 0 ? domain.families.tapSize(q, v, lag, l) + theta * size : 0;
                    fatigueTaps[l] = middle * Math.abs(other) + uneven * otherSize;
                }
            }
        }

        private void add(int t) {
            int at = Math.min(t, model.horizon - 1);
            int lag = t - at;
            double[] node = nodes[q][at];
            int cells = node.length;
            if (total.length < cells) {
                total = new double[cells];
                farthest = new double[cells];
                left = new double[cells];
                byFatigue = new double[cells];
            }
            double[] w = model.weights[d][i];
            double first = at(w, lag) / (1 - r);
            double mHigh = (middle + uneven) * first;
            double mLow = (middle - uneven) * first;
            double rest = 0;
            prepareTaps(w, lag, first);
            for (int l = 1; l <= at; l++) {
                rest += taps[l];
            }
            condition(given, w, at, lag);
            double restFatigue = 0;
            if (f > 0) {
                condition(givenFatigue, fatigueWeights, at, lag);
                for (int l = 0; l <= at; l++) {
                    restFatigue += fatigueTaps[l];
                }
            }
            tiredMost = 1;
            tiredLeast = 1;
            leftToFatigue = 0;
            double carry = model.carry[d][i][g][t];
            double flat = unit * flatness();
            double aMin = reach.leastAdstock[d][i][g][t];
            double aMax = reach.mostAdstock[d][i][g][t];
            double shift = curves.own(d, i, g, t);
            double coupling = coupling(t, restFatigue);
            look(t);
            for (int c = 0; c < cells; c++) {
                given.at(node[c]);
                double a1 = Math.min(aMax, Math.max(aMin, carry + flat * given.least));
                double a2 = Math.max(a1, Math.min(aMax, Math.max(aMin, carry + unit * given.most)));
                if (f > 0) {
                    setTired(t, node[c], flat);
                }
                total[c] = bend(t, a1, a2, shift, coupling);
                farthest[c] = a2;
                byFatigue[c] = leftToFatigue;
            }
            double used = used(at, cells, node, mLow, rest);
            double[] out = own[q][at];
            double square = weight * unit * unit;
            for (int c = 0; c < cells; c++) {
                double bend = total[c];
                if (!(bend > VANISHING)) {
                    double part = Math.min(Math.max(0, -bend), used) * Math.max(0, mLow - rest);
                    out[c] -= square * part * mLow;
                    left[c] = part;
                } else {
                    // A share of the change is left to other periods; the less, the more it costs here.
                    left[c] = rest > 0
                            ? bend * Math.max(LEFT * rest, Math.min(mHigh, spared(used, mLow, rest) / bend))
                            : 0;
                    out[c] += square * bend * mHigh * mHigh * (rest > 0 ? left[c] / (left[c] - bend * rest) : 1);
                }
            }
            leave(at, lag, cells, carry, flat, square, restFatigue);
        }

        /** What may be left to other periods where the curve bends up: as much as where it bends down. */
        private double spared(double used, double mLow, double rest) {
            return used * Math.max(0, mLow - rest);
        }

        /**
         * Adds what a period leaves to those before. It is the less, the more is known to be left of their adstocks.
         */
        private void leave(
                int at, int lag, int nodesHere, double carry, double flat, double square, double restFatigue) {
            for (int c = nodesHere - 2; c >= 0; c--) {
                left[c] = Math.max(left[c], left[c + 1]);
                byFatigue[c] = Math.max(byFatigue[c], byFatigue[c + 1]);
            }
            double[] w = model.weights[d][i];
            for (int l = 0; l <= at; l++) {
                double ofAdstock = l >= 1 ? square * taps[l] : 0;
                double ofFatigue = f > 0 ? square * restFatigue * fatigueTaps[l] : 0;
                double[] node = nodes[q][at - l];
                if (!(ofAdstock + ofFatigue > 0) || node.length == 0) {
                    continue;
                }
                if ((l == 0 || taps[l] < LITTLE) && (f == 0 || fatigueTaps[l] < LITTLE)) {
                    everywhere[q][at - l] += ofAdstock * left[0] + (f > 0 ? ofFatigue * byFatigue[0] : 0);
                    continue;
                }
                lookBack(w, at - l, lag + l);
                double[] out = own[q][at - l];
                int here = 0;
                for (int from = 0; from < node.length; from += STRIDE) {
                    double least = carry + flat * kept(node[from]);
                    while (here < nodesHere - 1 && farthest[here + 1] < least) {
                        here++;
                    }
                    double more = ofAdstock * left[here] + ofFatigue * byFatigue[here];
                    for (int c = from; c < Math.min(node.length, from + STRIDE); c++) {
                        out[c] += more;
                    }
                }
            }
        }

        /**
         * What is left for sure of a common adstock some periods later: a share of it, but for what may come of spend
         * longer ago. The longer one looks back, the smaller the share and what is left out.
         */
        private void lookBack(double[] w, int at, int since) {
            int window = Math.min(at + 1, domain.families.window[q]);
            double out = 0;
            int look = LOOKS.length - 1;
            for (int l = window - 1; l >= 0; l--) {
                while (look >= 0 && LOOKS[look] > l) {
                    leftOut[look--] = out;
                }
                out += domain.families.weight(q, l) * domain.upper[(at - l) * model.columns + k];
            }
            double share = Double.POSITIVE_INFINITY;
            int l = 0;
            for (look = 0; look < LOOKS.length; look++) {
                for (; l < Math.min(window, LOOKS[look]); l++) {
                    double weight = domain.families.weight(q, l);
                    share = Math.min(share, weight > 0 ? at(w, since + l) / weight : share);
                }
                keptShare[look] = share;
                leftOut[look] = window <= LOOKS[look] ? 0 : leftOut[look];
            }
        }

        /** What is left for sure of a common adstock {@code z}, after {@link #lookBack}. */
        private double kept(double z) {
            double most = 0;
            for (int look = 0; look < LOOKS.length; look++) {
                most = Math.max(most, keptShare[look] * (z - leftOut[look]));
            }
            return most;
        }

        /** Prepares the range of a sum of spend given the family's common adstock. */
        private void condition(ReachGiven sum, double[] w, int at, int lag) {
            sum.clear();
            double fade = 1 - r;
            int window = domain.families.window[q];
            for (int l = 0; l <= at && (l < window && fade > FADED || lag + l < w.length); l++) {
                int cell = (at - l) * model.columns + k;
                sum.add(l < window ? fade : 0, at(w, lag + l), domain.lower[cell], domain.upper[cell]);
                fade *= r;
            }
            sum.sort();
        }

        /** The range of the fatigue factor where the common adstock is {@code z}. */
        private void setTired(int t, double z, double flat) {
            givenFatigue.at(z);
            double more = flat * givenFatigue.least;
            double most = unit * givenFatigue.most;
            if (chord == null) {
                double carry = model.fatigueCarry[d][i][g][t];
                double low = Math.max(reach.leastFatigue[d][i][g][t], carry + more);
                double high = Math.max(low, Math.min(reach.mostFatigue[d][i][g][t], carry + most));
                tiredMost = Math.exp(-f * low);
                tiredLeast = Math.exp(-f * high);
            } else {
                double low = Math.max(chord.least[t], chord.carry[t] + more);
                double high = Math.max(low, Math.min(chord.most[t], chord.carry[t] + most));
                shareMost = chord.share(t, low);
                shareLeast = chord.share(t, high);
            }
        }

        /** How much of the concavity is used: about what there is at the reference. */
        private double used(int t, int cells, double[] node, double mLow, double rest) {
            double z = referenceAdstock(t);
            int at = 0;
            while (at < cells - 1 && node[at] < z) {
                at++;
            }
            double most = Math.max(USED, SPARED * mLow / Math.max(rest, FADED));
            return most * Math.max(0, Math.max(-total[at], -total[Math.max(at, cells / 2)]));
        }

        private double referenceAdstock(int t) {
            double z = 0;
            for (int l = 0; l <= t && l < domain.families.window[q]; l++) {
                z += domain.families.weight(q, l) * spend[(t - l) * model.columns + k];
            }
            return z;
        }

        /** Least volume per unit of spend over the domain, relative to that of the first unit. */
        private double flatness() {
            if (model.isLinear(i)) {
                return 1;
            }
            double top = 0;
            for (int h = 0; h < model.horizon; h++) {
                top = Math.max(top, domain.upper[h * model.columns + k]);
            }
            return top > 0 ? model.volume(d, i, g, top) / top / unit : 1;
        }

        /**
         * How products of changes of the adstock and of the rest of fatigue are split: what the square of the rest is
         * multiplied with; where a chord replaces fatigue, what the product is, to give the square of the adstock's change.
         */
        private double coupling(int t, double restFatigue) {
            if (!(f > 0 && restFatigue > 0)) {
                return 0;
            }
            double a = reference[i][t];
            double s = model.saturation(d, i, a);
            double slope = model.saturationSlope(d, i, a, s);
            if (chord == null) {
                return Math.max(Math.abs(f * f * theta * s - f * slope), 0.1 * f * slope)
                        / Math.max(restFatigue, LEAST_REST);
            }
            double alone = model.saturationCurvature(d, i, a, s);
            double even = Math.max(restFatigue, LEAST_REST);
            return alone < 0 && chord.fall[t] > 0
                    ? Math.max(even, -SPENT_LEAST * alone / (slope * chord.fall[t]))
                    : even;
        }

        /** Looks up what {@link #bend} needs of a period. */
        private void look(int t) {
            start = curves.from[d][i][g][t];
            straightSlope = curves.straightSlope(d, i, g, t);
            straightAtZero = start > 0 ? curves.at(d, i, g, t, 0) : 0;
            liftMost = liftHigh[i][t];
            liftLeast = liftLow[i][t];
            asTarget = 0;
            asSourceUp = 0;
            asSourceUpLeast = 0;
            asSourceDown = 0;
            asSourceDownLeast = 0;
            asSourceSquare = 0;
            for (int p = 0; p < model.pairSource.length; p++) {
                double strength = Math.abs(model.pairStrength[d][p]);
                if (!curves.isConstant(d, p, g, t)) {
                    if (model.pairTarget[p] == i) {
                        asTarget += strength * effect / balance[p][t];
                    }
                    if (model.pairSource[p] == i) {
                        lookAsSource(p, t, strength);
                    }
                }
            }
        }

        private void lookAsSource(int p, int t, double strength) {
            int target = model.pairTarget[p];
            double value = model.effect(d, target, g) * tiredHigh[target][t];
            double shift = curves.own(d, target, g, t);
            double most = strength * value * (sHigh[target][t] + shift);
            double least =
                    strength * model.effect(d, target, g) * tiredLow[target][t] * Math.max(0, sLow[target][t] + shift);
            if (model.pairStrength[d][p] > 0) {
                asSourceUp += most;
                asSourceUpLeast += least;
            } else {
                asSourceDown += most;
                asSourceDownLeast += least;
            }
            asSourceSquare += strength * (model.fatigue(d, target) > 0 ? 2 : 1) * value * balance[p][t];
        }

        /** The most that may come with {@code da^2} while the adstock is in {@code [a1, a2]}. */
        private double bend(int t, double a1, double a2, double shift, double coupling) {
            double up;
            double down;
            double s1;
            double slope1;
            if (a1 < start) {
                s1 = straightAtZero + straightSlope * a1;
                slope1 = straightSlope;
                up = 0;
                down = 0;
            } else {
                s1 = model.saturation(d, i, a1);
                slope1 = model.saturationSlope(d, i, a1, s1);
                up = model.saturationCurvature(d, i, a1, s1);
                down = up;
            }
            double s2 = s1;
            double slope2 = slope1;
            double slopeHigh = slope1;
            if (a2 > a1) {
                if (a2 < start) {
                    s2 = straightAtZero + straightSlope * a2;
                } else {
                    s2 = model.saturation(d, i, a2);
                    slope2 = model.saturationSlope(d, i, a2, s2);
                    double bent = model.saturationCurvature(d, i, a2, s2);
                    up = Math.max(up, bent);
                    down = Math.min(down, bent);
                    double from = Math.max(a1, start);
                    if (from > a1) {
                        bent = curvatureOf(from);
                        up = Math.max(up, bent);
                        down = Math.min(down, bent);
                    }
                    if (bentUp > from && bentUp < a2) {
                        up = Math.max(up, curvatureOf(bentUp));
                    }
                    if (bentDown > from && bentDown < a2) {
                        down = Math.min(down, curvatureOf(bentDown));
                    }
                    if (inflection > from && inflection < a2) {
                        slopeHigh = Math.max(slopeHigh, slopeOf(inflection));
                    }
                }
                slopeHigh = Math.max(slopeHigh, slope2);
            }
            double alone = up;
            double cross = slopeHigh;
            double withRest = 0;
            if (chord != null) {
                double slopeLow = Math.min(slope1, slope2);
                double big = s2 + shift;
                double small = s1 + shift;
                double both = f * chord.theta;
                double fall = chord.fall[t];
                double most = chord.tired[t] * Math.exp(-both * a1);
                tiredMost = most * shareMost;
                tiredLeast = chord.tired[t] * Math.exp(-both * a2) * shareLeast;
                alone += both * (both * big - 2 * slopeLow);
                cross = Math.max(slopeHigh - both * small, both * big - slopeLow);
                // The product costs the adstock a share of the concavity here, and the rest so much less.
                double mixed = effect * most * liftMost * fall * cross;
                double spare = alone < 0 ? -SPENT * effect * alone * tiredLeast * Math.max(0, liftLeast) : 0;
                double takes = coupling > 0 ? Math.max(spare, mixed * coupling) : 0;
                double leaves = takes > 0 ? mixed * mixed / takes : 0;
                leftToFatigue = leaves + most * asTarget * fall * fall * big * big;
                withRest = takes;
            } else if (f > 0) {
                double slopeLow = Math.min(slope1, slope2);
                double big = s2 + shift;
                leftToFatigue =
                        tiredMost * (effect * liftMost * (coupling + f * f * big) + asTarget * f * f * big * big);
                double small = s1 + shift;
                alone += f * theta * (f * theta * big - 2 * slopeLow);
                double mixed = Math.max(f * (f * theta * big - slopeLow), f * (slopeHigh - f * theta * small));
                if (coupling > 0) {
                    alone += mixed * mixed / coupling;
                }
                cross = Math.max(slopeHigh - f * theta * small, f * theta * big - slopeLow);
            }
            double sum = effect
                    * alone
                    * (alone > 0
                            ? tiredMost * liftMost
                            : liftLeast < 0 ? tiredMost * liftLeast : tiredLeast * liftLeast);
            return sum
                    + withRest
                    + asTarget * tiredMost * cross * cross
                    + asSourceSquare * slopeHigh * slopeHigh
                    + up * (up > 0 ? asSourceUp : asSourceUpLeast)
                    - down * (down < 0 ? asSourceDown : asSourceDownLeast);
        }

        private double slopeOf(double a) {
            return model.saturationSlope(d, i, a, model.saturation(d, i, a));
        }

        private double steepest(int t) {
            double start = curves.from[d][i][g][t];
            double low = reach.leastAdstock[d][i][g][t];
            double high = reach.mostAdstock[d][i][g][t];
            double steepest = Math.max(low < start ? curves.straightSlope(d, i, g, t) : slopeOf(low), slopeOf(high));
            return inflection > 0 ? Math.max(steepest, slopeOf(inflection)) : steepest;
        }

        private double curvatureOf(double a) {
            return model.saturationCurvature(d, i, a, model.saturation(d, i, a));
        }

        /** Bid-up bends volume down in spend; where more volume does harm, the value bends up with it. */
        private void addCostCurve() {
            double bid = model.costCurvature(d, i, g);
            double[] w = model.weights[d][i];
            double[] v = model.fatigueWeights[d][i];
            for (int t = 0; t < model.periods; t++) {
                double harm = 0;
                double inFatigue =
                        f * effect * (sHigh[i][t] + curves.own(d, i, g, t)) * tiredHigh[i][t] * liftHigh[i][t];
                double steepest = steepest(t);
                for (int p = 0; p < model.pairSource.length; p++) {
                    if (model.pairSource[p] == i && model.pairStrength[d][p] < 0) {
                        int target = model.pairTarget[p];
                        harm -= model.pairStrength[d][p]
                                * model.effect(d, target, g)
                                * tiredHigh[target][t]
                                * steepest
                                * (sHigh[target][t] + curves.own(d, target, g, t));
                    }
                }
                for (int h = Math.max(0, t - Math.max(w.length, v.length)); h <= Math.min(t, model.horizon - 1); h++) {
                    double amount = weight * bid * (harm * at(w, t - h) + inFatigue * at(v, t - h));
                    double square = amount * (1 + r) / ((1 - r) * (1 - r));
                    everywhere[q][h] += square;
                    if (h > 0) {
                        everywhere[q][h - 1] += square * r;
                    }
                }
            }
        }
    }
}
