package io.weir.simulator.internal;

import io.weir.core.Observation;
import io.weir.policy.PriceLog;
import io.weir.simulator.AuctionNetLite;
import io.weir.simulator.SlotAuction;
import io.weir.simulator.internal.Draws.Site;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** One episode of AuctionNet-lite. What is drawn follows from the seed and the place alone. */
public final class AuctionNetEpisode {
    private static final double MEAN = 0.0005;
    private static final double LEAST_BUDGET = 0.1;
    /** How much lower than usual a bid may be and still be ranked, and how fast the guess of the usual moves. */
    private static final double LOWER = 0.86;
    /** The same where too few bid that much. */
    private static final double LOW = 0.65;

    private static final double GUESSING = 0.02;
    /** Auctions for which bounds stay as they are. */
    private static final int BOUNDS_LAST = 1024;
    /** A bound that no draw reaches. */
    private static final long NEVER = 0x8000;

    private static final int TRAFFIC_BLOCK = 4;
    private static final int MEAN_BLOCK = 8;
    private static final int HALF = Long.SIZE / 2;
    private static final long LOWER_HALF = 0xffff_ffffL;
    private static final double UNIT = 0x1.0p-32;

    private final AuctionNetLite setting;
    private final Draws draws = new Draws();
    private final int agents;
    private final int slots;
    private final int ticks;
    private final double reserve;
    /** Chance that a slot is seen if the one before was, in the units of half a long. */
    private final long[] exposed;

    private final int[] traffic;
    /** {@code [tick][agent]}: mean of the predicted value, and its standard deviation. */
    private final double[][] mean;

    private final double[][] deviation;
    /** The coming tick's bids: their mean, standard deviation and most, per agent. */
    private final float[] level;

    private final float[] spread;
    private final float[] most;
    private final double[] perBid;
    /** Who bids enough to be worth ranking. */
    private final long[] candidates;

    /** Per agent, four in a long: from which draw on a bid is worth looking at. */
    private final long[] bounds;

    private final long[] lowBounds;
    private final long[] words;
    private final long everyone;

    private final SlotAuction auction;
    private final double[] budget;
    private final double[] spend;
    private final double[] conversions;
    private final double[] expected;
    private final double[] won;
    final double[] tickSpend;
    final double[] tickConversions;
    private final double[] tickExpected;
    final double[] tickWon;
    private final double[] lastSpend;
    private final BitSet[] dropped;
    private int tick;
    private double clearing;
    /** What wins nothing, guessed low. */
    private double guess;

    /** @param seed of all that is drawn */
    public AuctionNetEpisode(AuctionNetLite setting, long seed) {
        this.setting = setting;
        this.agents = setting.advertisers().size();
        this.slots = setting.exposure().length();
        this.ticks = setting.traffic().length();
        this.reserve = setting.reserve();
        this.exposed = setting.exposure().stream()
                .mapToLong(chance -> Math.round(chance * (LOWER_HALF + 1)))
                .toArray();
        this.mean = new double[ticks][agents];
        this.deviation = new double[ticks][agents];
        this.level = new float[agents];
        this.spread = new float[agents];
        this.most = new float[agents];
        this.perBid = new double[agents];
        this.candidates = new long[agents + 1];
        this.bounds = new long[(agents + NormalTable.PER_LONG - 1) / NormalTable.PER_LONG];
        this.lowBounds = new long[bounds.length];
        this.words = new long[bounds.length];
        this.everyone = IntStream.range(0, Math.min(agents, Long.SIZE))
                .mapToLong(j -> 1L << (j % NormalTable.PER_LONG * NormalTable.LANE + j / NormalTable.PER_LONG))
                .reduce(0, (a, b) -> a | b);
        this.auction = new SlotAuction(slots);
        this.budget = setting.advertisers().stream()
                .mapToDouble(AuctionNetLite.Advertiser::budget)
                .toArray();
        this.spend = new double[agents];
        this.conversions = new double[agents];
        this.expected = new double[agents];
        this.won = new double[agents];
        this.tickSpend = new double[agents];
        this.tickConversions = new double[agents];
        this.tickExpected = new double[agents];
        this.tickWon = new double[agents];
        this.lastSpend = new double[agents];
        this.dropped = new BitSet[agents];
        Arrays.setAll(dropped, j -> new BitSet());
        draws.reset(seed);
        this.traffic = drawTraffic();
        drawValues();
    }

