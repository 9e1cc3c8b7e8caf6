package io.weir.response.internal;

import io.weir.response.internal.ModelData.Lift;
import io.weir.response.internal.ModelData.PairIndex;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The log posterior of the response model and its gradient. Every coordinate is about standard normal a priori; the
 * model's parameters are smooth functions of the coordinates, and what is linear is marginalised: the baseline's
 * coefficients and the typical return that the channels' returns are pooled towards. Not thread-safe; allocates
 * nothing after construction.
 *
 * <p>The model, per geo {@code g} and period {@code t} (KPI divided by its standard deviation):
 * {@code y = Z d + sum_i o_i * (1 + sum_j g_ji S_j) + e}, with the own effect
 * {@code o_i = beta_i * q_ig * population_g * m_it * S_i(a_it) * exp(-f_i b_it)}. A channel's {@code beta} is not a
 * coordinate: its total own effect over history is, so that the prior is on the return and the shapes move freely.
 */
public final class LogPosterior implements LogDensity {
    private static final int SPREAD = 0;
    private static final int SIGMA = 1;
    private static final int RHO = 2;
    private static final int SEASON = 3;
    private static final int TREND = 4;
    private static final int CONTROL = 5;
    private static final int GEO_SPREAD = 6;
    private static final int DEMAND = 7;
    private static final int GLOBALS = 8;

    /** Standard deviation of the log of what channels typically return, about its prior median. */
    static final double CENTRE_SPREAD = 0.8;
    /** Median standard deviation of one channel's log return about the typical one. */
    static final double TYPICAL_SPREAD = 0.7;
    /** What a pooled return's coordinate is measured in: the log return's prior standard deviation. */
    static final double RETURN_UNIT = Math.hypot(CENTRE_SPREAD, TYPICAL_SPREAD);

    private static final double SPREAD_SPREAD = 0.3;
    /**
     * A channel's log effect changes in a quarter of a year by {@code DRIFT_SIZE * sinh(DRIFT_TAIL * z) / DRIFT_TAIL}: most
     * quarters bring next to nothing, and one may bring much.
     */
    private static final double DRIFT_SIZE = 0.04;

    private static final double DRIFT_TAIL = 0.9;
    /** All paid channels' own effects together are a share of the KPI of about this size, half-normal a priori. */
    private static final double MEDIA_SHARE = 0.4;

    /** A lift's strength is {@code LIFT_SIZE * sinh(LIFT_TAIL * z) / LIFT_TAIL}: mostly near nothing, at times large. */
    private static final double LIFT_SIZE = 0.15;

    private static final double LIFT_TAIL = 0.8;

    private final ModelData data;
    private final int channels;
    private final int geos;
    private final int periods;
    private final boolean geoEffects;
    private final int[] block;
    private final int pairBlock;
    private final int dimension;
    private final ChannelCurve[] curves;
    private final EffectSeries[][] effects;
    private final EffectSeries[][][] lifts;
    private final LinearBaseline[] baselines;
    private final int[] sourcesOf;

    // State at the last position, read by ResponseReader.
    final double[] totalEffect;
    final double[] beta;
    final double[][] geoFactor;
    final double[][] modifier;
    final double[] strength;
    double sigma;
    double rho;

    /** From KPI units to the scale of the likelihood, {@code [geo][period]}. */
    private final double[][] toScale;

    private final double[] scale;
    private final double[][] residual;
    private final double[][][] own;
    private final double[][][] lift;
    private final double[][] dEffect;
    private final double[][] dSaturation;
    private final double[] dModifier;
    private final double[] none;
    /** Derivative with respect to the log of each channel's beta, everything else of the effect held. */
    private final double[] dLogBeta;

    private final double[] liftError;
    private final double[] dLogTotal;

