package io.weir.enforcer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random rules around a random hidden plan that keeps all of them and spends the budget exactly. */
public final class RandomProblem {
    private final SplittableRandom random;
    private final int channels;
    private final int periods;
    private final boolean steps;
    private final boolean choices;
    private final double[][] hidden;
    private final List<String> offChannels = new ArrayList<>();
    private final Set<String> referenced = new HashSet<>();

    private RandomProblem(long seed, boolean steps, boolean choices) {
        this.random = new SplittableRandom(seed);
        this.channels = 2 + random.nextInt(4);
        this.periods = 1 + random.nextInt(6);
        this.steps = steps;
        this.choices = choices;
        this.hidden = new double[periods][channels];
    }

    public static Problem any(long seed, boolean steps) {
        return new RandomProblem(seed, steps, false).build();
    }

    /** With rules about which channels spend, and which change. */
    public static Problem withChoices(long seed, boolean steps) {
        return new RandomProblem(seed, steps, true).build();
    }

    private Problem build() {
        Problem problem = Problem.of(periods, Problem.channels(channels));
        double[] step = new double[channels];
        for (int channel = 0; channel < channels; channel++) {
            step[channel] = steps && random.nextInt(3) == 0 ? 50 * (1 + random.nextInt(6)) : 0.01;
            double level = Math.exp(random.nextDouble(5, 9));
            for (int period = 0; period < periods; period++) {
                double amount = level * random.nextDouble(0.7, 1.3);
                boolean idle = choices && random.nextInt(4) == 0;
                boolean same = choices && period > 0 && random.nextInt(2) == 0;
                hidden[period][channel] = same
                        ? hidden[period - 1][channel]
                        : idle ? 0 : round(Math.ceil(amount / step[channel]) * step[channel], RoundingMode.HALF_UP);
            }
        }
        if (!choices) {
            off(problem);
        }
        for (int channel = 0; channel < channels; channel++) {
            if (step[channel] > 0.01) {
                problem.step("c" + channel, step[channel]);
            }
        }
        int rules = random.nextInt(6);
        for (int rule = 0; rule < rules; rule++) {
            add(problem);
        }
        if (choices) {
            addChoices(problem);
        }
        double total = 0;
        for (double[] period : hidden) {
            for (double amount : period) {
                total += amount;
            }
        }
        return problem.budget(round(total, RoundingMode.HALF_UP));
    }

    private void off(Problem problem) {
        if (random.nextInt(3) == 0) {
            int period = random.nextInt(periods);
            int channel = random.nextInt(channels);
            hidden[period][channel] = 0;
            offChannels.add("c" + channel);
            String day =
                    Problem.START.plusWeeks(period).plusDays(random.nextInt(7)).toString();
            problem.off("c" + channel, day, day);
        }
    }

    private void add(Problem problem) {
        List<Integer> group = group();
        String scope = group.stream().map(channel -> "c" + channel).collect(Collectors.joining("+"));
        double[] sums =
                IntStream.range(0, periods).mapToDouble(p -> sum(p, group)).toArray();
        double least =
                IntStream.range(0, periods).mapToDouble(p -> sums[p]).min().orElse(0);
        double most =
                IntStream.range(0, periods).mapToDouble(p -> sums[p]).max().orElse(0);
        switch (random.nextInt(6)) {
            case 0 -> problem.min(scope, round(least * slack(), RoundingMode.FLOOR));
            case 1 -> problem.max(scope, round(most / slack(), RoundingMode.CEILING));
            case 2 -> problem.minShare(scope, round(share(group, false), RoundingMode.FLOOR));
            case 3 -> problem.maxShare(scope, Math.min(1, round(share(group, true), RoundingMode.CEILING)));
            case 4 ->
                problem.commit(
                        scope,
                        round(
                                IntStream.range(0, periods)
                                                .mapToDouble(p -> sums[p])
                                                .sum()
                                        * slack(),
                                RoundingMode.FLOOR));
            default -> change(problem, group, scope, sums);
        }
    }

    private void addChoices(Problem problem) {
        List<Integer> all = IntStream.range(0, channels).boxed().toList();
        for (int channel = 0; channel < channels; channel++) {
            int of = channel;
            double least = Arrays.stream(hidden)
                    .mapToDouble(period -> period[of])
                    .filter(amount -> amount > 0)
                    .min()
                    .orElse(100);
            if (random.nextBoolean()) {
                problem.onMin("c" + channel, round(least * slack(), RoundingMode.FLOOR));
            }
            problem.spentBefore("c" + channel, hidden[0][channel], Math.max(1, hidden[0][channel]));
        }
        int active = 0;
        int changed = 0;
        for (int period = 0; period < periods; period++) {
            int at = period;
            active = Math.max(
                    active, (int) all.stream().filter(c -> hidden[at][c] > 0).count());
            changed = Math.max(
                    changed,
                    at == 0
                            ? 0
                            : (int) all.stream()
                                    .filter(c -> hidden[at][c] != hidden[at - 1][c])
                                    .count());
        }
        String scope = String.join("+", Problem.channels(channels));
        if (random.nextBoolean()) {
            problem.atMostActive(scope, active);
        }
        if (random.nextBoolean()) {
            problem.maxChanged(scope, changed);
        }
    }

    private void change(Problem problem, List<Integer> group, String scope, double[] sums) {
        if (choices || group.stream().anyMatch(channel -> offChannels.contains("c" + channel))) {
            return;
        }
        double up = 0.01;
        double down = 0.01;
        for (int period = 1; period < periods; period++) {
            up = Math.max(up, sums[period] / sums[period - 1] - 1);
            down = Math.max(down, 1 - sums[period] / sums[period - 1]);
        }
        if (group.size() == 1 && referenced.add(scope)) {
            problem.spentBefore(scope, round(sums[0], RoundingMode.HALF_UP), sums[0]);
        }
        problem.maxChange(scope, round(up, RoundingMode.CEILING), Math.min(1, round(down, RoundingMode.CEILING)));
    }

    private double share(List<Integer> group, boolean most) {
        double extreme = most ? 0 : 1;
        for (int period = 0; period < periods; period++) {
            double all = sum(period, IntStream.range(0, channels).boxed().toList());
            double share = all == 0 ? 0 : sum(period, group) / all;
            extreme = most ? Math.max(extreme, share) : Math.min(extreme, share);
        }
        return extreme;
    }

    private List<Integer> group() {
        var group = IntStream.range(0, channels)
                .filter(c -> random.nextInt(3) == 0)
                .boxed()
                .toList();
        return group.isEmpty() ? List.of(random.nextInt(channels)) : group;
    }

    private double sum(int period, List<Integer> group) {
        return group.stream().mapToDouble(channel -> hidden[period][channel]).sum();
    }

    private double slack() {
        return random.nextInt(3) == 0 ? 1 : random.nextDouble(0.7, 1);
    }

    private static double round(double value, RoundingMode mode) {
        return BigDecimal.valueOf(value)
                .setScale(6, RoundingMode.HALF_UP)
                .setScale(2, mode)
                .doubleValue();
    }
}
