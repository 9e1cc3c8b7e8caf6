package io.weir.benchmarks.internal.bidding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.benchmarks.internal.Interval;
import io.weir.bidding.CostCap;
import io.weir.bidding.CostCapBidder;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;
import io.weir.core.Progress;
import io.weir.policy.BudgetCpaPacing;
import io.weir.policy.BudgetPacer;
import io.weir.policy.FixedCpa;
import io.weir.policy.LinearBid;
import io.weir.policy.OnlineLp;
import io.weir.policy.PidPacing;
import io.weir.policy.PriceLog;
import io.weir.simulator.AuctionNetLite;
import io.weir.simulator.AuctionNetLite.Advertiser;
import io.weir.simulator.AuctionNetLite.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * AuctionNet-lite head to head: of its advertisers every other one bids by our agent, the rest by a rival, and once more the other
 * way round. Agents play some episodes before those that count, so that both know the market. Every rival has settings to
 * choose from and is judged with the one that earned it most on other seeds.
 */
public final class AuctionNetDuel {
    /** The online LP with the cap that its authors publish, which is not the one that earns it most. */
    public static final String PUBLISHED = "OnlineLP as published";

    /** Episodes before those that count. */
    private static final int WARM = 6;
    /** Episodes that the same agents play one after the other and that count, each of a seed of its own. */
    private static final int COUNT = 5;

    private static final long WARM_SEEDS = 100_000;
    private static final long TUNING_SEEDS = 50_000;
    private static final int TUNING = 5;
    private static final int LOGGED = 6;

    private final AuctionNetLite setting;
    private final ImmutableMap<String, ImmutableMap<String, Maker>> rivals;
    /** The setting that earns a rival most, once it is sought. */
    private final Map<String, Map.Entry<String, Maker>> best = new HashMap<>();

    /** Makes the agent of an advertiser. */
    private interface Maker {
        BiddingAgent of(int advertiser, double cpa);
    }

    /** @param setting who bids on what */
    public AuctionNetDuel(AuctionNetLite setting) {
        this.setting = setting;
        List<BiddingAgent> fixed = agents((j, cpa) -> new FixedCpa(cpa));
        ImmutableList<PriceLog> logs = setting.logs(fixed, TUNING_SEEDS + WARM_SEEDS, LOGGED);
        Maker published = (j, cpa) -> new OnlineLp(logs.get(j), 1.5 * cpa);
        var makers = ImmutableMap.<String, ImmutableMap<String, Maker>>builder();
        makers.put("FixedCPA", ImmutableMap.of("", (j, cpa) -> new FixedCpa(cpa)));
        makers.put(
                "FixedCPA, multiple tuned",
                ImmutableMap.of(
                        "0.9", (j, cpa) -> new LinearBid(0.9),
                        "1.05", (j, cpa) -> new LinearBid(1.05),
                        "1.1", (j, cpa) -> new LinearBid(1.1)));
        makers.put(
                "PID",
                ImmutableMap.<String, Maker>builder()
                        .putAll(capped("slow", () -> new PidPacing(1, 0.1, 0.002, 0.02)))
                        .putAll(capped("quick", () -> new PidPacing(1, 0.3, 0.01, 0.02)))
                        .build());
        makers.put("BudgetPacer", capped("steps", () -> new BudgetPacer(1)));
        makers.put(
                "OnlineLP",
                ImmutableMap.of(
                        "cap 1.5", published,
                        "cap 1.2", (j, cpa) -> new OnlineLp(logs.get(j), 1.2 * cpa),
                        "cap 1", (j, cpa) -> new OnlineLp(logs.get(j), cpa)));
        makers.put(PUBLISHED, ImmutableMap.of("cap 1.5", published));
        makers.put(
                "budget and CPA duals",
                ImmutableMap.of(
                        "rate 0.05", (j, cpa) -> new BudgetCpaPacing(cpa, 0.05),
                        "rate 0.1", (j, cpa) -> new BudgetCpaPacing(cpa, 0.1),
                        "rate 0.2", (j, cpa) -> new BudgetCpaPacing(cpa, 0.2)));
        this.rivals = makers.build();
    }

    private static ImmutableMap<String, Maker> capped(String name, Supplier<BiddingAgent> agent) {
        return ImmutableMap.of(
                name + ", no cap", (j, cpa) -> agent.get(),
                name + ", cap 1.2", (j, cpa) -> new Capped(agent.get(), 1.2),
                name + ", cap 1", (j, cpa) -> new Capped(agent.get(), 1));
    }

    /** Never bids more than a multiple of the CPA, so that a budget that cannot be spent well stays unspent. */
    private record Capped(BiddingAgent agent, double most) implements BiddingAgent {
        @Override
        public void begin(double target) {
            agent.begin(target);
        }

        @Override
        public void retarget(double target) {
            agent.retarget(target);
        }

        @Override
        public void bid(Observation seen, Bids bids) {
            agent.bid(seen, bids);
            bids.set(0, Math.min(bids.bid(0), most * seen.value(0)));
        }

        @Override
        public BiddingAgent copy() {
            return new Capped(agent.copy(), most);
        }
    }

    /** The rivals' names. */
    public ImmutableList<String> rivals() {
        return rivals.keySet().asList();
    }

    /**
     * How it went.
     *
     * @param rival its name
     * @param tuned the setting it was judged with
     * @param ours score per advertiser
     * @param theirs the same
     * @param lead ratio of the two, seed by seed
     * @param expectedLead the same where conversions that were to be expected of what was won count in place of counted ones
     * @param met share of our advertisers whose expected CPA is at most their target
     * @param theyMet the same of theirs
     * @param spent share of our budgets
     * @param theySpent the same of theirs
     * @param overspent budgets that were exceeded, by whomever
     */
    public record Result(
            String rival,
            String tuned,
            Interval ours,
            Interval theirs,
            Interval lead,
            Interval expectedLead,
            Interval met,
            double theyMet,
            double spent,
            double theySpent,
            int overspent) {
        /** Whether the intervals of the two scores have nothing in common and ours is the higher one. */
        public boolean apart() {
            return ours.low() > theirs.high();
        }
    }

