package io.weir.simulator;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.BiddingAgent;
import io.weir.core.ChannelKind;
import io.weir.core.Line;
import io.weir.core.Line.Unit;

/**
 * Ads beside search results: people who search ask queries; each is a generalised second-price auction with several slots,
 * paid by click (Edelman, Ostrovsky and Schwarz 2007, <em>Internet advertising and the generalized second-price
 * auction</em>). Ranked by bid times quality times relevance; the price is the least bid that keeps the slot.
 *
 * @param name unique in the world
 * @param keywords groups of queries, at least one
 * @param slots click rate of each slot over that of the first, falling, the first is 1; 1 to 8 of them
 * @param relevance standard deviation of the logarithm of an ad's relevance to a query, 0 to 2
 * @param quality of our ads: click rate over that of the usual ad, 0.05 to 20
 * @param signUp share of visitors that join the list
 * @param spend what it spent in the history
 * @param bidder who spends it
 */
public record SearchChannel(
        String name,
        ImmutableList<Keywords> keywords,
        ImmutableDoubleArray slots,
        double relevance,
        double quality,
        double signUp,
        SpendPath spend,
        BiddingAgent bidder)
        implements MediaChannel {
    /** @throws IllegalArgumentException if a component is out of range */
    public SearchChannel {
        require(!keywords.isEmpty(), "keywords (%s) must not be empty.", keywords);
        require(slots.length() >= 1 && slots.length() <= 8, "slots (%s) must be 1 to 8.", slots);
        require(slots.get(0) == 1, "the first slot (%s) must be 1.", slots.get(0));
        for (int k = 1; k < slots.length(); k++) {
            require(
                    slots.get(k) <= slots.get(k - 1) && slots.get(k) > 0,
                    "slots (%s) must fall and be above 0.",
                    slots);
        }
        requireInRange("relevance", relevance, 0, 2);
        requireInRange("quality", quality, 0.05, 20);
        requireInRange("sign-up", signUp, 0, 1);
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.SEARCH;
    }

    @Override
    public ImmutableList<Line> lines(ImmutableList<Audience> audiences) {
        return keywords.stream().map(k -> new Line(k.name(), Unit.CLICK)).collect(ImmutableList.toImmutableList());
    }

    /**
     * Queries that are bid on together.
     *
     * @param name unique in the channel
     * @param queries per searching person and day, at most 50
     * @param clickRate of the usual ad in the first slot
     * @param conversionRate of clicks of people who search
     * @param reserve least price of a click
     */
    public record Keywords(
            String name, ByAttitude queries, ByAttitude clickRate, ByAttitude conversionRate, Price reserve) {
        /** @throws IllegalArgumentException if a component is out of range */
        public Keywords {
            require(!name.isBlank(), "keyword group name (%s) must not be blank.", name);
            requireInRange("queries", queries.largest(), 0, 50);
            requireInRange("click-rate", clickRate.largest(), 0, 1);
            requireInRange("conversion-rate", conversionRate.largest(), 0, 1);
        }
    }
}