    private int[] drawTraffic() {
        double[] shares = new double[ticks];
        double sum = 0;
        for (int t = 0; t < ticks; t++) {
            draws.at(Site.QUERIES, t / TRAFFIC_BLOCK, 0);
            shares[t] = setting.traffic().get(t) * (0.6 + 0.8 * draws.nextDouble());
            sum += shares[t];
        }
        int[] counts = new int[ticks];
        for (int t = 0; t < ticks; t++) {
            counts[t] = (int) Math.round(setting.impressions() * shares[t] / sum);
        }
        return counts;
    }

    private void drawValues() {
        int perCategory = agents / setting.categories();
        for (int j = 0; j < agents; j++) {
            int category = j / perCategory;
            draws.at(Site.START, j, 1);
            double ratio = 0.5 + 0.1 * normal();
            for (int t = 0; t < ticks; t++) {
                draws.at(Site.START, category, 1000L + t / MEAN_BLOCK);
                double level = MEAN * (0.3 + 1.4 * draws.nextDouble());
                draws.at(Site.START, j, 2000L + t / MEAN_BLOCK);
                double own = j % perCategory == 0 ? 1 : 0.5 + draws.nextDouble();
                mean[t][j] = level * own;
                draws.at(Site.START, j, 3000L + t);
                deviation[t][j] = mean[t][j] * ratio * (0.8 + 0.4 * draws.nextDouble());
            }
        }
    }

    private double normal() {
        return NormalTable.at(draws.nextLong());
    }

    /** Whether all ticks are over. */
    public boolean ended() {
        return tick == ticks;
    }

    /** Impressions of the coming tick. */
    public int impressions() {
        return traffic[tick];
    }

    /** Currency an agent has spent. */
    public double spend(int agent) {
        return spend[agent];
    }

    /** Conversions of an agent. */
    public double conversions(int agent) {
        return conversions[agent];
    }

    /** Conversions that were to be expected of what an agent has won. */
    public double expected(int agent) {
        return expected[agent];
    }

    /** Impressions an agent has won that were exposed. */
    public double won(int agent) {
        return won[agent];
    }

    /** Mean of the highest bid that won nothing, of the last tick. */
    public double clearing() {
        return clearing;
    }

    /**
     * Plays a tick.
     *
     * @param alphas per agent, currency per conversion
     */
    public void tick(double[] alphas) {
        double[] alpha = alphas.clone();
        for (int j = 0; j < agents; j++) {
            if (budget[j] - spend[j] < LEAST_BUDGET) {
                alpha[j] = 0;
            }
            dropped[j].clear();
        }
        int round = 0;
        do {
            sell(alpha, 0, traffic[tick], round > 0);
        } while (dropOverspent(round++));
        for (int j = 0; j < agents; j++) {
            spend[j] += tickSpend[j];
            conversions[j] += tickConversions[j];
            expected[j] += tickExpected[j];
            won[j] += tickWon[j];
            lastSpend[j] = tickSpend[j];
        }
        tick++;
    }

    /**
     * Sells impressions of the present tick without taking them to the books: the hot path. Allocates nothing.
     *
     * @param alpha per agent
     * @param careful whether some agents are out of some impressions
     */
    public void sell(double[] alpha, int from, int to, boolean careful) {
        Arrays.fill(tickSpend, 0);
        Arrays.fill(tickConversions, 0);
        Arrays.fill(tickExpected, 0);
        Arrays.fill(tickWon, 0);
        double beaten = 0;
        for (int j = 0; j < agents; j++) {
            level[j] = (float) (alpha[j] * mean[tick][j]);
            spread[j] = (float) (alpha[j] * deviation[tick][j]);
            most[j] = (float) alpha[j];
            perBid[j] = alpha[j] > 0 ? 1 / alpha[j] : 0;
        }
        long place = draws.base(Site.AUCTIONS, tick);
        boolean all = careful || bounds.length > NormalTable.LANE;
        for (int i = from; i < to; i++) {
            if ((i - from) % BOUNDS_LAST == 0) {
                bound(bounds, guess);
                bound(lowBounds, LOW * guess);
            }
            draws.at(place, i);
            int found = all ? drawAll(i, careful) : drawAbove();
            int sold = auction.hold(candidates, found);
            guess += GUESSING * (LOWER * auction.highestLoser() - guess);
            beaten += auction.highestLoser();
            show(sold);
        }
        clearing = to > from ? beaten / (to - from) : 0;
    }