    public LogPosterior(ModelData data) {
        this.data = data;
        channels = data.specs.size();
        geos = data.geos;
        periods = data.periods;
        geoEffects = geos > 1;
        curves = new ChannelCurve[channels];
        effects = new EffectSeries[channels][geos];
        block = new int[channels];
        int at = GLOBALS;
        for (int i = 0; i < channels; i++) {
            curves[i] = new ChannelCurve(data.specs.get(i), data.window, data.weeksPerPeriod);
            for (int g = 0; g < geos; g++) {
                effects[i][g] = new EffectSeries(data.x[i][g], data.window - 1);
            }
            block[i] = at;
            at += coordinates(i);
        }
        pairBlock = at;
        dimension = at + data.pairs.size();
        sourcesOf = new int[channels];
        data.pairs.forEach(p -> sourcesOf[p.target()]++);
        lifts = new EffectSeries[data.lifts.size()][2][geos];
        for (int e = 0; e < lifts.length; e++) {
            for (int g = 0; g < geos; g++) {
                lifts[e][0][g] = new EffectSeries(data.lifts.get(e).with()[g], data.window - 1);
                lifts[e][1][g] = new EffectSeries(data.lifts.get(e).without()[g], data.window - 1);
            }
        }
        baselines = new LinearBaseline[geos];
        for (int g = 0; g < geos; g++) {
            baselines[g] = new LinearBaseline(data.z[g], data.observed);
        }
        totalEffect = new double[channels];
        beta = new double[channels];
        geoFactor = new double[channels][geos];
        modifier = new double[channels][periods];
        strength = new double[data.pairs.size()];
        toScale = new double[geos][periods];
        for (int g = 0; g < geos; g++) {
            for (int t = 0; t < periods; t++) {
                toScale[g][t] = data.rowWeight[t] / data.kpiScale[g];
            }
        }
        scale = new double[data.groups.length];
        residual = new double[geos][periods];
        own = new double[channels][geos][periods];
        lift = new double[channels][geos][periods];
        dEffect = new double[channels][periods];
        dSaturation = new double[channels][periods];
        dModifier = new double[periods];
        none = new double[periods];
        dLogBeta = new double[channels];
        liftError = new double[data.lifts.size()];
        dLogTotal = new double[channels];
    }

    @Override
    public int dimension() {
        return dimension;
    }

    /** Columns of the first geo's baseline, {@code [column][period]}; not copied. */
    double[][] baselineColumns() {
        return data.z[0];
    }

    /**
     * A position of this density as one of another that differs from it in families or in the baseline: coordinates that
     * both have are carried over, others are at zero.
     */
    double[] carriedTo(LogPosterior other, double[] position) {
        var out = new double[other.dimension];
        System.arraycopy(position, 0, out, 0, GLOBALS);
        for (int i = 0; i < channels; i++) {
            if (isFixed(i)) {
                continue;
            }
            out[other.block[i]] = position[block[i]];
            if (curves[i].parameters() == other.curves[i].parameters()) {
                System.arraycopy(position, block[i] + 1, out, other.block[i] + 1, curves[i].parameters());
            }
            System.arraycopy(position, driftAt(i), out, other.driftAt(i), Math.min(knots(i), other.knots(i)));
            if (geoEffects) {
                System.arraycopy(position, geoAt(i), out, other.geoAt(i), geos);
            }
        }
        System.arraycopy(position, pairBlock, out, other.pairBlock, dimension - pairBlock);
        return out;
    }

    /** The coordinates of another density that this one lacks, as the other's history is longer: the oldest steps of drifts. */
    int[] lackedOf(LogPosterior other) {
        return IntStream.range(0, channels)
                .flatMap(i -> IntStream.range(other.driftAt(i) + knots(i), other.driftAt(i) + other.knots(i)))
                .toArray();
    }

    /** Position of a channel's return coordinate; its shape coordinates follow it. */
    int returnAt(int channel) {
        return block[channel];
    }

    int shapeParameters(int channel) {
        return curves[channel].parameters();
    }

    /** Number of coordinates of a channel: none where its response is known. */
    private int coordinates(int i) {
        return isFixed(i) ? 0 : 1 + curves[i].parameters() + knots(i) + (geoEffects ? geos : 0);
    }

    /** Whether a channel's response is known and not estimated. */
    boolean isFixed(int i) {
        return data.specs.get(i).fixed().isPresent();
    }

    /** Number of steps in which a channel's effect may change over time. */
    private int knots(int i) {
        return data.specs.get(i).drift() && !isFixed(i) ? data.knots : 0;
    }

    private int driftAt(int i) {
        return block[i] + 1 + curves[i].parameters();
    }

