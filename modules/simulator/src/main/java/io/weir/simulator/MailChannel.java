package io.weir.simulator;

import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import com.google.common.collect.ImmutableList;
import io.weir.core.BiddingAgent;
import io.weir.core.ChannelKind;
import io.weir.core.Line;
import io.weir.core.Line.Unit;

/**
 * Mail to the list: no auction, a price per mail. The lines are the prospects, customers and lapsed customers on it. Every
 * mail tires its readers: with {@code had} mails per reader that fade with {@code recovery}, the open rate is {@code open /
 * (1 + had / tired)} and the share that leaves per mail {@code unsubscribe * (1 + had / tired)}.
 *
 * @param name unique in the world
 * @param cost of one mail, currency, {@code > 0}
 * @param open share of mails that are opened by readers who are not tired
 * @param click share of opened mails that are clicked
 * @param conversionRate of clicks of people in need
 * @param readiness multiple of it by what the reader is after
 * @param persuasion what an opened mail does
 * @param unsubscribe share of readers that leave per mail
 * @param complain share of mails that are reported as junk; those readers leave too
 * @param recovery days after which half of the mails had are forgotten
 * @param tired mails per reader at which the open rate is halved
 * @param spend what it spent in the history
 * @param bidder who spends it
 */
public record MailChannel(
        String name,
        double cost,
        double open,
        double click,
        double conversionRate,
        Readiness readiness,
        Persuasion persuasion,
        double unsubscribe,
        double complain,
        double recovery,
        double tired,
        SpendPath spend,
        BiddingAgent bidder)
        implements MediaChannel {
    /** The lines, in the order of {@code status}. */
    static final ImmutableList<Line> LINES = ImmutableList.of(
            new Line("prospects", Unit.SEND), new Line("customers", Unit.SEND), new Line("lapsed", Unit.SEND));

    /** @throws IllegalArgumentException if a component is out of range */
    public MailChannel {
        requirePositive("cost", cost);
        requireInRange("open", open, 0, 1);
        requireInRange("click", click, 0, 1);
        requireInRange("conversion-rate", conversionRate, 0, 1);
        requireInRange("unsubscribe", unsubscribe, 0, 1);
        requireInRange("complain", complain, 0, 1);
        requirePositive("recovery", recovery);
        requirePositive("tired", tired);
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.EMAIL;
    }

    @Override
    public ImmutableList<Line> lines(ImmutableList<Audience> audiences) {
        return LINES;
    }
}
