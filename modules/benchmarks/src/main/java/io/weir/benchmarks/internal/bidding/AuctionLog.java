package io.weir.benchmarks.internal.bidding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.core.BadInputException;
import io.weir.policy.PriceLandscape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Auctions of one iPinYou campaign in the order in which they were held, with what the training data tell of prices. Data:
 * Zhang et al. (2014), <em>Real-time bidding benchmarking with iPinYou dataset</em>, as prepared by Cai et al. (2017).
 *
 * @param values predicted click rate of each impression
 * @param prices the highest rival bid, thousandths of a fen per impression
 * @param clicks whether it was clicked
 * @param past prices in training
 * @param meanValue clicks per impression in training
 * @param meanPrice cost per impression in training
 */
public record AuctionLog(
        double[] values, int[] prices, boolean[] clicks, PriceLandscape past, double meanValue, double meanPrice) {
    /** Of the published comparison. */
    public static final int EPISODE = 1000;

    private static final String CAMPAIGN = "2997";

    /** The log; empty where the files are not there. */
    public static Optional<AuctionLog> published(Path data) {
        Path folder = data.resolve("ipinyou-" + CAMPAIGN);
        Path log = folder.resolve(CAMPAIGN + ".test.theta.txt");
        Path info = folder.resolve(CAMPAIGN + ".info.json");
        if (!Files.isRegularFile(log) || !Files.isRegularFile(info)) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(log, Files.readAllLines(log), new ObjectMapper().readTree(info.toFile())));
        } catch (IOException e) {
            throw BadInputException.of(folder.toString(), "cannot be read: " + e.getMessage() + ".", "");
        }
    }

    private static AuctionLog of(Path file, List<String> lines, JsonNode info) {
        int count = lines.size();
        double[] values = new double[count];
        int[] prices = new int[count];
        boolean[] clicks = new boolean[count];
        for (int k = 0; k < count; k++) {
            String[] words = lines.get(k).trim().split(" ", -1);
            try {
                clicks[k] = Integer.parseInt(words[0]) == 1;
                prices[k] = Integer.parseInt(words[1]);
                values[k] = Double.parseDouble(words[2]);
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw BadInputException.of(
                        file + ":" + (k + 1),
                        "(" + lines.get(k) + ") must hold click, price and click rate.",
                        "Maybe take the file anew.");
            }
        }
        JsonNode counter = info.get("price_counter_train");
        double[] counts = new double[counter.size()];
        for (int price = 0; price < counts.length; price++) {
            counts[price] = counter.get(price).asDouble();
        }
        double impressions = info.get("imp_train").asDouble();
        return new AuctionLog(
                values,
                prices,
                clicks,
                PriceLandscape.smoothed(counts),
                info.get("clk_train").asDouble() / impressions,
                info.get("cost_train").asDouble() / impressions);
    }

    /** How many episodes there are; the last may be shorter. */
    public int episodes() {
        return (values.length + EPISODE - 1) / EPISODE;
    }

    int from(int episode) {
        return episode * EPISODE;
    }

    int to(int episode) {
        return Math.min(values.length, (episode + 1) * EPISODE);
    }

    /**
     * Of an episode's budget, in whole units.
     *
     * @param share of what its impressions would have cost in training
     */
    public int budget(double share) {
        return (int) (meanPrice * share * EPISODE);
    }

    /** The most value that a budget buys in an episode, where the last impression may be bought in part. */
    public double bound(int episode, double budget) {
        int[] order = IntStream.range(from(episode), to(episode))
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -values[k] / prices[k]))
                .mapToInt(Integer::intValue)
                .toArray();
        double left = budget;
        double bound = 0;
        for (int k : order) {
            double part = Math.min(1, left / prices[k]);
            bound += part * values[k];
            left -= part * prices[k];
            if (part < 1) {
                return bound;
            }
        }
        return bound;
    }

    /** The bounds of all episodes. */
    public double[] bounds(double budget) {
        double[] bounds = new double[episodes()];
        Arrays.setAll(bounds, episode -> bound(episode, budget));
        return bounds;
    }
}