    /** Sets for each agent from which draw on its bid is above a guess of what wins nothing. */
    private void bound(long[] into, double low) {
        for (int w = 0; w < into.length; w++) {
            long packed = 0;
            for (int lane = 0; lane < NormalTable.PER_LONG; lane++) {
                int j = w * NormalTable.PER_LONG + lane;
                boolean bids = j < agents && spread[j] > 0;
                long least = bids ? NormalTable.leastAbove((low - level[j]) / spread[j]) : NEVER;
                packed |= least << lane * NormalTable.LANE;
            }
            into[w] = packed;
        }
    }

    /**
     * A bid is alpha times a normal variate, at most alpha. Variates are quantiles of random bits, which rise with them: those
     * whose bits are below the bound of their agent are below what wins nothing, and are neither looked up nor ranked. Four are
     * compared at once. If too few are above, a lower bound is tried, and then none.
     *
     * @return how many are to be ranked
     */
    private int drawAbove() {
        long above = 0;
        for (int w = 0; w < bounds.length; w++) {
            long bits = draws.nextLong();
            words[w] = bits;
            above |= above(bits, bounds[w], w);
        }
        if (Long.bitCount(above) <= slots) {
            above = 0;
            for (int w = 0; w < words.length; w++) {
                above |= above(words[w], lowBounds[w], w);
            }
            if (Long.bitCount(above) <= slots) {
                above = everyone;
            }
        }
        int found = 0;
        while (above != 0) {
            int place = Long.numberOfTrailingZeros(above);
            above &= above - 1;
            int w = place % NormalTable.LANE;
            int lane = place / NormalTable.LANE;
            int j = w * NormalTable.PER_LONG + lane;
            candidates[found++] = SlotAuction.key(bid(j, words[w] >>> lane * NormalTable.LANE), j);
        }
        return found;
    }

    /** A bit for each of four agents: that of lane l in word w is bit 16 l + w. */
    private static long above(long bits, long bound, int word) {
        return (((bits | NormalTable.HIGHEST) - bound) & NormalTable.HIGHEST) >>> (NormalTable.LANE - 1 - word);
    }

    /** The bids of all who are not out of an impression. */
    private int drawAll(int impression, boolean careful) {
        int found = 0;
        long bits = 0;
        for (int j = 0; j < agents; j++) {
            int lane = j % NormalTable.PER_LONG;
            bits = lane == 0 ? draws.nextLong() : bits;
            if (!careful || !dropped[j].get(impression)) {
                candidates[found++] = SlotAuction.key(bid(j, bits >>> lane * NormalTable.LANE), j);
            }
        }
        return found;
    }

    private float bid(int agent, long bits) {
        float bid = level[agent] + spread[agent] * NormalTable.at(bits);
        return bid > most[agent] ? most[agent] : bid;
    }

    /**
     * Slots are seen one after the other; a slot that is not seen hides those after it. Draws go on where those of the bids ended:
     * one long per slot, its upper half for being seen, its lower for converting.
     */
    private void show(int sold) {
        for (int k = 0; k < sold; k++) {
            long bits = draws.nextLong();
            double price = auction.next(k);
            if (bits >>> HALF >= exposed[k] || price <= reserve) {
                return;
            }
            int j = auction.winner(k);
            double value = auction.score(k) * perBid[j];
            tickSpend[j] += price;
            tickWon[j]++;
            tickExpected[j] += value;
            if ((bits & LOWER_HALF) * UNIT < value) {
                tickConversions[j]++;
            }
        }
    }