    private int geoAt(int i) {
        return driftAt(i) + knots(i);
    }

    ChannelCurve curve(int i) {
        return curves[i];
    }

    @Override
    public double at(double[] z, double[] gradient) {
        double logDensity = 0;
        for (int k = 0; k < dimension; k++) {
            logDensity -= 0.5 * z[k] * z[k];
            gradient[k] = -z[k];
        }
        logDensity += pooledReturns(z, gradient);
        forward(z);
        logDensity += baselinePart(z, gradient);
        if (!(logDensity > Double.NEGATIVE_INFINITY)) {
            return Double.NEGATIVE_INFINITY;
        }
        backwardEffects(z, gradient);
        logDensity += liftPart() + mediaSharePart();
        finishGradient(gradient);
        return logDensity;
    }

    // ---- forward ----

    private void forward(double[] z) {
        sigma = 0.4 * Math.exp(0.8 * z[SIGMA]);
        rho = Math.tanh(0.1 + 0.3 * z[RHO]);
        double geoSpread = 0.25 * Math.exp(0.5 * z[GEO_SPREAD]);
        for (int i = 0; i < channels; i++) {
            curves[i].set(z, block[i] + 1);
            if (isFixed(i)) {
                fixed(i);
                continue;
            }
            var returns = data.specs.get(i).returns();
            double log =
                    returns.pooled() ? RETURN_UNIT * z[block[i]] : returns.centre() + returns.spread() * z[block[i]];
            totalEffect[i] = returns.anchor() * Math.exp(log);
            for (int g = 0; g < geos; g++) {
                geoFactor[i][g] = geoEffects ? Math.exp(geoSpread * z[geoAt(i) + g]) : 1;
            }
            modifiers(z, i);
            double size = 0;
            for (int g = 0; g < geos; g++) {
                effects[i][g].forward(curves[i]);
                double sum = 0;
                for (int t = 0; t < periods; t++) {
                    sum += effects[i][g].u[t] * modifier[i][t];
                }
                size += sum * geoFactor[i][g] * data.population[g];
            }
            beta[i] = data.silent[i] ? silentBeta(i) : totalEffect[i] / Math.max(size, 1e-300);
        }
        for (int p = 0; p < strength.length; p++) {
            int n = sourcesOf[data.pairs.get(p).target()];
            double raw = LIFT_SIZE * Math.sinh(LIFT_TAIL * z[pairBlock + p]) / LIFT_TAIL;
            // Straight where it lifts; where it harms it bends so that all sources together cannot turn an effect
            // around.
            strength[p] = raw >= 0 ? raw : Math.expm1(n * raw) / n;
        }
        for (int g = 0; g < geos; g++) {
            contributions(g);
        }
    }

    /**
     * The joint prior of the pooled returns, in place of the independent standard normals counted before. About their
     * anchors, log returns are {@code typical + slope * thrift_i + N(0, spread^2)}; the typical return and how much more
     * channels return that less is spent on, normal both, are integrated out: covariance
     * {@code K = spread^2 I + V V'} with two columns in {@code V}, inverted by Woodbury's identity.
     */
    private double pooledReturns(double[] z, double[] gradient) {
        double spread = TYPICAL_SPREAD * Math.exp(SPREAD_SPREAD * z[SPREAD]);
        double own = spread * spread;
        double counted = 0;
        int count = 0;
        double squares = 0;
        double t0 = 0;
        double t1 = 0;
        double m00 = 1;
        double m01 = 0;
        double m11 = 1;
        for (int i = 0; i < channels; i++) {
            var returns = data.specs.get(i).returns();
            if (data.specs.get(i).pooled()) {
                double r = RETURN_UNIT * z[block[i]];
                double v1 = ModelData.THRIFT_SPREAD * returns.thrift();
                count++;
                counted += 0.5 * z[block[i]] * z[block[i]];
                squares += r * r;
                t0 += CENTRE_SPREAD * r;
                t1 += v1 * r;
                m00 += CENTRE_SPREAD * CENTRE_SPREAD / own;
                m01 += CENTRE_SPREAD * v1 / own;
                m11 += v1 * v1 / own;
            }
        }
        if (count == 0) {
            return 0;
        }
        double determinant = m00 * m11 - m01 * m01;
        double b0 = (m11 * t0 - m01 * t1) / determinant;
        double b1 = (m00 * t1 - m01 * t0) / determinant;
        double solvedSquares = 0;
        for (int i = 0; i < channels; i++) {
            var returns = data.specs.get(i).returns();
            if (data.specs.get(i).pooled()) {
                double pull = CENTRE_SPREAD * b0 + ModelData.THRIFT_SPREAD * returns.thrift() * b1;
                double solved = (RETURN_UNIT * z[block[i]] - pull / own) / own;
                gradient[block[i]] = -RETURN_UNIT * solved;
                solvedSquares += solved * solved;
            }
        }
        // tr(K^-1) = (count - 2 + tr(M^-1)) / own for the two-by-two M.
        double trace = (count - 2 + (m00 + m11) / determinant) / own;
        gradient[SPREAD] += 0.5 * (solvedSquares - trace) * 2 * own * SPREAD_SPREAD;
        return counted
                - 0.5 * (squares - (t0 * b0 + t1 * b1) / own) / own
                - 0.5 * count * Math.log(own)
                - 0.5 * Math.log(determinant);
    }

