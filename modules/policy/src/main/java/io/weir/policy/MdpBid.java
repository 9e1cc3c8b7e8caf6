package io.weir.policy;

import java.util.OptionalDouble;

/**
 * Bids what an impression is worth beyond the budget that it takes from later ones, by dynamic programming: RLB of Cai et al.
 * (2017), or, where every impression is taken for a mean one, SS-MDP of Amin et al. (2012), <em>Budget optimization for
 * sponsored search: censored learning in MDPs</em>, as compared there.
 */
public final class MdpBid implements ImpressionBidder {
    private final MdpTable table;
    private final OptionalDouble mean;
    private final Episode episode = new Episode();

    private MdpBid(MdpTable table, OptionalDouble mean) {
        this.table = table;
        this.mean = mean;
    }

    /** RLB: looks at the value of each impression. */
    public static MdpBid byValue(MdpTable table) {
        return new MdpBid(table, OptionalDouble.empty());
    }

    /**
     * SS-MDP: takes all for mean ones.
     *
     * @param mean value of an impression, KPI units
     */
    public static MdpBid byMean(MdpTable table, double mean) {
        return new MdpBid(table, OptionalDouble.of(mean));
    }

    @Override
    public void begin(double budget, int impressions) {
        episode.begin(budget, impressions);
    }

    @Override
    public double bid(double value) {
        int left = (int) episode.left();
        return table.worthPaying(episode.toCome(), left, mean.orElse(Episode.requireValue(value)));
    }

    @Override
    public void result(boolean won, double price) {
        episode.result(won, price);
    }
}
