package io.weir.hierarchy;

import com.google.common.collect.ImmutableList;
import io.weir.bidding.EmailBidder;
import io.weir.bidding.PacedBidder;
import io.weir.core.BiddingAgent;
import io.weir.core.ChannelKind;
import io.weir.core.MarketLayout;

/** The bidders of a team. */
public final class Teams {
    private static final double FIRST_BID = 0.5;
    private static final int MAIL_HOUR = 9;
    private static final double MOST_MAILS = 20;

    private Teams() {}

    /** One per channel: mail is weighed against its readers, all else is paced by a forecast. */
    public static ImmutableList<BiddingAgent> paced(MarketLayout layout) {
        return layout.channels().stream()
                .map(seat -> bidder(seat.channel().kind(), layout.daysPerPeriod()))
                .collect(ImmutableList.toImmutableList());
    }

    private static BiddingAgent bidder(ChannelKind kind, int days) {
        return kind == ChannelKind.EMAIL
                ? new EmailBidder(MAIL_HOUR, MOST_MAILS * days / 7, EmailBidder.HORIZON)
                : new PacedBidder(FIRST_BID);
    }
}