    /** A channel whose response is known; there is one geo then. */
    private void fixed(int i) {
        Arrays.fill(modifier[i], 1);
        geoFactor[i][0] = 1;
        effects[i][0].forward(curves[i]);
        beta[i] = data.specs.get(i).fixed().orElseThrow().ceiling() / data.population[0];
        totalEffect[i] =
                beta[i] * data.population[0] * Arrays.stream(effects[i][0].u).sum();
    }

    /** What a channel that never ran would bring, were its typical spend steady. */
    private double silentBeta(int i) {
        double heads = Arrays.stream(data.population).sum();
        return totalEffect[i] / (heads * periods * Math.max(curves[i].steady(1), 1e-300));
    }

    private void modifiers(double[] z, int i) {
        double[] m = modifier[i];
        int knots = knots(i);
        int at = driftAt(i);
        double right = 0;
        for (int j = 0; j < knots; j++) {
            double left = right + DRIFT_SIZE * Math.sinh(DRIFT_TAIL * z[at + j]) / DRIFT_TAIL;
            int end = periods - 1 - j * data.knotInterval;
            for (int t = end; t > Math.max(-1, end - data.knotInterval); t--) {
                double share = (end - t) / (double) data.knotInterval;
                m[t] = Math.exp(right + share * (left - right));
            }
            right = left;
        }
        for (int t = periods - 1 - knots * data.knotInterval; t >= 0; t--) {
            m[t] = Math.exp(right);
        }
    }

    private void contributions(int g) {
        double[] r = residual[g];
        System.arraycopy(data.y[g], 0, r, 0, periods);
        for (int i = 0; i < channels; i++) {
            double size = beta[i] * geoFactor[i][g] * data.population[g];
            double[] o = own[i][g];
            double[] l = lift[i][g];
            double[] u = effects[i][g].u;
            for (int t = 0; t < periods; t++) {
                o[t] = data.silent[i] ? 0 : size * u[t] * modifier[i][t];
                l[t] = 1;
            }
        }
        for (int p = 0; p < strength.length; p++) {
            PairIndex pair = data.pairs.get(p);
            double[] l = lift[pair.target()][g];
            double[] s = effects[pair.source()][g].s;
            for (int t = 0; t < periods; t++) {
                l[t] += strength[p] * s[t];
            }
        }
        for (int i = 0; i < channels; i++) {
            for (int t = 0; t < periods; t++) {
                r[t] -= own[i][g][t] * lift[i][g][t] * toScale[g][t];
            }
        }
    }

    // ---- likelihood ----

    /** Prior standard deviations of the baseline's coefficients. */
    private void scales(double[] z) {
        double season = 0.25 * Math.exp(z[SEASON]);
        double trend = 0.1 * Math.exp(z[TREND]);
        double control = 0.3 * Math.exp(0.7 * z[CONTROL]);
        double demand = 0.3 * Math.exp(0.7 * z[DEMAND]);
        for (int k = 0; k < scale.length; k++) {
            double group = switch (data.groups[k]) {
                case FIXED -> 1;
                case SEASON -> season;
                case TREND -> trend;
                case CONTROL -> control;
                case DEMAND -> demand;
            };
            scale[k] = data.columnScale[k] * group;
        }
    }

