package io.weir.benchmarks.internal.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.weir.core.BiddingAgent;
import io.weir.core.Progress;
import io.weir.policy.BudgetPacer;
import io.weir.policy.LinearBid;
import io.weir.simulator.AuctionNetLite;
import io.weir.simulator.AuctionNetLite.Outcome;
import io.weir.simulator.SlotAuction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Markets that others have published, played here, beside what came of them there. */
public final class Published {
    /** Two-sided 99 % of a normal law. */
    private static final double QUANTILE = 2.576;

    private static final double PID_START = 15;
    /** AuctionGym: 3 runs of 20 iterations of 10,000 rounds. */
    private static final int GYM_BATCHES = 60;

    private final List<Compared> compared = new ArrayList<>();
    private final int episodes;

    private Published(int episodes) {
        this.episodes = episodes;
    }

    /**
     * One outcome.
     *
     * @param what it is
     * @param theirs published
     * @param ours the mean here
     * @param error standard error of the difference
     */
    public record Compared(String what, double theirs, double ours, double error) {
        /** Whether they differ by more than chance lets them. */
        public boolean isOutside() {
            return !(Math.abs(theirs - ours) <= QUANTILE * error);
        }
    }

    /**
     * Compares all that the data allow.
     *
     * @param data folder of other people's data
     */
    public static ImmutableList<Compared> compare(Path data, boolean quick, Progress progress) {
        var published = new Published(quick ? 5 : 20);
        JsonNode reference = AuctionNetData.read(data.resolve("reference_outcomes.json"));
        published.auctionGym(data, find(reference, "auctiongym"), quick ? 20 : 1000);
        progress.at("published markets", 0.1);
        AuctionNetData.published(data)
                .ifPresent(
                        setting -> published.auctionNet(setting, find(reference, "auctionnet_simplified"), progress));
        published.twoAgents();
        return ImmutableList.copyOf(published.compared);
    }

    /** Whether there is anything to compare with. */
    public static boolean isThere(Path data) {
        return Files.isRegularFile(data.resolve("reference_outcomes.json"))
                && Files.isRegularFile(data.resolve("auction-gym/catalogue_seed0_6agents.json"));
    }

