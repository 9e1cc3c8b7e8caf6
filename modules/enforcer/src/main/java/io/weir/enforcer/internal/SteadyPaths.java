package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import io.weir.enforcer.internal.ChangeCount.Difference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where few channels may change in a period: the amounts nearest to others that stay for a while. Each channel's best path is
 * found exactly for a price on each change; prices rise in periods in which too many change, and fall where more could.
 *
 * <p>Sources: Jackson et al. (2005), <em>An algorithm for optimal partitioning of data on an interval</em>, IEEE Signal
 * Processing Letters 12(2), for paths; Fisher (1981), <em>The Lagrangian relaxation method for solving integer programming
 * problems</em>, Management Science 27(1), for prices.
 */
final class SteadyPaths {
    private static final int ROUNDS = 80;
    /** A first price, as a share of a mean amount. */
    private static final double FIRST_PRICE = 1e-3;

    private final long[] low;
    private final long[] high;
    private final double mean;
    private final List<ChangeCount> counts;
    private final List<Path> paths;

    /**
     * @param counts that limit changes
     * @param low least amounts, {@code high} greatest ones, quanta per cell
     * @param guess amounts to stay near, quanta per cell
     */
    SteadyPaths(List<ChangeCount> counts, long[] low, long[] high, long[] guess) {
        this.counts = counts;
        this.low = low;
        this.high = high;
        this.mean = Math.max(1, Arrays.stream(guess).average().orElse(1));
        this.paths = chains(guess);
    }

    /** Brings the amounts of channels whose changes are counted to their paths, nearly as few as counts allow. */
    void setIn(long[] guess) {
        double[] prices = new double[counts.size()];
        Arrays.fill(prices, FIRST_PRICE * mean);
        long least = Long.MAX_VALUE;
        double nearest = Double.POSITIVE_INFINITY;
        long[] best = guess.clone();
        for (int round = 0; round < ROUNDS; round++) {
            long[] amounts = guess.clone();
            double distance = 0;
            for (Path path : paths) {
                distance += path.set(amounts, prices);
            }
            long tooMany = 0;
            double factor = 1 + 4.0 / (4 + round);
            for (int k = 0; k < prices.length; k++) {
                int over = over(counts.get(k), amounts);
                tooMany += Math.max(0, over);
                prices[k] *= over > 0 ? factor : over < 0 ? 1 / factor : 1;
            }
            if (tooMany < least || tooMany == least && distance < nearest) {
                least = tooMany;
                nearest = distance;
                best = amounts;
            }
        }
        System.arraycopy(best, 0, guess, 0, guess.length);
    }

    private static int over(ChangeCount count, long[] amounts) {
        int changed = 0;
        for (ImmutableList<Difference> channel : count.changes()) {
            changed += channel.stream().anyMatch(part -> part.size(cell -> amounts[cell]) > 0) ? 1 : 0;
        }
        return changed - count.most();
    }

    /** A channel in a period, with the counts that count its change. */
    private record Node(ImmutableList<Difference> parts, List<Integer> counts) {
        List<List<Integer>> key() {
            return parts.stream().map(part -> Ints.asList(part.now())).toList();
        }

        List<List<Integer>> before() {
            return parts.stream().map(part -> Ints.asList(part.before())).toList();
        }
    }

    /** Periods of each channel, one after the other. */
    private List<Path> chains(long[] guess) {
        Map<List<List<Integer>>, Node> nodes = new LinkedHashMap<>();
        for (int k = 0; k < counts.size(); k++) {
            for (ImmutableList<Difference> parts : counts.get(k).changes()) {
                var node = new Node(parts, new ArrayList<>());
                nodes.computeIfAbsent(node.key(), key -> node).counts().add(k);
            }
        }
        Map<List<List<Integer>>, Node> next = new LinkedHashMap<>();
        Set<Node> followers = new HashSet<>();
        for (Node node : nodes.values()) {
            if (nodes.containsKey(node.before())) {
                next.put(node.before(), node);
                followers.add(node);
            }
        }
        return nodes.values().stream()
                .filter(node -> !followers.contains(node))
                .map(first -> new Path(chain(first, next), guess))
                .toList();
    }