    private double baselinePart(double[] z, double[] gradient) {
        scales(z);
        double logDensity = 0;
        for (int g = 0; g < geos; g++) {
            LinearBaseline b = baselines[g];
            logDensity += b.evaluate(residual[g], scale, sigma, rho);
            if (!(logDensity > Double.NEGATIVE_INFINITY)) {
                return Double.NEGATIVE_INFINITY;
            }
            gradient[SIGMA] += 0.8 * b.dLogSigma;
            gradient[RHO] += 0.3 * (1 - rho * rho) * b.dRho;
            for (int k = 0; k < scale.length; k++) {
                switch (data.groups[k]) {
                    case FIXED -> {}
                    case SEASON -> gradient[SEASON] += b.dLogScale[k];
                    case TREND -> gradient[TREND] += b.dLogScale[k];
                    case CONTROL -> gradient[CONTROL] += 0.7 * b.dLogScale[k];
                    case DEMAND -> gradient[DEMAND] += 0.7 * b.dLogScale[k];
                }
            }
        }
        return logDensity;
    }

    // ---- backward ----

    private void backwardEffects(double[] z, double[] gradient) {
        double geoSpread = 0.25 * Math.exp(0.5 * z[GEO_SPREAD]);
        // First the derivative of the total effect through beta, since every period's effect feeds it.
        for (int i = 0; i < channels; i++) {
            double sum = 0;
            for (int g = 0; g < geos; g++) {
                double[] dr = baselines[g].dResidual;
                for (int t = 0; t < periods; t++) {
                    sum -= dr[t] * toScale[g][t] * lift[i][g][t] * own[i][g][t];
                }
            }
            dLogBeta[i] = sum; // d logp / d log beta
        }
        addLiftTestBeta();
        for (int g = 0; g < geos; g++) {
            double[] dr = baselines[g].dResidual;
            for (int i = 0; i < channels; i++) {
                Arrays.fill(dSaturation[i], 0);
            }
            for (int p = 0; p < strength.length; p++) {
                PairIndex pair = data.pairs.get(p);
                double[] o = own[pair.target()][g];
                double[] s = effects[pair.source()][g].s;
                double[] ds = dSaturation[pair.source()];
                double sum = 0;
                for (int t = 0; t < periods; t++) {
                    double dc = -dr[t] * toScale[g][t];
                    sum += dc * o[t] * s[t];
                    ds[t] += dc * o[t] * strength[p];
                }
                int n = sourcesOf[pair.target()];
                double bend = strength[p] >= 0 ? 1 : strength[p] * n + 1;
                gradient[pairBlock + p] += sum * bend * LIFT_SIZE * Math.cosh(LIFT_TAIL * z[pairBlock + p]);
            }
            for (int i = 0; i < channels; i++) {
                if (data.silent[i] || isFixed(i)) {
                    continue;
                }
                double size = beta[i] * geoFactor[i][g] * data.population[g];
                double perUnit = dLogBeta[i] / totalEffect[i];
                double[] u = effects[i][g].u;
                double[] du = dEffect[i];
                double dGeo = 0;
                for (int t = 0; t < periods; t++) {
                    double dOwn = -dr[t] * toScale[g][t] * lift[i][g][t] - perUnit;
                    double dmu = dOwn * size;
                    du[t] = dmu * modifier[i][t];
                    dModifier[t] = dmu * u[t] * modifier[i][t];
                    dGeo += dModifier[t];
                }
                dGeo += addLiftTestModifier(i, g, size);
                effects[i][g].backward(curves[i], du, dSaturation[i]);
                driftGradient(z, gradient, i);
                if (geoEffects) {
                    gradient[geoAt(i) + g] += dGeo * geoSpread;
                    gradient[GEO_SPREAD] += dGeo * geoSpread * z[geoAt(i) + g] * 0.5;
                }
            }
        }
    }