    /**
     * Notes, for every advertiser and impression of the present tick, the least bid that would have won it.
     *
     * @param alphas per agent, currency per conversion
     * @param logs one per agent
     */
    public void log(double[] alphas, List<PriceLog> logs) {
        double[] bids = new double[agents];
        double[] values = new double[agents];
        long place = draws.base(Site.AUCTIONS, tick);
        for (int i = 0; i < traffic[tick]; i++) {
            draws.at(place, i);
            long bits = 0;
            for (int j = 0; j < agents; j++) {
                int lane = j % NormalTable.PER_LONG;
                bits = lane == 0 ? draws.nextLong() : bits;
                double drawn = NormalTable.at(bits >>> lane * NormalTable.LANE);
                values[j] = Math.max(0, Math.min(1, mean[tick][j] + deviation[tick][j] * drawn));
                bids[j] = budget[j] - spend[j] < LEAST_BUDGET ? 0 : (float) (alphas[j] * values[j]);
                candidates[j] = SlotAuction.key((float) bids[j], j);
            }
            auction.hold(candidates, agents);
            for (int j = 0; j < agents; j++) {
                boolean wins = bids[j] > 0 && bids[j] >= auction.lowest();
                double least = Math.max(reserve, wins ? auction.highestLoser() : auction.lowest());
                logs.get(j).add(tick, values[j], least);
            }
        }
    }

    /** Takes a random part of what it won from whoever overspent; whether anybody had. */
    private boolean dropOverspent(int round) {
        boolean any = false;
        for (int j = 0; j < agents; j++) {
            double left = budget[j] - spend[j];
            if (tickSpend[j] <= left) {
                continue;
            }
            any = true;
            // so large a share of all impressions as of those that were won
            double share = Math.min(1, (tickSpend[j] - left) / tickSpend[j] + 1 / Math.max(1, tickWon[j]));
            draws.at(Site.DELAYS, tick, (long) j << 20 | round);
            for (int i = 0; i < traffic[tick]; i++) {
                if (draws.nextDouble() < share) {
                    dropped[j].set(i);
                }
            }
        }
        return any;
    }

    /** What an agent knows before a tick. */
    public Observation observation(int agent) {
        return new Seen(agent);
    }

    private final class Seen implements Observation {
        private final int agent;

        Seen(int agent) {
            this.agent = agent;
        }

        @Override
        public int tick() {
            return tick;
        }

        @Override
        public int ticksLeft() {
            return ticks - tick;
        }

        @Override
        public int ticksPerPeriod() {
            return ticks;
        }

        @Override
        public int ticksPerDay() {
            return ticks;
        }

        @Override
        public int hour() {
            return 0;
        }

        @Override
        public int weekday() {
            return 0;
        }

        @Override
        public double yearShare() {
            return 0;
        }

        @Override
        public int lines() {
            return 1;
        }

        @Override
        public double spent() {
            return spend[agent];
        }

        @Override
        public double spend(int line) {
            return lastSpend[agent];
        }

        @Override
        public double opportunities(int line) {
            return tick == 0 ? 0 : traffic[tick - 1];
        }

        @Override
        public double won(int line) {
            return tick == 0 ? 0 : tickWon[agent];
        }

        @Override
        public double clicks(int line) {
            return won(line);
        }

        @Override
        public double conversions(int line) {
            return tick == 0 ? 0 : tickConversions[agent];
        }

        @Override
        public double expected(int line) {
            return tick == 0 ? 0 : tickExpected[agent];
        }

        @Override
        public double price(int line) {
            return clearing;
        }

        @Override
        public double value(int line) {
            return setting.advertisers().get(agent).cpa();
        }

        @Override
        public double conversionRate(int line) {
            return 1;
        }

        @Override
        public int audiences() {
            return 0;
        }

        @Override
        public double people(Group group, int audience) {
            throw new IndexOutOfBoundsException("there are no audiences.");
        }
    }
}
