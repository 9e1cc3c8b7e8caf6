package io.weir.planning.internal.fitting;

import io.weir.core.Progress;
import io.weir.planning.internal.fitting.Levers.Lever;
import io.weir.planning.internal.reading.WorldReader;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Moves a world's levers until it answers as the business does: damped Gauss-Newton over relative differences. Channels hardly move
 * each other's answers, so one play of the market tells the slope of the same lever of all of them. Bidders and auctions make the
 * answers rough: steps are taken whether or not they help at once, and the best of all counts. A method that shrinks its steps
 * whenever one does not help gets stuck on that.
 */
final class Fit {
    /** Weight of the KPI's difference: all that a business earns matters more than one channel. */
    private static final double KPI_WEIGHT = 3;
    /** Pull back to where levers began, so that what nothing tells stays there. */
    private static final double RIDGE = 0.03;
    /** Change of a lever that tells its slope; wide, as answers are rough. */
    private static final double CHANGE = 0.2;

    private static final double DAMPING = 0.05;
    private static final double LARGEST_STEP = 0.7;
    private static final double FARTHEST = 7;
    /** Steps without a gain after which it ends, and how much is a gain. */
    private static final int PATIENCE = 4;

    private static final double GAIN = 0.98;
    /** Differences per channel: what it brings, when, at what price, and whether it can spend. */
    private static final int ROWS = Business.MULTIPLES.length + 3;

    /** A difference that is not a number is a large one. */
    private static final double HOPELESS = 10;

    private final Business business;
    private final Draft draft;
    private final Levers levers;
    private final double[] price;
    private final double[] after;
    private final double[][] brought;
    private final int steps;
    private final Progress progress;

    /**
     * @param brought KPI that channels are to bring, {@code [channel][multiple]}
     * @param after of the usual spend's, what is to come after the changed periods, {@code [channel]}
     * @param steps at most
     */
    Fit(
            Business business,
            Draft draft,
            Levers levers,
            double[][] brought,
            double[] after,
            int steps,
            Progress progress) {
        this.business = business;
        this.draft = draft;
        this.levers = levers;
        this.brought = brought;
        this.after = after;
        this.price = business.channels().stream().mapToDouble(draft::price).toArray();
        this.steps = steps;
        this.progress = progress;
    }

    /** The best levers that were found, beginning with given ones. */
    double[] from(double[] start) {
        double[] lever = start.clone();
        double[] best = lever;
        double least = Double.POSITIVE_INFINITY;
        int since = 0;
        for (int step = 0; step <= steps && since < PATIENCE; step++) {
            Answers here = answers(lever);
            double[] off = off(here, lever);
            double cost = Arrays.stream(off).map(x -> x * x).sum();
            since = cost < GAIN * least ? 0 : since + 1;
            if (cost < least) {
                least = cost;
                best = lever;
            }
            if (step < steps) {
                lever = next(lever, here, off);
            }
            progress.at("world fitted", (step + 1.0) / (steps + 1));
        }
        return best;
    }

    /** What the world says with levers where they are. */
    Answers answers(double[] lever) {
        return Answers.of(WorldReader.read("world.yaml", draft.even(lever)), business.periods(), business.tail());
    }

    /** Relative differences, a block per channel, and the ridge. */
    private double[] off(Answers answers, double[] lever) {
        int channels = business.channels().size();
        double[] off = new double[1 + ROWS * channels + lever.length];
        off[0] = KPI_WEIGHT * Math.log(answers.kpi() / business.kpi());
        double least = business.least();
        for (int c = 0; c < channels; c++) {
            int row = 1 + ROWS * c;
            for (int k = 0; k < Business.MULTIPLES.length; k++) {
                off[row++] = (answers.brought()[c][k] - brought[c][k]) / Math.max(least, brought[c][k]);
            }
            off[row++] = (answers.after()[c] - after[c]) / Math.max(least, brought[c][Business.USUAL]);
            off[row++] = levers.works(c, Lever.PRICE) ? Math.log(answers.price()[c] / price[c]) : 0;
            off[row] = Math.min(0, answers.spent()[c] - 1);
        }
        for (int k = 0; k < lever.length; k++) {
            off[off.length - lever.length + k] = RIDGE * lever[k];
        }
        return Arrays.stream(off).map(x -> Double.isFinite(x) ? x : HOPELESS).toArray();
    }

    /** One step: {@code lever - (J'J + damping)^-1 J'off}, no lever by more than the largest step. */
    private double[] next(double[] lever, Answers here, double[] off) {
        RealMatrix slopes = slopes(lever, here, off);
        RealMatrix normal = slopes.transposeMultiply(slopes);
        for (int k = 0; k < lever.length; k++) {
            normal.addToEntry(k, k, DAMPING);
        }
        RealVector step = new CholeskyDecomposition(normal)
                .getSolver()
                .solve(slopes.transpose().operate(new ArrayRealVector(off, false)));
        double[] next = lever.clone();
        Arrays.setAll(next, k -> {
            double limited = Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, step.getEntry(k)));
            return Math.max(-FARTHEST, Math.min(FARTHEST, lever[k] - limited));
        });
        return next;
    }

    private RealMatrix slopes(double[] lever, Answers here, double[] off) {
        int ridge = off.length - lever.length;
        var slopes = new Array2DRowRealMatrix(off.length, lever.length);
        double[] there = off(answers(moved(lever, new int[] {levers.purchases()})), lever);
        for (int row = 0; row < ridge; row++) {
            slopes.setEntry(row, levers.purchases(), (there[row] - off[row]) / CHANGE);
        }
        for (Lever which : Lever.values()) {
            int[] channels = IntStream.range(0, business.channels().size())
                    .filter(c -> levers.works(c, which))
                    .toArray();
            if (channels.length > 0) {
                Answers changed = answers(moved(
                        lever,
                        Arrays.stream(channels).map(c -> levers.at(c, which)).toArray()));
                double[] changedOff = off(changed, lever);
                for (int c : channels) {
                    channelSlopes(slopes, c, levers.at(c, which), off, changedOff);
                    double more = changed.brought()[c][Business.USUAL] - here.brought()[c][Business.USUAL];
                    slopes.setEntry(
                            0, levers.at(c, which), KPI_WEIGHT * more / business.periods() / here.kpi() / CHANGE);
                }
            }
        }
        for (int k = 0; k < lever.length; k++) {
            slopes.setEntry(ridge + k, k, RIDGE);
        }
        return slopes;
    }

    private static void channelSlopes(RealMatrix slopes, int channel, int column, double[] off, double[] changed) {
        for (int row = 1 + channel * ROWS; row < 1 + (channel + 1) * ROWS; row++) {
            slopes.setEntry(row, column, (changed[row] - off[row]) / CHANGE);
        }
    }

    private static double[] moved(double[] lever, int[] which) {
        double[] moved = lever.clone();
        for (int k : which) {
            moved[k] += CHANGE;
        }
        return moved;
    }
}