    private static JsonNode find(JsonNode reference, String start) {
        var names = reference.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (name.startsWith(start)) {
                return reference.get(name);
            }
        }
        throw new IllegalStateException("the reference has nothing on " + start + ".");
    }

    /** AuctionGym: truthful bidders who know their click rates; second price; welfare and revenue per 10,000 rounds. */
    private void auctionGym(Path data, JsonNode reference, int batches) {
        Catalogue catalogue =
                Catalogue.of(AuctionNetData.read(data.resolve("auction-gym/catalogue_seed0_6agents.json")));
        for (int participants : new int[] {2, 3, 6}) {
            JsonNode theirs = reference.get(participants == 2 ? "SP_2_participants" : "SP_" + participants);
            double[] welfare = new double[batches];
            double[] revenue = new double[batches];
            for (int b = 0; b < batches; b++) {
                double[] sums = rounds(catalogue, participants, new SplittableRandom(1000L * participants + b));
                welfare[b] = sums[0];
                revenue[b] = sums[1];
            }
            String name = "AuctionGym, " + participants + " bidders: ";
            add(name + "welfare", theirs.get("welfare").asDouble(), welfare, error(theirs, welfare));
            add(name + "revenue", theirs.get("revenue").asDouble(), revenue, error(theirs, revenue));
        }
    }

    /** As published; where it is not, that of the runs which AuctionGym's configuration makes. */
    private static double error(JsonNode theirs, double[] ours) {
        JsonNode told = theirs.get("se_welfare");
        return told == null ? deviation(ours) / Math.sqrt(GYM_BATCHES) : told.asDouble();
    }

    private static double[] rounds(Catalogue catalogue, int participants, SplittableRandom random) {
        int agents = catalogue.values.length;
        var auction = new SlotAuction(1);
        double[] bids = new double[participants];
        double[] sums = new double[2];
        double[] context = new double[6];
        int[] who = new int[agents];
        for (int round = 0; round < 10_000; round++) {
            for (int k = 0; k < 5; k++) {
                context[k] = random.nextGaussian();
            }
            context[5] = 1;
            Arrays.setAll(who, k -> k);
            for (int k = 0; k < participants; k++) {
                int other = random.nextInt(k, agents);
                int kept = who[k];
                who[k] = who[other];
                who[other] = kept;
                bids[k] = catalogue.best(who[k], context);
            }
            auction.hold(bids, participants);
            sums[0] += bids[auction.winner(0)];
            sums[1] += auction.next(0);
        }
        return sums;
    }

    /**
     * What agents have to show.
     *
     * @param items {@code [agent][item][dimension]}
     * @param values of a click, {@code [agent][item]}
     */
    private record Catalogue(double[][][] items, double[][] values) {
        static Catalogue of(JsonNode json) {
            var items = new ArrayList<double[][]>();
            json.get("items").forEach(agent -> {
                var list = new ArrayList<double[]>();
                agent.forEach(item -> list.add(numbers(item)));
                items.add(list.toArray(double[][]::new));
            });
            var values = new ArrayList<double[]>();
            json.get("values").forEach(agent -> values.add(numbers(agent)));
            return new Catalogue(items.toArray(double[][][]::new), values.toArray(double[][]::new));
        }

        private static double[] numbers(JsonNode list) {
            return IntStream.range(0, list.size())
                    .mapToDouble(k -> list.get(k).asDouble())
                    .toArray();
        }

        /** What the best of an agent's items is worth in a context. */
        double best(int agent, double[] context) {
            double best = 0;
            for (int item = 0; item < values[agent].length; item++) {
                double logit = 0;
                for (int k = 0; k < context.length; k++) {
                    logit += context[k] * items[agent][item][k];
                }
                best = Math.max(best, values[agent][item] / (1 + Math.exp(-logit)));
            }
            return best;
        }
    }

    /** AuctionNet: all advertisers bid their CPA, or all pace by the stock PID. */
    private void auctionNet(AuctionNetLite setting, JsonNode reference, Progress progress) {
        for (String policy : new String[] {"cpa", "pid"}) {
            var ours = new ArrayList<List<Outcome>>();
            for (int episode = 0; episode < episodes; episode++) {
                List<BiddingAgent> agents = new ArrayList<>();
                for (AuctionNetLite.Advertiser advertiser : setting.advertisers()) {
                    agents.add(policy.equals("cpa") ? new LinearBid(1) : new BudgetPacer(PID_START / advertiser.cpa()));
                }
                ours.add(setting.play(agents, episode + 1));
                progress.at(
                        "published markets", 0.1 + 0.4 * (episode + 1) / episodes + (policy.equals("cpa") ? 0 : 0.45));
            }
            String name = "AuctionNet, all " + policy + ": ";
            compareEpisodes(
                    name + "share of budgets spent", reference, policy, "spend_ratio", ours, o -> spent(setting, o));
            compareEpisodes(name + "conversions", reference, policy, "conv", ours, o -> sum(o, Outcome::conversions));
            compareEpisodes(
                    name + "mean score", reference, policy, "score_mean", ours, o -> sum(o, Outcome::score) / o.size());
            compareEpisodes(
                    name + "share that keeps its CPA",
                    reference,
                    policy,
                    "share_cpa_ok",
                    ours,
                    o -> keeping(setting, o));
        }
    }

    private static double sum(List<Outcome> outcomes, ToDoubleFunction<Outcome> number) {
        return outcomes.stream().mapToDouble(number).sum();
    }

    /** Mean over advertisers. */
    private static double spent(AuctionNetLite setting, List<Outcome> outcomes) {
        double sum = 0;
        for (int j = 0; j < outcomes.size(); j++) {
            sum += outcomes.get(j).spend() / setting.advertisers().get(j).budget();
        }
        return sum / outcomes.size();
    }

    /** Told of the conversions that are to be expected: with thirty of them, chance alone breaks many a target. */
    private static double keeping(AuctionNetLite setting, List<Outcome> outcomes) {
        int keep = 0;
        for (int j = 0; j < outcomes.size(); j++) {
            Outcome one = outcomes.get(j);
            keep += one.spend() <= setting.advertisers().get(j).cpa() * one.expected() ? 1 : 0;
        }
        return keep / (double) outcomes.size();
    }

    private void compareEpisodes(
            String what,
            JsonNode reference,
            String policy,
            String field,
            List<List<Outcome>> ours,
            ToDoubleFunction<List<Outcome>> number) {
        var theirs = new ArrayList<Double>();
        reference.forEach(one -> {
            if (one.get("policy").asText().equals(policy)) {
                theirs.add(one.get(field).asDouble());
            }
        });
        double[] sample = ours.stream().mapToDouble(number).toArray();
        double mean = theirs.stream().mapToDouble(x -> x).average().orElse(Double.NaN);
        // three episodes tell little of their own spread: that of ours is taken for both, and no less than theirs
        double[] reported = theirs.stream().mapToDouble(x -> x).toArray();
        double spread = Math.max(deviation(sample), deviation(reported));
        compared.add(new Compared(
                what,
                mean,
                Arrays.stream(sample).average().orElse(Double.NaN),
                spread * Math.sqrt(1.0 / sample.length + 1.0 / reported.length)));
    }

    private void add(String what, double theirs, double[] ours, double theirError) {
        double error = deviation(ours) / Math.sqrt(ours.length);
        compared.add(new Compared(
                what, theirs, Arrays.stream(ours).average().orElse(Double.NaN), Math.hypot(error, theirError)));
    }

    /** MAAB's game of two agents with values uniform from 0 to 1: both values known and no budget, the higher one wins. */
    private void twoAgents() {
        var random = new SplittableRandom(66);
        var auction = new SlotAuction(1);
        double[] welfare = new double[2000];
        for (int game = 0; game < welfare.length; game++) {
            for (int round = 0; round < 100; round++) {
                double[] values = {random.nextDouble(), random.nextDouble()};
                auction.hold(values, 2);
                welfare[game] += values[auction.winner(0)];
            }
        }
        // the bound is told to one decimal
        add("two agents, 100 rounds: bound of welfare", 66.7, welfare, 0.05 / Math.sqrt(3));
    }

    private static double deviation(double[] sample) {
        double mean = Arrays.stream(sample).average().orElse(0);
        double squares = Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).sum();
        return Math.sqrt(squares / Math.max(1, sample.length - 1));
    }
}
