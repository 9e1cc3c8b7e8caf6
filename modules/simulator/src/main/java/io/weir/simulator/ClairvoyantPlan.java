package io.weir.simulator;

import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Progress;
import java.util.Arrays;

/**
 * The split of a budget that who knows the market would choose: a spend level per channel, the same in every period of a
 * horizon. It is sought by moving money between two channels at a time where that raises the mean KPI of several markets, by
 * ever smaller amounts; what it is worth is measured in other markets, so that luck in the search is not counted.
 *
 * @param usual spend per period and channel that it is compared with, currency; the same total
 * @param levels of the plan
 * @param periods of the horizon
 * @param tail periods after it whose KPI counts too
 * @param kpi of the plan
 * @param usualKpi of spending as usual
 * @param gain of the one over the other, in the same markets
 */
public record ClairvoyantPlan(
        ImmutableDoubleArray usual,
        ImmutableDoubleArray levels,
        int periods,
        int tail,
        Amount kpi,
        Amount usualKpi,
        Amount gain) {
    /** Shares of the budget that are moved at once. */
    private static final double[] MOVES = {0.2, 0.1, 0.05, 0.025, 0.0125};

    private static final int MOST_ROUNDS = 24;

    /**
     * @param search markets in which it is sought
     * @param judge other markets, in which it is measured
     * @param usual spend per period and channel, currency
     */
    public static ClairvoyantPlan of(
            Branches search, Branches judge, double[] usual, int periods, int tail, Progress progress) {
        double[] levels = new Search(search, usual, periods, progress).best();
        double[] planned = judge.kpi(levels, periods);
        double[] carriedOn = judge.kpi(usual, periods);
        double[] gain = planned.clone();
        Arrays.setAll(gain, k -> planned[k] - carriedOn[k]);
        return new ClairvoyantPlan(
                ImmutableDoubleArray.copyOf(usual),
                ImmutableDoubleArray.copyOf(levels),
                periods,
                tail,
                Amount.of(planned),
                Amount.of(carriedOn),
                Amount.of(gain));
    }

    private static final class Search {
        private final Branches markets;
        private final int periods;
        private final Progress progress;
        private final double budget;
        private final double[] levels;
        private double value;

        Search(Branches markets, double[] usual, int periods, Progress progress) {
            this.markets = markets;
            this.periods = periods;
            this.progress = progress;
            this.budget = Arrays.stream(usual).sum();
            this.levels = usual.clone();
            this.value = value(usual);
        }

        private double value(double[] at) {
            return Arrays.stream(markets.kpi(at, periods)).average().orElse(Double.NaN);
        }

        double[] best() {
            int rounds = 0;
            for (int k = 0; k < MOVES.length; k++) {
                while (rounds < MOST_ROUNDS && improves(MOVES[k] * budget)) {
                    rounds++;
                }
                progress.at("the clairvoyant split", (k + 1.0) / MOVES.length);
            }
            return levels;
        }

        /** Takes an amount from where it is missed least to where it brings most, if that is a gain. */
        private boolean improves(double amount) {
            int channels = levels.length;
            if (channels < 2) {
                return false;
            }
            double[] up = new double[channels];
            double[] down = new double[channels];
            for (int c = 0; c < channels; c++) {
                up[c] = value(moved(-1, c, amount));
                down[c] = levels[c] >= amount ? value(moved(c, -1, amount)) : Double.NEGATIVE_INFINITY;
            }
            int to = -1;
            int from = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < channels; i++) {
                for (int j = 0; j < channels; j++) {
                    if (i != j && down[i] + up[j] > most) {
                        most = down[i] + up[j];
                        from = i;
                        to = j;
                    }
                }
            }
            if (from < 0 || most <= 2 * value) {
                return false;
            }
            double[] moved = moved(from, to, amount);
            double worth = value(moved);
            if (!(worth > value)) {
                return false;
            }
            System.arraycopy(moved, 0, levels, 0, channels);
            value = worth;
            return true;
        }

        private double[] moved(int from, int to, double amount) {
            double[] moved = levels.clone();
            if (from >= 0) {
                moved[from] -= amount;
            }
            if (to >= 0) {
                moved[to] += amount;
            }
            return moved;
        }
    }
}
