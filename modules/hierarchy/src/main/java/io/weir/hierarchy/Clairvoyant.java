package io.weir.hierarchy;

import io.weir.core.Progress;
import java.util.Arrays;

/**
 * The best spend plan that can be found by trying plans in the very market that is judged: what each part of the run's periods and each channel
 * brings is measured by more and by less of it, plans are set where the last unit of money brings the same everywhere, tried, and kept if
 * they bring more. No proof that none is better: what it finds is the mark that others are held against.
 *
 * <p>Bidders spend its targets, and rivals answer, as they do for everyone.
 */
public final class Clairvoyant {
    /** Parts of the run that may be split differently. */
    private static final int PARTS = 2;

    private static final int ROUNDS = 4;
    /** What is tried is so much more and less, as a share of what is spent. */
    private static final double TRIED = 0.3;
    /** A round moves no spend beyond this factor. */
    private static final double REACH = 2;
    /** A channel that usually spends nothing is tried with this share of the budget. */
    private static final double LEAST = 0.005;

    private static final int HALVINGS = 100;

    private final Trial trial;
    private final double budget;
    private final int periods;
    private final int[] starts;

    private Clairvoyant(Trial trial, double budget) {
        this.trial = trial;
        this.budget = budget;
        this.periods = trial.periods();
        int parts = Math.min(PARTS, periods);
        this.starts = new int[parts + 1];
        Arrays.setAll(starts, part -> part * periods / parts);
    }

    /**
     * Searches.
     *
     * @param trial the market; many runs are made in it
     * @param budget currency, of all periods, {@code > 0}
     * @return currency, {@code [period][channel]}, summing to the budget
     */
    public static double[][] plan(Trial trial, double budget, Progress progress) {
        return new Clairvoyant(trial, budget).searched(progress);
    }

    private double[][] searched(Progress progress) {
        double[] usual = trial.usual().toArray();
        double sum = Arrays.stream(usual).sum();
        double[][] best = new double[starts.length - 1][usual.length];
        for (double[] part : best) {
            Arrays.setAll(part, c -> budget / periods * Math.max(LEAST, usual[c] / sum));
        }
        scale(best);
        double most = value(best);
        double reach = REACH;
        for (int round = 0; round < ROUNDS; round++) {
            double[][] wanted = levelled(best, most, reach, round, progress);
            double[][] kept = best;
            for (double share : new double[] {1, 0.5}) {
                double[][] tried = between(best, wanted, share);
                double brings = value(tried);
                if (brings > most) {
                    most = brings;
                    kept = tried;
                }
            }
            reach = kept == best ? Math.sqrt(reach) : reach;
            best = kept;
        }
        return spread(best);
    }

    /** The plan at which the last unit of money would bring the same everywhere, if returns fall as they do near the given one. */
    private double[][] levelled(double[][] at, double brings, double reach, int round, Progress progress) {
        int channels = at[0].length;
        double[][] scales = new double[at.length][channels];
        double[][] offsets = new double[at.length][channels];
        for (int part = 0; part < at.length; part++) {
            for (int c = 0; c < channels; c++) {
                progress.at(
                        "the clairvoyant's plan",
                        (round + (part * channels + c) / (double) (at.length * channels)) / ROUNDS);
                double spend = at[part][c];
                double step = TRIED * spend * length(part);
                double above = (value(with(at, part, c, (1 + TRIED) * spend)) - brings) / step;
                double below = (brings - value(with(at, part, c, (1 - TRIED) * spend))) / step;
                double more = (1 + TRIED / 2) * spend;
                double less = (1 - TRIED / 2) * spend;
                // marginal returns of scale / (spend + offset), as of a logarithm
                double offset =
                        below > above ? Math.max(0, (above * more - below * less) / (below - above)) : 10 * spend;
                offsets[part][c] = offset;
                scales[part][c] = Math.max(0, (above + below) / 2 * (spend + offset));
            }
        }
        double low = 0;
        double high = 1;
        while (total(filled(at, scales, offsets, high, reach)) > budget && high < Double.MAX_VALUE / 2) {
            high *= 2;
        }
        for (int k = 0; k < HALVINGS; k++) {
            double middle = (low + high) / 2;
            if (total(filled(at, scales, offsets, middle, reach)) > budget) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double[][] filled = filled(at, scales, offsets, high, reach);
        scale(filled);
        return filled;
    }

    private static double[][] filled(
            double[][] at, double[][] scales, double[][] offsets, double marginal, double reach) {
        double[][] filled = new double[at.length][at[0].length];
        for (int part = 0; part < at.length; part++) {
            for (int c = 0; c < filled[part].length; c++) {
                double wanted = scales[part][c] / marginal - offsets[part][c];
                filled[part][c] = Math.min(reach * at[part][c], Math.max(at[part][c] / reach, wanted));
            }
        }
        return filled;
    }

    private static double[][] between(double[][] from, double[][] to, double share) {
        double[][] between = new double[from.length][from[0].length];
        for (int part = 0; part < from.length; part++) {
            for (int c = 0; c < between[part].length; c++) {
                between[part][c] = from[part][c] + share * (to[part][c] - from[part][c]);
            }
        }
        return between;
    }

    private static double[][] with(double[][] plan, int part, int channel, double spend) {
        double[][] changed = Arrays.stream(plan).map(double[]::clone).toArray(double[][]::new);
        changed[part][channel] = spend;
        return changed;
    }

    private int length(int part) {
        return starts[part + 1] - starts[part];
    }

    private double total(double[][] plan) {
        double total = 0;
        for (int part = 0; part < plan.length; part++) {
            total += length(part) * Arrays.stream(plan[part]).sum();
        }
        return total;
    }

    private void scale(double[][] plan) {
        double factor = budget / total(plan);
        for (double[] part : plan) {
            for (int c = 0; c < part.length; c++) {
                part[c] *= factor;
            }
        }
    }

    private double value(double[][] plan) {
        return trial.tried(spread(plan)).kpi();
    }

    private double[][] spread(double[][] plan) {
        double[][] spread = new double[periods][];
        for (int part = 0; part < plan.length; part++) {
            for (int p = starts[part]; p < starts[part + 1]; p++) {
                spread[p] = plan[part].clone();
            }
        }
        return spread;
    }
}
