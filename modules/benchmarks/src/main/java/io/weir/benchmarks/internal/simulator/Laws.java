package io.weir.benchmarks.internal.simulator;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import io.weir.core.Observation;
import io.weir.core.Progress;
import io.weir.planning.ScratchFolder;
import io.weir.planning.Worlds;
import io.weir.simulator.Flow;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.TargetRun;
import io.weir.simulator.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * What a simulated market counts, held against the laws that its configuration states: in a world made so that each count follows
 * one law, the squared distances from it, over many seeds, must themselves be chi-squared.
 */
public final class Laws {
    private static final String WORLD = "laws.yaml";
    private static final int DAYS = 30;
    private static final double CLICK = 0.06;
    private static final double CONVERT = 0.1;
    private static final double IMPRESSIONS = 0.05 * 200_000;
    private static final double SOCIAL_CLICK = 0.02;
    private static final double NEED = 0.01;
    private static final double PEOPLE = 200_000;
    private static final double MAIL_CLICK = 0.03;
    private static final double LEAVE = 0.003;
    private static final double SPREAD = 0.5;
    /** Logarithm of the social bid over the median of the reserve. */
    private static final double BID = Math.log(2);

    private final World world;
    private final int seeds;
    private final double[][] squares = new double[Law.values().length][];
    private final double[] delays;

    private enum Law {
        SEARCH_CLICKS("clicks of search results"),
        SEARCH_CONVERSIONS("conversions of clicks"),
        SEARCH_PRICES("mean price of a click where nobody else bids"),
        RESERVES("impressions won by a bid of twice the median reserve"),
        IMPRESSIONS("impressions there are"),
        SOCIAL_CLICKS("clicks of impressions"),
        NEED("people who come into need on the first day"),
        MAIL_CLICKS("clicks of mails"),
        UNSUBSCRIBES("readers who leave");

        private final String words;

        Law(String words) {
            this.words = words;
        }
    }

    private Laws(World world, int seeds) {
        this.world = world;
        this.seeds = seeds;
        this.delays = new double[world.delay().shares().length];
        for (int k = 0; k < squares.length; k++) {
            squares[k] = new double[seeds];
        }
    }

    /**
     * One law.
     *
     * @param what is counted
     * @param p two-sided chance of a distance like this or a rarer one
     * @param adjusted the same after Holm's correction for all laws
     */
    public record Tested(String what, double p, double adjusted) {}

    /** Tests all laws. */
    public static ImmutableList<Tested> test(int seeds, Progress progress) {
        var laws = new Laws(world(), seeds);
        for (int k = 0; k < seeds; k++) {
            laws.play(k);
            progress.at("markets held against their laws", (k + 1.0) / seeds);
        }
        return holm(laws.tested());
    }

    private static World world() {
        try (var folder = new ScratchFolder()) {
            Path file = folder.path().resolve(WORLD);
            Files.write(file, Resources.toByteArray(Resources.getResource(Laws.class, WORLD)));
            return Worlds.of(file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void play(int k) {
        int longest = delays.length - 1;
        SimulatedMarket market = SimulatedMarket.sampled(world, DAYS + longest + 1);
        market.reset(7_000 + k);
        int channels = world.channels().size();
        double[] opportunities = new double[channels];
        double[] won = new double[channels];
        double[] clicks = new double[channels];
        double[] spend = new double[1];
        double[] targets =
                world.channels().stream().mapToDouble(c -> c.spend().mean()).toArray();
        TargetRun run = TargetRun.ofOwnBidders(market);
        for (int day = 0; day < DAYS; day++) {
            run.period(targets, (tick, bids) -> {
                for (int c = 0; c < channels; c++) {
                    Observation seen = market.observation(c);
                    for (int line = 0; line < seen.lines(); line++) {
                        opportunities[c] += seen.opportunities(line);
                        won[c] += seen.won(line);
                        clicks[c] += seen.clicks(line);
                    }
                }
                spend[0] += market.observation(0).spend(0);
            });
            if (day == 0) {
                note(Law.NEED, k, binomial(market.flow(Flow.NEEDED), PEOPLE, NEED));
            }
        }
        double orders = 0;
        for (int day = 0; day < DAYS; day++) {
            orders += market.orders(day);
        }
        note(Law.SEARCH_CLICKS, k, binomial(clicks[0], won[0], CLICK));
        note(Law.SEARCH_CONVERSIONS, k, binomial(orders, clicks[0], CONVERT));
        double mean = Math.exp(SPREAD * SPREAD / 2);
        double variance = Math.expm1(SPREAD * SPREAD) * mean * mean;
        note(Law.SEARCH_PRICES, k, square(spend[0] - clicks[0] * mean) / (clicks[0] * variance));
        double within = new NormalDistribution().cumulativeProbability(BID / SPREAD);
        note(Law.RESERVES, k, binomial(won[1], opportunities[1], within));
        double expected = IMPRESSIONS * DAYS;
        note(Law.IMPRESSIONS, k, square(opportunities[1] - expected) / expected);
        note(Law.SOCIAL_CLICKS, k, binomial(clicks[1], won[1], SOCIAL_CLICK));
        note(Law.MAIL_CLICKS, k, binomial(clicks[2], won[2], MAIL_CLICK));
        note(Law.UNSUBSCRIBES, k, binomial(market.flow(Flow.UNSUBSCRIBED), won[2], LEAVE));
        noteDelays(market, longest);
    }

    /** How late the conversions of the days were reported, whose reports are all in. */
    private void noteDelays(SimulatedMarket market, int longest) {
        for (int day = 0; day < DAYS - longest; day++) {
            double before = 0;
            for (int d = 0; d <= longest; d++) {
                double known = market.visibleKpi(day, day + d);
                delays[d] += known - before;
                before = known;
            }
        }
    }

    private void note(Law law, int k, double square) {
        squares[law.ordinal()][k] = square;
    }

    private static double binomial(double count, double of, double rate) {
        return square(count - of * rate) / (of * rate * (1 - rate));
    }

    private static double square(double x) {
        return x * x;
    }

    private ImmutableList<Tested> tested() {
        var tested = ImmutableList.<Tested>builder();
        for (Law law : Law.values()) {
            double sum = Arrays.stream(squares[law.ordinal()]).sum();
            tested.add(new Tested(law.words, twoSided(sum, seeds), Double.NaN));
        }
        double[] shares = world.delay().shares();
        double all = Arrays.stream(delays).sum();
        double sum = 0;
        for (int d = 0; d < shares.length; d++) {
            sum += square(delays[d] - all * shares[d]) / (all * shares[d]);
        }
        tested.add(new Tested("days until a conversion is reported", twoSided(sum, shares.length - 1), Double.NaN));
        return tested.build();
    }

    private static double twoSided(double square, double degrees) {
        double below = new ChiSquaredDistribution(degrees).cumulativeProbability(square);
        return 2 * Math.min(below, 1 - below);
    }

    /** Holm (1979), <em>A simple sequentially rejective multiple test procedure</em>. */
    private static ImmutableList<Tested> holm(List<Tested> tested) {
        List<Tested> sorted =
                tested.stream().sorted(Comparator.comparingDouble(Tested::p)).toList();
        var adjusted = ImmutableList.<Tested>builder();
        double most = 0;
        for (int k = 0; k < sorted.size(); k++) {
            most = Math.max(
                    most, Math.min(1, (sorted.size() - k) * sorted.get(k).p()));
            adjusted.add(new Tested(sorted.get(k).what(), sorted.get(k).p(), most));
        }
        return adjusted.build();
    }
}