    private static List<Node> chain(Node first, Map<List<List<Integer>>, Node> next) {
        var chain = new ArrayList<Node>();
        for (Node node = first; node != null; node = next.get(node.key())) {
            chain.add(node);
        }
        return chain;
    }

    /** The amounts of one channel over time. */
    private final class Path {
        private final List<Node> nodes;
        /** What it costs to stay at one amount from one period to before another; infinite where limits forbid it. */
        private final double[][] cost;
        /** The same at what was spent before the first period. */
        private final double[] costOfLast;

        Path(List<Node> nodes, long[] guess) {
            this.nodes = nodes;
            int periods = nodes.size();
            this.cost = new double[periods][periods + 1];
            this.costOfLast = new double[periods + 1];
            for (int part = 0; part < nodes.get(0).parts().size(); part++) {
                add(part, guess);
            }
        }

        private void add(int part, long[] guess) {
            int periods = nodes.size();
            for (int from = 0; from < periods; from++) {
                var stay = new Stay();
                for (int to = from + 1; to <= periods; to++) {
                    stay.add(now(to - 1, part), guess);
                    cost[from][to] += stay.cost(stay.level());
                    if (from == 0) {
                        costOfLast[to] += stay.cost(reference(part, guess));
                    }
                }
            }
        }

        private int[] now(int period, int part) {
            return nodes.get(period).parts().get(part).now();
        }

        private double reference(int part, long[] guess) {
            return nodes.get(0).parts().get(part).reference(cell -> guess[cell]);
        }

        /** Sets the amounts of the best path; its distance from the guess. */
        double set(long[] amounts, double[] prices) {
            int periods = nodes.size();
            double[] best = new double[periods + 1];
            int[] since = new int[periods + 1];
            for (int to = 1; to <= periods; to++) {
                best[to] = costOfLast[to];
                since[to] = -1;
                for (int from = 0; from < to; from++) {
                    double with = best[from] + price(from, prices) + cost[from][to];
                    if (with < best[to]) {
                        best[to] = with;
                        since[to] = from;
                    }
                }
            }
            double distance = 0;
            int to = best[periods] < Double.POSITIVE_INFINITY ? periods : 0;
            while (to > 0) {
                int from = since[to];
                distance += from < 0 ? costOfLast[to] : cost[from][to];
                stay(Math.max(0, from), to, from < 0, amounts);
                to = Math.max(0, from);
            }
            return distance;
        }

        private double price(int period, double[] prices) {
            double price = 0;
            for (int count : nodes.get(period).counts()) {
                price += prices[count];
            }
            return price;
        }

        private void stay(int from, int to, boolean atLast, long[] amounts) {
            for (int part = 0; part < nodes.get(0).parts().size(); part++) {
                var stay = new Stay();
                for (int period = from; period < to; period++) {
                    stay.add(now(period, part), amounts);
                }
                double level = atLast ? reference(part, amounts) : stay.level();
                for (int period = from; period < to; period++) {
                    PatternSearch.set(now(period, part), Math.round(level), amounts);
                }
            }
        }
    }

    /** The sums that tell how far one amount is from those of some periods: squared distances over amounts. */
    private final class Stay {
        private double weight;
        private double first;
        private double second;
        private double least;
        private double most = Double.POSITIVE_INFINITY;

        void add(int[] cells, long[] guess) {
            double amount = 0;
            double lowest = 0;
            double highest = 0;
            for (int cell : cells) {
                amount += guess[cell];
                lowest += low[cell];
                highest += high[cell];
            }
            double w = 1 / Math.max(amount, FIRST_PRICE * mean);
            weight += w;
            first += w * amount;
            second += w * amount * amount;
            least = Math.max(least, lowest);
            most = Math.min(most, highest);
        }

        double level() {
            return Math.max(least, Math.min(most, first / weight));
        }

        double cost(double level) {
            return least > most || level < least || level > most
                    ? Double.POSITIVE_INFINITY
                    : Math.max(0, second - 2 * level * first + level * level * weight);
        }
    }
}
