package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import io.weir.core.MoneyUnit;
import io.weir.enforcer.internal.ChangeCount.Difference;
import io.weir.enforcer.internal.LinearProgram.Line;
import io.weir.enforcer.internal.LinearProgram.Weighed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides what spends and what changes near a point, where there is too much to decide for an integer program: guesses what
 * keeps every clause, and lets a linear program that keeps every row come as near to the guess as it can. Where rows leave no
 * room for the guess, the next one is made from the program's point, and yields there first. Steps are left to an integer
 * program.
 *
 * <p>Source: Fischetti, Glover and Lodi (2005), <em>The feasibility pump</em>, Mathematical Programming 104(1), with guesses
 * that know what clauses mean instead of rounded switches.
 */
final class PatternSearch {
    private static final int ROUNDS = 25;
    /** Rounds in which soft clauses are guessed too. */
    private static final int SOFT_ROUNDS = 5;
    /** What a share by which a wish is missed costs against a moved one. */
    private static final double HARD_WEIGHT = 50;

    private static final double SOFT_WEIGHT = 2;
    /** How much more urgent a wish becomes that was not granted. */
    private static final double URGENT = 4;
    /** A wish that is missed by more quanta is not granted. */
    private static final double GRANTED = 0.5;

    private final Booking booking;
    private final Programs programs;
    private final LinearProgram rows;
    private final double[] urgency;
    /** How often a rule on least amounts was refused what it wished for. */
    private final Map<String, Integer> refused = new HashMap<>();

    private final Set<OnMinimum> flipped = new HashSet<>();

    /** Within the rows of a booking. */
    static PatternSearch of(Booking booking) {
        return new PatternSearch(booking, Programs.of(booking).rows());
    }

    /** @param rows that points keep, in shares */
    PatternSearch(Booking booking, LinearProgram rows) {
        this.booking = booking;
        this.programs = Programs.of(booking);
        this.rows = rows;
        this.urgency = new double[booking.cells()];
        Arrays.fill(urgency, 1);
    }

    /** How it is guessed in which periods something is spent that must be nothing or enough, tried in turn. */
    private enum Manner {
        /** What a period lacks of enough, a later one makes good. */
        IN_TURNS,
        NEAREST,
        ALWAYS,
        NEVER,
        /** The nearest, but for periods in which that was refused. */
        ONE_BY_ONE
    }

    /** What a clause wishes for. */
    private record Wish(Clause clause, Limit limit, double quantum) {
        double missedBy(double[] amounts) {
            double sum = 0;
            for (int k = 0; k < limit.cells().length; k++) {
                sum += limit.coefficients()[k] * amounts[limit.cells()[k]];
            }
            return Math.max(0, Math.max(limit.lower() / quantum - sum, sum - limit.upper() / quantum));
        }

        Line line(double unit) {
            double units = quantum * unit;
            return new Line(limit.cells(), limit.coefficients(), limit.lower() / units, limit.upper() / units, 0);
        }
    }

    /**
     * What spends and what changes, and a plan that keeps to it but for rounding.
     *
     * @param pattern amounts by which hard clauses are kept, and soft ones mostly, but not all rows; quanta per cell
     * @param point near the target, keeps all rows and what the pattern has decided; quanta per cell, need not be whole
     */
    record Choice(long[] pattern, double[] point) {}

    /**
     * The choice near a point.
     *
     * @param target quanta per cell
     * @return empty if none was found
     */
    Optional<Choice> near(double[] target) {
        double[] shares =
                Arrays.stream(target).map(amount -> amount / programs.unit()).toArray();
        double[] point = target;
        for (int round = 0; round < ROUNDS; round++) {
            List<Clause> kept = round < SOFT_ROUNDS ? softThenHard() : hard();
            long[] pattern = new Guess(kept, point).amounts();
            List<Wish> wishes = wishes(kept, pattern);
            Optional<double[]> found = rows.relaxed()
                    .nearest(shares, wishes.stream().map(this::weighed).collect(ImmutableList.toImmutableList()))
                    .map(programs::amounts);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            point = found.get();
            if (!yielded(wishes, point)) {
                return Optional.of(new Choice(pattern, point));
            }
        }
        return Optional.empty();
    }

