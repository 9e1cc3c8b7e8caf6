package io.weir.benchmarks.internal.bidding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import io.weir.benchmarks.internal.Interval;
import io.weir.bidding.FirstPriceShading;
import io.weir.core.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * First-price auctions against a landscape of rival bids: surplus (value less bid, where it wins) of a bidder that has to learn
 * the landscape, over that of one who knows it.
 *
 * @param name of the landscape
 * @param below how many of the rival bids, of all, are below each whole price
 */
public record FirstPrice(String name, double[] below) {
    private static final int HIGHEST = 300;
    private static final int AUCTIONS = 10_000;
    private static final int JUDGED = 5_000;
    private static final int SEEDS = 10;
    private static final double EXPLORATION = 0.02;

    /** Values spread around one and a half times the mean price. */
    private static final double VALUE = 1.5;

    private static final double VALUE_SPREAD = 0.8;
    private static final String[] CAMPAIGNS = {"1458", "2259", "2261", "2821", "2997", "3358", "3386", "3427", "3476"};

    /** Of nine iPinYou campaigns where their files are there, and three of formulas. */
    public static ImmutableList<FirstPrice> all(Path data) {
        var all = ImmutableList.<FirstPrice>builder();
        for (String campaign : CAMPAIGNS) {
            Path file = data.resolve("ipinyou-2997/" + campaign + ".info.json");
            if (Files.isRegularFile(file)) {
                all.add(of("iPinYou " + campaign, counts(file)));
            }
        }
        all.add(of("lognormal", density(price -> lognormal(price, 60, 0.6))));
        all.add(of("exponential", density(price -> Math.exp(-price / 50))));
        all.add(of("two kinds of rivals", density(price -> lognormal(price, 25, 0.3) + lognormal(price, 120, 0.2))));
        return all.build();
    }

    private static double[] counts(Path file) {
        try {
            JsonNode counter = new ObjectMapper().readTree(file.toFile()).get("price_counter_train");
            return IntStream.range(0, counter.size())
                    .mapToDouble(price -> counter.get(price).asDouble())
                    .toArray();
        } catch (IOException e) {
            throw BadInputException.of(file.toString(), "cannot be read: " + e.getMessage() + ".", "");
        }
    }

    private static double[] density(DoubleUnaryOperator density) {
        return IntStream.rangeClosed(0, HIGHEST)
                .mapToDouble(price -> density.applyAsDouble(price + 0.5))
                .toArray();
    }

    private static double lognormal(double price, double median, double spread) {
        double z = Math.log(price / median) / spread;
        return Math.exp(-z * z / 2) / (price * spread);
    }

    private static FirstPrice of(String name, double[] counts) {
        double[] below = new double[counts.length + 1];
        for (int price = 0; price < counts.length; price++) {
            below[price + 1] = below[price] + counts[price];
        }
        double all = below[counts.length];
        return new FirstPrice(name, Arrays.stream(below).map(sum -> sum / all).toArray());
    }

    /**
     * Shares of the surplus of a best response, over seeds.
     *
     * @param learned of the bids that it takes for best after 10,000 auctions
     * @param learning of those 10,000 auctions themselves
     * @param half of bids of half the value
     * @param fixed of bids of the same share of every value, the share that does best
     */
    public record Shares(Interval learned, Interval learning, Interval half, Interval fixed) {}

    /** Plays ten seeds. */
    public Shares shares() {
        Game[] games = IntStream.range(0, SEEDS).mapToObj(this::play).toArray(Game[]::new);
        return new Shares(
                middle(games, Game::learned),
                middle(games, Game::learning),
                middle(games, Game::half),
                middle(games, Game::fixed));
    }

    private static Interval middle(Game[] games, ToDoubleFunction<Game> share) {
        return Interval.ofMiddle(Arrays.stream(games).mapToDouble(share).toArray());
    }

    private record Game(double learned, double learning, double half, double fixed) {}

    private Game play(int seed) {
        var random = new SplittableRandom(seed);
        double usual = mean();
        var bidder = new FirstPriceShading(usual, 1, EXPLORATION, seed);
        // a budget that is never short
        bidder.begin((double) HIGHEST * AUCTIONS, AUCTIONS);
        double earned = 0;
        double most = 0;
        for (int k = 0; k < AUCTIONS; k++) {
            double value = value(random, usual);
            double bid = bidder.bid(value);
            boolean won = bid >= drawn(random.nextDouble());
            bidder.result(won, bid);
            earned += surplus(value, bid);
            most += best(value);
        }
        double[] values = random.doubles(JUDGED).map(u -> value(random, usual)).toArray();
        double best = Arrays.stream(values).map(this::best).sum();
        double learned = Arrays.stream(values)
                .map(value -> surplus(value, bidder.bestBid(value)))
                .sum();
        double fixed = IntStream.rangeClosed(1, 20)
                .mapToDouble(twentieths -> ofShare(values, twentieths / 20.0))
                .max()
                .orElseThrow();
        return new Game(learned / best, earned / most, ofShare(values, 0.5) / best, fixed / best);
    }

    private double ofShare(double[] values, double share) {
        return Arrays.stream(values).map(value -> surplus(value, share * value)).sum();
    }

    private static double value(SplittableRandom random, double usual) {
        double normal = Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
        return VALUE * usual * Math.exp(VALUE_SPREAD * normal);
    }

    private double mean() {
        double mean = 0;
        for (int price = 0; price + 1 < below.length; price++) {
            mean += price * (below[price + 1] - below[price]);
        }
        return mean;
    }

    private int drawn(double uniform) {
        int price = 0;
        while (below[price + 1] <= uniform) {
            price++;
        }
        return price;
    }

    /** What is expected of a bid. */
    private double surplus(double value, double bid) {
        int price = (int) Math.min(below.length - 1.0, Math.floor(bid) + 1);
        return (value - bid) * below[price];
    }

    private double best(double value) {
        double best = 0;
        for (int bid = 0; bid <= Math.min(value, below.length - 2.0); bid++) {
            best = Math.max(best, surplus(value, bid));
        }
        return best;
    }
}
