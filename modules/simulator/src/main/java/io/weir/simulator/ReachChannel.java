package io.weir.simulator;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import com.google.common.collect.ImmutableList;
import io.weir.core.BiddingAgent;
import io.weir.core.ChannelKind;
import io.weir.core.Line;
import io.weir.core.Line.Unit;

/**
 * Ads that people come across: social feeds, video, display, television. Every impression is an auction for one slot, paid by
 * impression; without rivals the reserve alone makes the price. What an audience has seen lately, impressions per person that
 * fade with {@code memory}, decides how much an ad does: {@code effect = reached share of the day * seen^slope / (half^slope +
 * seen^slope) / (1 + seen / wear)}.
 *
 * @param name unique in the world
 * @param kind social or other
 * @param supply impressions per person and day that can be bid for, at most 1000
 * @param firstPrice whether the winner pays its own bid, not the next
 * @param reserve least price of a thousand impressions
 * @param relevance standard deviation of the logarithm of an ad's relevance to a person, 0 to 2
 * @param clickRate of impressions to people in need or searching
 * @param idleClicks click rate of the others over that, 0 to 1
 * @param conversionRate of clicks of people in need
 * @param readiness multiple of it by what the visitor is after
 * @param persuasion what seeing it does
 * @param memory days after which half of what was seen is forgotten
 * @param half impressions per person at which half of the effect is reached; 0: the first has all of it
 * @param slope how steep that is, 0.5 to 5
 * @param wear impressions per person at which the audience is tired enough to halve the effect, and the clicks
 * @param signUp share of visitors that join the list
 * @param spend what it spent in the history
 * @param bidder who spends it
 */
public record ReachChannel(
        String name,
        ChannelKind kind,
        double supply,
        boolean firstPrice,
        Price reserve,
        double relevance,
        double clickRate,
        double idleClicks,
        double conversionRate,
        Readiness readiness,
        Persuasion persuasion,
        double memory,
        double half,
        double slope,
        double wear,
        double signUp,
        SpendPath spend,
        BiddingAgent bidder)
        implements MediaChannel {
    /** @throws IllegalArgumentException if a component is out of range */
    public ReachChannel {
        require(kind == ChannelKind.SOCIAL || kind == ChannelKind.OTHER, "kind (%s) must be social or other.", kind);
        requireInRange("supply", supply, 0, 1000);
        requireInRange("relevance", relevance, 0, 2);
        requireInRange("click-rate", clickRate, 0, 1);
        requireInRange("idle-clicks", idleClicks, 0, 1);
        requireInRange("conversion-rate", conversionRate, 0, 1);
        requirePositive("memory", memory);
        requireInRange("half", half, 0, 1e6);
        requireInRange("slope", slope, 0.5, 5);
        requirePositive("wear", wear);
        requireInRange("sign-up", signUp, 0, 1);
    }

    @Override
    public ImmutableList<Line> lines(ImmutableList<Audience> audiences) {
        return audiences.stream()
                .map(audience -> new Line(audience.name(), Unit.THOUSAND_IMPRESSIONS))
                .collect(ImmutableList.toImmutableList());
    }
}