    private void driftGradient(double[] z, double[] gradient, int i) {
        int knots = knots(i);
        int at = driftAt(i);
        // Each knot step j moves the log modifier of every period left of it.
        double leftOf = 0;
        for (int t = periods - 1 - knots * data.knotInterval; t >= 0; t--) {
            leftOf += dModifier[t];
        }
        for (int j = knots - 1; j >= 0; j--) {
            int end = periods - 1 - j * data.knotInterval;
            double within = 0;
            double all = 0;
            for (int t = end; t > Math.max(-1, end - data.knotInterval); t--) {
                within += dModifier[t] * (end - t) / data.knotInterval;
                all += dModifier[t];
            }
            gradient[at + j] += (within + leftOf) * DRIFT_SIZE * Math.cosh(DRIFT_TAIL * z[at + j]);
            leftOf += all;
        }
    }

    /** Soft bound on what all paid channels bring together; adds its derivative to {@link #dLogTotal}. */
    private double mediaSharePart() {
        double share = 0;
        for (int i = 0; i < channels; i++) {
            share += isPaid(i) ? totalEffect[i] / data.kpiTotal : 0;
        }
        for (int i = 0; i < channels; i++) {
            dLogTotal[i] = isPaid(i) ? -share / (MEDIA_SHARE * MEDIA_SHARE) * totalEffect[i] / data.kpiTotal : 0;
        }
        return -0.5 * share * share / (MEDIA_SHARE * MEDIA_SHARE);
    }

    private boolean isPaid(int i) {
        return !data.silent[i] && !isFixed(i) && !data.specs.get(i).channel().organic();
    }

    private void finishGradient(double[] gradient) {
        for (int i = 0; i < channels; i++) {
            if (isFixed(i)) {
                continue;
            }
            curves[i].pullBack(gradient, block[i] + 1);
            if (data.silent[i]) {
                continue;
            }
            var returns = data.specs.get(i).returns();
            double d = dLogBeta[i] + dLogTotal[i];
            gradient[block[i]] += d * (returns.pooled() ? RETURN_UNIT : returns.spread());
        }
    }

    // ---- lift tests ----

    private double modelledLift(int e, boolean forward) {
        Lift test = data.lifts.get(e);
        int i = test.channel();
        double total = 0;
        for (int g = 0; g < geos; g++) {
            if (forward) {
                lifts[e][0][g].forward(curves[i]);
                lifts[e][1][g].forward(curves[i]);
            }
            double size = beta[i] * geoFactor[i][g] * data.population[g];
            for (int t = 0; t < periods; t++) {
                total += size * modifier[i][t] * (lifts[e][0][g].u[t] - lifts[e][1][g].u[t]);
            }
        }
        return total;
    }

    private void addLiftTestBeta() {
        for (int e = 0; e < data.lifts.size(); e++) {
            Lift test = data.lifts.get(e);
            double lifted = modelledLift(e, true);
            liftError[e] = (test.lift() - lifted) / (test.standardError() * test.standardError());
            dLogBeta[test.channel()] += liftError[e] * lifted;
        }
    }

    /** Adds to {@link #dModifier} what the lift tests say of a channel's modifier; returns the sum of what it added. */
    private double addLiftTestModifier(int i, int g, double size) {
        double sum = 0;
        for (int e = 0; e < liftError.length; e++) {
            if (data.lifts.get(e).channel() == i) {
                for (int t = 0; t < periods; t++) {
                    double d = liftError[e] * size * modifier[i][t] * (lifts[e][0][g].u[t] - lifts[e][1][g].u[t]);
                    dModifier[t] += d;
                    sum += d;
                }
            }
        }
        return sum;
    }

    private double liftPart() {
        double logDensity = 0;
        for (int e = 0; e < data.lifts.size(); e++) {
            Lift test = data.lifts.get(e);
            int i = test.channel();
            double error = liftError[e] * test.standardError();
            logDensity -= 0.5 * error * error;
            for (int g = 0; g < geos; g++) {
                double size = beta[i] * geoFactor[i][g] * data.population[g];
                for (int sign = 0; sign < 2; sign++) {
                    for (int t = 0; t < periods; t++) {
                        dEffect[i][t] = (sign == 0 ? 1 : -1) * liftError[e] * size * modifier[i][t];
                    }
                    lifts[e][sign][g].backward(curves[i], dEffect[i], none);
                }
            }
        }
        return logDensity;
    }

