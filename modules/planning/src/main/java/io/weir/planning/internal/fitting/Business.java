package io.weir.planning.internal.fitting;

import com.google.common.collect.ImmutableList;
import io.weir.core.ChannelHistory;
import io.weir.core.History;
import io.weir.core.PeriodLength;
import io.weir.core.PlanGrid;
import io.weir.core.PlanGrid.Column;
import io.weir.response.Posterior;
import io.weir.response.ResponseObjective;
import io.weir.response.ResponseObjective.Worth;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a calibrated history says of a business, as a world can be asked it too: what each channel brings at multiples of its usual
 * spend, when, and at what price. Means of the last year, so that no season is in them.
 *
 * @param length of a period
 * @param periods for which spend is changed
 * @param tail periods after them in which what it brings still counts
 * @param kpi per period while all channels spend as usual
 * @param channels those that spend
 */
record Business(PeriodLength length, int periods, int tail, double kpi, ImmutableList<Told> channels) {
    /** Multiples of usual spend at which channels are asked what they bring; the usual is the second. */
    static final double[] MULTIPLES = {0.5, 1, 1.5};
    /** Position of the usual spend among them. */
    static final int USUAL = 1;

    private static final int DAYS_PER_WEEK = 7;
    private static final int WEEKS = 8;
    private static final int TAIL_WEEKS = 13;
    private static final int YEAR_WEEKS = 52;
    /** Of the KPI. */
    private static final double LEAST = 1e-4;

    /**
     * What is said of a channel.
     *
     * @param history its channel
     * @param usual spend per period, currency, above 0
     * @param wander standard deviation of the logarithm of its spend from period to period
     * @param price currency per unit of volume in the last year; empty where no volume is given
     * @param brought KPI of changed periods and tail beyond nothing spent, {@code [multiple][draw]}
     * @param after the same of the usual spend, the part that comes after the changed periods, {@code [draw]}
     */
    record Told(
            ChannelHistory history,
            double usual,
            double wander,
            Optional<Double> price,
            double[][] brought,
            double[] after) {}

    /** Periods in a number of weeks. */
    static int periods(PeriodLength length, int weeks) {
        return length == PeriodLength.WEEK ? weeks : weeks * DAYS_PER_WEEK;
    }

    /**
     * What is as good as nothing beside the KPI of the changed periods: a draw of the posterior, or an S-shaped curve at half of what is
     * usual, may say that a channel brings no more than that, and differences in proportion to it would drown all others.
     */
    double least() {
        return LEAST * kpi * periods;
    }

    /** Periods of a year. */
    int year() {
        return periods(length, YEAR_WEEKS);
    }

    /** What history and posterior say. Channels that never spent are left out. */
    static Business of(History history, Posterior posterior) {
        int periods = periods(history.length(), WEEKS);
        int year = Math.min(history.periods(), periods(history.length(), YEAR_WEEKS));
        ImmutableList<ChannelHistory> paid = history.paid();
        double[] usual = paid.stream()
                .mapToDouble(channel -> usual(channel.spend().national(), year))
                .toArray();
        var grid = new PlanGrid(
                history.length(),
                history.startOf(history.periods()),
                periods,
                paid.stream()
                        .map(c -> new Column(c.channel().name(), Optional.empty()))
                        .collect(ImmutableList.toImmutableList()));
        var objective = ResponseObjective.of(posterior, history, grid, new Worth(1, 0), posterior.draws());
        var told = ImmutableList.<Told>builder();
        for (int c = 0; c < usual.length; c++) {
            if (usual[c] > 0) {
                told.add(told(paid.get(c), usual, c, year, objective, grid));
            }
        }
        double[] kpi = posterior.fit().mean();
        return new Business(
                history.length(),
                periods,
                periods(history.length(), TAIL_WEEKS),
                Arrays.stream(kpi, kpi.length - year, kpi.length).average().orElse(0),
                told.build());
    }

    private static Told told(
            ChannelHistory channel, double[] usual, int c, int year, ResponseObjective objective, PlanGrid grid) {
        double[] nothing = spend(grid, usual, c, 0);
        double[] without = objective.valuesByDraw(nothing);
        double[][] brought = new double[MULTIPLES.length][];
        for (int k = 0; k < brought.length; k++) {
            brought[k] = minus(objective.valuesByDraw(spend(grid, usual, c, MULTIPLES[k])), without);
        }
        double[] within = minus(
                objective.valuesInHorizonByDraw(spend(grid, usual, c, 1)), objective.valuesInHorizonByDraw(nothing));
        double[] spend = channel.spend().national();
        return new Told(
                channel,
                usual[c],
                wander(spend, year),
                channel.volume().flatMap(volume -> price(spend, volume.national(), year)),
                brought,
                minus(brought[USUAL], within));
    }

    /** The last year's mean, or that of all periods with spend if there was none of late. */
    private static double usual(double[] spend, int year) {
        double late = Arrays.stream(spend, spend.length - year, spend.length)
                .average()
                .orElse(0);
        return late > 0
                ? late
                : Arrays.stream(spend).filter(s -> s > 0).average().orElse(0);
    }

    private static double wander(double[] spend, int year) {
        double[] logs = Arrays.stream(spend, spend.length - year, spend.length)
                .filter(s -> s > 0)
                .map(Math::log)
                .toArray();
        double mean = Arrays.stream(logs).average().orElse(0);
        return Math.sqrt(
                Arrays.stream(logs).map(x -> (x - mean) * (x - mean)).average().orElse(0));
    }

    private static Optional<Double> price(double[] spend, double[] volume, int year) {
        double money = Arrays.stream(spend, spend.length - year, spend.length).sum();
        double units =
                Arrays.stream(volume, volume.length - year, volume.length).sum();
        return money > 0 && units > 0 ? Optional.of(money / units) : Optional.empty();
    }

    private static double[] spend(PlanGrid grid, double[] usual, int channel, double multiple) {
        double[] spend = new double[grid.cells()];
        for (int cell = 0; cell < spend.length; cell++) {
            int column = grid.columnOf(cell);
            spend[cell] = usual[column] * (column == channel ? multiple : 1);
        }
        return spend;
    }

    private static double[] minus(double[] one, double[] other) {
        double[] difference = one.clone();
        Arrays.setAll(difference, d -> one[d] - other[d]);
        return difference;
    }
}