    /** The nearest point in steps that keeps what a choice has decided; empty if none was found. */
    Optional<double[]> inSteps(Choice choice) {
        ImmutableList<Line> decided = wishes(hard(), choice.pattern()).stream()
                .map(wish -> wish.line(programs.unit()))
                .collect(ImmutableList.toImmutableList());
        return programs.inSteps(rows.with(decided), choice.point());
    }

    /** Notes which wishes were not granted; whether there are any. */
    private boolean yielded(List<Wish> wishes, double[] point) {
        boolean any = false;
        var minima = new HashSet<String>();
        for (Wish wish : wishes) {
            if (wish.clause().hard() && wish.missedBy(point) > GRANTED) {
                any = true;
                Arrays.stream(wish.limit().cells()).forEach(cell -> urgency[cell] *= URGENT);
                if (wish.clause() instanceof OnMinimum minimum) {
                    minima.add(minimum.what());
                    flip(minimum);
                }
            }
        }
        minima.forEach(what -> refused.merge(what, 1, Integer::sum));
        return any;
    }

    private void flip(OnMinimum minimum) {
        if (manner(minimum) == Manner.ONE_BY_ONE && !flipped.remove(minimum)) {
            flipped.add(minimum);
        }
    }

    private Manner manner(OnMinimum minimum) {
        Manner[] all = Manner.values();
        return all[Math.min(all.length - 1, refused.getOrDefault(minimum.what(), 0))];
    }

    private List<Clause> hard() {
        return booking.clauses().stream().filter(Clause::hard).toList();
    }

    /** What is guessed last has the last word. Soft counts of changes are left to the search for better plans. */
    private List<Clause> softThenHard() {
        return Stream.concat(
                        booking.clauses().stream().filter(clause -> !clause.hard() && !(clause instanceof ChangeCount)),
                        hard().stream())
                .toList();
    }

    private List<Wish> wishes(List<Clause> clauses, long[] guess) {
        double quantum = MoneyUnit.fromMicros(booking.quantum());
        return clauses.stream()
                .flatMap(clause -> clause.limitsAt(cell -> guess[cell], booking.quantum()).stream()
                        .map(limit -> new Wish(clause, limit, quantum)))
                .toList();
    }

    private Weighed weighed(Wish wish) {
        return new Weighed(wish.line(programs.unit()), wish.clause().hard() ? HARD_WEIGHT : SOFT_WEIGHT);
    }

    /** Amounts being changed until clauses are kept, and what clauses leave of their ranges. */
    private final class Guess {
        private final List<Clause> clauses;
        private final long[] low = new long[booking.cells()];
        private final long[] high = new long[booking.cells()];
        private final long[] amounts = new long[booking.cells()];
        /** By what is said of a channel: what it should have spent and has not, which a later period may make good. */
        private final Map<String, Long> carried = new HashMap<>();

        Guess(List<Clause> clauses, double[] point) {
            this.clauses = clauses;
            for (int cell = 0; cell < amounts.length; cell++) {
                low[cell] = booking.low(cell);
                high[cell] = booking.high(cell);
                amounts[cell] = Math.max(low[cell], Math.min(high[cell], Math.round(point[cell])));
            }
        }

        long[] amounts() {
            for (Clause clause : clauses) {
                if (clause instanceof ActiveCount count) {
                    leaveIdle(count);
                } else if (clause instanceof OnMinimum minimum) {
                    spendEnoughOrNothing(minimum);
                }
            }
            List<ChangeCount> counts = clauses.stream()
                    .filter(ChangeCount.class::isInstance)
                    .map(ChangeCount.class::cast)
                    .toList();
            new SteadyPaths(counts, low, high, amounts).setIn(amounts);
            keepMost(counts, amounts);
            return amounts;
        }

        private void leaveIdle(ActiveCount count) {
            List<int[]> byWish = new ArrayList<>(count.channels());
            byWish.sort(
                    Comparator.comparingDouble(cells -> -urgency(cells) * Clause.sum(cells, cell -> amounts[cell])));
            byWish.stream().skip(count.most()).forEach(this::leaveIdle);
        }