    // ---- histories that the prior makes ----

    /** A position drawn from the prior. */
    double[] priorPosition(SplittableRandom random) {
        while (true) {
            var z = new double[dimension];
            for (int k = 0; k < dimension; k++) {
                z[k] = random.nextGaussian();
            }
            double spread = TYPICAL_SPREAD * Math.exp(SPREAD_SPREAD * z[SPREAD]);
            double typical = CENTRE_SPREAD * random.nextGaussian();
            double slope = ModelData.THRIFT_SPREAD * random.nextGaussian();
            for (int i = 0; i < channels; i++) {
                if (data.specs.get(i).pooled()) {
                    double thrift = data.specs.get(i).returns().thrift();
                    z[block[i]] = (typical + slope * thrift + spread * random.nextGaussian()) / RETURN_UNIT;
                }
            }
            forward(z);
            if (Math.log(random.nextDouble()) < mediaSharePart()) {
                return z;
            }
        }
    }

    /**
     * A KPI that the model makes at a position, coefficients and noise drawn from their priors.
     *
     * @param level whether the level and slope are drawn too, or stay at the KPI's mean
     * @return {@code [geo][period]}, KPI units
     */
    double[][] simulated(double[] z, boolean level, SplittableRandom random) {
        forward(z);
        scales(z);
        var out = new double[geos][periods];
        for (int g = 0; g < geos; g++) {
            double[] y = out[g];
            for (int k = 0; k < scale.length; k++) {
                double coefficient = scale[k] * random.nextGaussian();
                boolean fixedLevel = k < ModelData.LEVEL_COLUMNS && !level;
                for (int t = 0; t < periods && !fixedLevel; t++) {
                    y[t] += coefficient * data.z[g][k][t];
                }
            }
            double noise = sigma / Math.sqrt(1 - rho * rho) * random.nextGaussian();
            for (int t = 0; t < periods; t++) {
                y[t] = (y[t] + noise) / data.rowWeight[t] * data.kpiScale[g] + data.kpiMean[g];
                noise = rho * noise + sigma * random.nextGaussian();
                for (int i = 0; i < channels; i++) {
                    y[t] += own[i][g][t] * lift[i][g][t];
                }
                y[t] *= data.rowWeight[t] * data.rowWeight[t];
            }
        }
        return out;
    }

    // ---- what the last position says of the history ----

    /** A channel's effectiveness at the end of the history relative to its average over it; 1 if it never ran. */
    double recentEffectiveness(int i) {
        double drifted = 0;
        double steady = 0;
        for (int g = 0; g < geos; g++) {
            double size = geoFactor[i][g] * data.population[g];
            for (int t = 0; t < periods; t++) {
                drifted += size * effects[i][g].u[t] * modifier[i][t];
                steady += size * effects[i][g].u[t];
            }
        }
        return data.silent[i] ? 1 : modifier[i][periods - 1] * steady / drifted;
    }

    /** Receives one geo and period of the fit. */
    interface FitReader {
        /**
         * @param baseline KPI without any channel, given the coefficients' mean
         * @param drawn the same, given one draw of the coefficients
         * @param contributions per channel; the array is reused
         * @param noise standard deviation of the noise, KPI units
         */
        void take(int geo, int period, double baseline, double drawn, double[] contributions, double noise);
    }

    /** Tells the fit at the last position; call after {@link #at}. */
    void readFit(SplittableRandom random, FitReader reader) {
        var byChannel = new double[channels];
        double stationary = sigma / Math.sqrt(1 - rho * rho);
        for (int g = 0; g < geos; g++) {
            double[] fitted = baselines[g].fitted(baselines[g].coefficientMean());
            double[] drawn = baselines[g].fitted(baselines[g].coefficientDraw(random));
            for (int t = 0; t < periods; t++) {
                for (int i = 0; i < channels; i++) {
                    byChannel[i] = own[i][g][t] * lift[i][g][t];
                }
                double unit = data.kpiScale[g] / data.rowWeight[t];
                double mean = data.kpiMean[g];
                reader.take(g, t, fitted[t] * unit + mean, drawn[t] * unit + mean, byChannel, stationary * unit);
            }
        }
    }
}
