package io.weir.simulator;

import com.google.common.collect.ImmutableList;
import io.weir.core.BiddingAgent;
import io.weir.core.ChannelKind;
import io.weir.core.Line;

/** A channel of the world. */
public sealed interface MediaChannel permits SearchChannel, ReachChannel, MailChannel {
    /** Unique in the world. */
    String name();

    /** What kind of channel planners call it. */
    ChannelKind kind();

    /** What can be bid on, given the audiences of the world. */
    ImmutableList<Line> lines(ImmutableList<Audience> audiences);

    /** What it spent in the history. */
    SpendPath spend();

    /** Who spends it unless somebody else does; copied, never used itself. */
    BiddingAgent bidder();
}