        private void leaveIdle(int[] cells) {
            set(cells, 0, amounts);
            for (int cell : cells) {
                low[cell] = 0;
                high[cell] = 0;
            }
        }

        private void spendEnoughOrNothing(OnMinimum minimum) {
            int[] cells = minimum.cells();
            long sum = Clause.sum(cells, cell -> amounts[cell]);
            long most = Arrays.stream(cells).mapToLong(cell -> high[cell]).sum();
            boolean enough = most >= minimum.least() && isEnough(minimum, sum);
            if (enough) {
                set(cells, Math.max(sum, minimum.least()), amounts);
                if (cells.length == 1) {
                    low[cells[0]] = Math.max(low[cells[0]], minimum.least());
                }
            } else {
                leaveIdle(cells);
            }
        }

        private boolean isEnough(OnMinimum minimum, long sum) {
            return switch (manner(minimum)) {
                case ALWAYS -> true;
                case NEVER -> false;
                case NEAREST -> 2 * sum >= minimum.least();
                case ONE_BY_ONE -> 2 * sum >= minimum.least() ^ flipped.contains(minimum);
                case IN_TURNS -> {
                    long owed = sum + carried.getOrDefault(minimum.what(), 0L);
                    boolean enough = 2 * owed >= minimum.least();
                    long spent = enough ? Math.max(sum, minimum.least()) : 0;
                    carried.put(minimum.what(), Math.max(-minimum.least(), Math.min(minimum.least(), owed - spent)));
                    yield enough;
                }
            };
        }
    }

    /**
     * Period by period, the channels that are farthest from where they should be may change, as many as every count allows; the
     * others keep what they spend.
     */
    private void keepMost(List<ChangeCount> all, long[] guess) {
        ImmutableListMultimap<String, ChangeCount> byPeriod =
                all.stream().collect(ImmutableListMultimap.toImmutableListMultimap(ChangeCount::when, count -> count));
        byPeriod.asMap().values().stream()
                .sorted(Comparator.comparingInt(PatternSearch::firstCell))
                .forEach(counts -> keepMost(counts, guess));
    }

    private static int firstCell(Collection<ChangeCount> counts) {
        return counts.stream()
                .flatMap(count -> count.changes().stream())
                .flatMap(ImmutableList::stream)
                .flatMapToInt(difference -> Arrays.stream(difference.now()))
                .min()
                .orElse(0);
    }

    /** @param counts of one period */
    private void keepMost(Collection<ChangeCount> counts, long[] guess) {
        var left = new HashMap<ChangeCount, Integer>();
        counts.forEach(count -> left.put(count, count.most()));
        List<ImmutableList<Difference>> byGap = counts.stream()
                .flatMap(count -> count.changes().stream())
                .distinct()
                .sorted(Comparator.comparingDouble(channel -> -gap(channel, guess)))
                .toList();
        for (ImmutableList<Difference> channel : byGap) {
            List<ChangeCount> counting = counts.stream()
                    .filter(count -> count.changes().contains(channel))
                    .toList();
            boolean changes = gap(channel, guess) > 0;
            if (changes && counting.stream().allMatch(count -> left.getOrDefault(count, 0) > 0)) {
                counting.forEach(count -> left.merge(count, -1, Integer::sum));
            } else if (changes) {
                channel.forEach(part -> set(part.now(), part.reference(cell -> guess[cell]), guess));
            }
        }
    }

    private double gap(ImmutableList<Difference> channel, long[] guess) {
        double gap = 0;
        for (Difference part : channel) {
            gap += part.size(cell -> guess[cell]) * urgency(part.now());
        }
        return gap;
    }

    private double urgency(int[] cells) {
        return Arrays.stream(cells).mapToDouble(cell -> urgency[cell]).max().orElse(1);
    }

    /** Brings the sum over cells to an amount, all in proportion; what is left over goes to the first. */
    static void set(int[] cells, long amount, long[] guess) {
        long sum = Clause.sum(cells, cell -> guess[cell]);
        long left = amount;
        for (int cell : cells) {
            guess[cell] = sum > 0 ? (long) (guess[cell] * (amount / (double) sum)) : 0;
            left -= guess[cell];
        }
        guess[cells[0]] += left;
    }
}