    /** Plays against one rival. */
    public Result against(String rival, int seeds, Progress progress) {
        return against(rival, 1, seeds, progress);
    }

    /**
     * Plays against one rival.
     *
     * @param liberty what a result may cost ours, over the target that both are judged by
     */
    public Result against(String rival, double liberty, int seeds, Progress progress) {
        Map.Entry<String, Maker> tuned = best.computeIfAbsent(rival, this::tuned);
        progress.at("AuctionNet: " + rival, 0.3);
        Half[][] halves = play(tuned.getValue(), liberty, 0, seeds);
        return new Result(
                rival,
                tuned.getKey(),
                Interval.ofMiddle(of(halves[0], Half::score)),
                Interval.ofMiddle(of(halves[1], Half::score)),
                lead(halves, Half::score),
                lead(halves, Half::expected),
                Interval.ofMean(of(halves[0], Half::met)),
                Interval.ofMean(of(halves[1], Half::met)).value(),
                Interval.ofMean(of(halves[0], Half::spent)).value(),
                Interval.ofMean(of(halves[1], Half::spent)).value(),
                (int) (sum(halves[0], Half::overspent) + sum(halves[1], Half::overspent)));
    }

    private static Interval lead(Half[][] halves, ToDoubleFunction<Half> score) {
        return Interval.ofMiddle(IntStream.range(0, halves[0].length)
                .mapToDouble(k -> score.applyAsDouble(halves[0][k]) / score.applyAsDouble(halves[1][k]))
                .toArray());
    }

    private Map.Entry<String, Maker> tuned(String rival) {
        Set<Map.Entry<String, Maker>> settings =
                rivals.getOrDefault(rival, ImmutableMap.of()).entrySet();
        return settings.stream()
                .max(Comparator.comparingDouble(setting -> settings.size() == 1 ? 0 : tuning(setting.getValue())))
                .orElseThrow();
    }

    private double tuning(Maker maker) {
        return sum(play(maker, 1, TUNING_SEEDS, TUNING)[1], Half::score);
    }

    private static double sum(Half[] halves, ToDoubleFunction<Half> number) {
        return Arrays.stream(halves).mapToDouble(number).sum();
    }

    private static double[] of(Half[] halves, ToDoubleFunction<Half> number) {
        return Arrays.stream(halves).mapToDouble(number).toArray();
    }

    /** Means over the advertisers of one side, in both parities. */
    private record Half(double score, double expected, double met, double spent, double overspent) {}

    /** {@code [ours, theirs][seed]}. */
    private Half[][] play(Maker theirs, double liberty, long from, int seeds) {
        int runs = (seeds + COUNT - 1) / COUNT;
        List<List<ImmutableList<Outcome>>> all = IntStream.range(0, 2 * runs)
                .parallel()
                .mapToObj(k -> run(theirs, liberty, from + COUNT * (k / 2), k % 2))
                .toList();
        Half[][] halves = new Half[2][seeds];
        for (int side = 0; side < 2; side++) {
            for (int k = 0; k < seeds; k++) {
                int pair = 2 * (k / COUNT);
                int turn = k % COUNT;
                halves[side][k] = half(
                        side, List.of(all.get(pair).get(turn), all.get(pair + 1).get(turn)));
            }
        }
        return halves;
    }

    /** Episodes of {@code COUNT} seeds. */
    private List<ImmutableList<Outcome>> run(Maker theirs, double liberty, long from, int parity) {
        List<BiddingAgent> agents = agents((j, cpa) ->
                ours(j, parity) ? new CostCapBidder(CostCap.targetCpa(liberty * cpa), cpa) : theirs.of(j, cpa));
        for (int k = 0; k < WARM; k++) {
            setting.play(agents, WARM_SEEDS + WARM * from + k);
        }
        return LongStream.range(from, from + COUNT)
                .mapToObj(seed -> setting.play(agents, seed))
                .toList();
    }

    private static boolean ours(int advertiser, int parity) {
        return advertiser % 2 == parity;
    }

    private Half half(int side, List<ImmutableList<Outcome>> parities) {
        double score = 0;
        double expected = 0;
        double met = 0;
        double spent = 0;
        double overspent = 0;
        for (int parity = 0; parity < 2; parity++) {
            for (int j = 0; j < setting.advertisers().size(); j++) {
                if (ours(j, parity) == (side == 0)) {
                    Outcome one = parities.get(parity).get(j);
                    Advertiser who = setting.advertisers().get(j);
                    score += one.score();
                    double allowed = who.cpa() * one.expected();
                    expected += one.expected() * (one.spend() > allowed ? Math.pow(allowed / one.spend(), 2) : 1);
                    met += one.spend() <= allowed ? 1 : 0;
                    spent += one.spend() / who.budget();
                    overspent += one.spend() > who.budget() ? 1 : 0;
                }
            }
        }
        double all = setting.advertisers().size();
        return new Half(score / all, expected / all, met / all, spent / all, overspent);
    }

    private List<BiddingAgent> agents(Maker maker) {
        var agents = new ArrayList<BiddingAgent>();
        for (int j = 0; j < setting.advertisers().size(); j++) {
            agents.add(maker.of(j, setting.advertisers().get(j).cpa()));
        }
        return agents;
    }
}
