package io.weir.testkit.internal;

import io.weir.core.KpiKind;
import io.weir.testkit.SampleWorld;
import io.weir.testkit.SampleWorld.DayControl;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What happened in a world. Channels were running before the history begins, so that its first periods are like the rest.
 *
 * @param spend currency, {@code [channel][period]}
 * @param controls days, {@code [control][period]}
 * @param contributions KPI that each channel truly brought, {@code [channel][period]}
 * @param full KPI in the end, {@code [period]}
 * @param known KPI as known on the history's last day, {@code [period]}
 * @param budget of the plan, currency
 */
public record MadeHistory(
        double[][] spend, int[][] controls, double[][] contributions, double[] full, double[] known, double budget) {
    private static final int DAYS_BEFORE = 364;

    /** The history of a world. */
    public static MadeHistory of(SampleWorld world) {
        var dice = new Dice(new SplittableRandom(world.seed()));
        int first = -DAYS_BEFORE / world.length().days();
        double[][] spent = world.channels().stream()
                .map(c -> SpendPath.of(world, c.spending(), first, dice.split()))
                .toArray(double[][]::new);
        var effects = new Effects(world, spent, first);
        var spend = new double[spent.length][];
        var contributions = new double[spent.length][];
        for (int i = 0; i < spent.length; i++) {
            spend[i] = fromHistory(spent[i], first);
            contributions[i] = fromHistory(effects.of(i), first);
        }
        int[][] controls = world.controls().stream().map(c -> days(world, c)).toArray(int[][]::new);
        double[] mean = mean(world, contributions, controls, dice.split());
        double[] full = counted(world, mean, dice.split());
        return new MadeHistory(
                spend, controls, contributions, full, known(world, full, dice.split()), budget(world, spend));
    }

    private static double[] fromHistory(double[] values, int first) {
        return Arrays.copyOfRange(values, -first, values.length);
    }

    private static int[] days(SampleWorld world, DayControl control) {
        var days = new int[world.periods()];
        for (int t = 0; t < days.length; t++) {
            days[t] = control.count(world.startOf(t), world.length().days());
        }
        return days;
    }

    private static double[] mean(SampleWorld world, double[][] contributions, int[][] controls, Dice dice) {
        var mean = new double[world.periods()];
        double memory = world.noise().memory();
        double noise = dice.normal();
        for (int t = 0; t < mean.length; t++) {
            mean[t] = baseline(world, t) + world.noise().deviation() * noise;
            for (double[] contribution : contributions) {
                mean[t] += contribution[t];
            }
            for (int j = 0; j < controls.length; j++) {
                mean[t] += world.controls().get(j).effect() * controls[j][t];
            }
            noise = memory * noise + StrictMath.sqrt(1 - memory * memory) * dice.normal();
        }
        return mean;
    }

    private static double baseline(SampleWorld world, int period) {
        SampleWorld.Baseline baseline = world.baseline();
        LocalDate day = world.startOf(period);
        double weekday = baseline.weekday().isEmpty()
                ? 0
                : baseline.weekday().get(day.getDayOfWeek().getValue() - 1);
        return baseline.level()
                + baseline.trendPerYear() * Year.between(world.start(), day)
                + baseline.season() * Year.swing(day, baseline.seasonPeak())
                + weekday;
    }

    private static double[] counted(SampleWorld world, double[] mean, Dice dice) {
        boolean money = world.kpi().kind() == KpiKind.REVENUE;
        return Arrays.stream(mean)
                .map(m -> money ? StrictMath.rint(m * 100) / 100 : dice.poisson(Math.max(0, m)))
                .toArray();
    }

    private static double[] known(SampleWorld world, double[] full, Dice dice) {
        double[] known = full.clone();
        for (int age = 1; age <= Math.min(world.kpi().maturity().size(), known.length); age++) {
            int t = known.length - age;
            known[t] = dice.binomial((int) full[t], world.kpi().maturity().get(age - 1));
        }
        return known;
    }

    private static double budget(SampleWorld world, double[][] spend) {
        double total = Arrays.stream(spend).flatMapToDouble(Arrays::stream).sum();
        double round = world.plan().round();
        return StrictMath.rint(total / world.periods() * world.plan().periods() / round) * round;
    }
}
