package io.weir.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.Bids;
import io.weir.testkit.AuctionStub;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list of 400 readers, a mail at 0.01: a mailing to all of them costs 4. */
class EmailBidderTest {
    private static final int HOURS = 168;

    /** Who mails as if nobody ever left. */
    private static EmailBidder careless(int hour, double cap) {
        return new EmailBidder(hour, cap, 0.01);
    }

    private static EmailBidder careful() {
        return new EmailBidder(9, 20, EmailBidder.HORIZON);
    }

    /** Days of a week on which mail goes out, and the share of readers that get it. */
    private static List<double[]> week(EmailBidder agent, double target) {
        // the stub charges nothing for mails, so that what is left is told by the target alone
        var market = new AuctionStub(bid -> 0);
        var bids = new Bids(1);
        agent.begin(target);
        double spent = 0;
        var days = new ArrayList<double[]>();
        for (int tick = 0; tick < HOURS; tick++) {
            agent.retarget(Math.max(0, target - spent));
            agent.bid(market, bids);
            if (bids.bid(0) > 0) {
                days.add(new double[] {market.weekday(), bids.bid(0)});
                assertThat(market.hour()).isEqualTo(9);
                spent += bids.bid(0) * market.opportunities(0) * market.price(0);
            }
            market.skip();
        }
        assertThat(spent).isLessThanOrEqualTo(target * (1 + 1e-9));
        return days;
    }

    @Test
    void aTargetThatOneMailingSpendsGoesOutAtOnce() {
        List<double[]> days = week(careless(9, 7), 3);
        assertThat(days).hasSize(1);
        assertThat(days.get(0)[1]).isEqualTo(0.75, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"8, 2", "12, 3", "28, 7"})
    void largerTargetsTakeAsFewMailingsAsTheListAllows(double target, int mailings) {
        List<double[]> days = week(careless(9, 7), target);
        assertThat(days).hasSize(mailings);
        double sent = days.stream().mapToDouble(day -> day[1]).sum();
        assertThat(sent * 4).isCloseTo(target, within(0.01 * target));
    }

    @Test
    void theLastMailingTakesWhatIsLeft() {
        List<double[]> days = week(careless(9, 7), 5);
        assertThat(days).hasSize(2);
        assertThat(days.get(0)[1]).isEqualTo(1);
        assertThat(days.get(1)[1]).isCloseTo(0.25, within(1e-6));
    }

    @Test
    void partsThatHardlyDifferAreMailedAlike() {
        var list = new ListStub(4, 0.001, 0, new double[] {20_000, 20_000}, new double[] {0.22, 0.2});
        double[] mails = list.week(careful(), 200, 4);
        assertThat(mails[0]).isCloseTo(mails[1], within(0.01));
    }

    @Test
    void mailingsLeaveReadersDaysBetween() {
        List<double[]> days = week(careless(9, 7), 8);
        assertThat(days.get(1)[0] - days.get(0)[0]).isGreaterThanOrEqualTo(3);
    }

    @Test
    void nobodyGetsMoreMailsThanTheCap() {
        List<double[]> days = week(careless(9, 1.5), 28);
        assertThat(days.stream().mapToDouble(day -> day[1]).sum()).isCloseTo(1.5, within(1e-6));
    }

    @Test
    void aTargetThatCostsMoreReadersThanItIsWorthStaysUnspent() {
        var list = new ListStub(3, 0.004, 0.001, new double[] {50_000}, new double[] {0.2});
        EmailBidder agent = careful();
        double mails = list.week(agent, 5_000, 20)[0];
        assertThat(mails).isBetween(1.0, 4.5);
        assertThat(agent.shadowPrice()).isZero();
        assertThat(agent.forecastSpend()).isCloseTo(list.spentInAll(), within(0.03 * list.spentInAll()));
        double careless = new ListStub(3, 0.004, 0.001, new double[] {50_000}, new double[] {0.2})
                .week(careless(9, 20), 5_000, 20)[0];
        assertThat(careless).isGreaterThan(6.5);
    }

    @Test
    void aListThatLosesManyIsMailedLessThanOneThatLosesFew() {
        double few = new ListStub(4, 0.001, 0, new double[] {50_000}, new double[] {0.2}).week(careful(), 5_000, 20)[0];
        double many = new ListStub(4, 0.02, 0, new double[] {50_000}, new double[] {0.2}).week(careful(), 5_000, 20)[0];
        assertThat(many).isLessThan(0.5 * few);
    }

    @Test
    void partsWhoseMailsBringMoreGetMore() {
        var list = new ListStub(4, 0.001, 0, new double[] {20_000, 20_000}, new double[] {0.9, 0.1});
        double[] mails = list.week(careful(), 200, 4);
        assertThat(mails[0]).isGreaterThan(1.2 * mails[1]);
        assertThat(mails[1]).isPositive();
        assertThat(list.spentInAll()).isBetween(198.0, 200.0 + 1e-9);
    }

    @Test
    void moreMoneyIsWorthLessWhereMoreIsSpent() {
        double before = Double.POSITIVE_INFINITY;
        for (double target : new double[] {200, 500, 1_000}) {
            EmailBidder agent = careful();
            new ListStub(4, 0.001, 0, new double[] {50_000}, new double[] {0.2}).week(agent, target, 6);
            assertThat(agent.shadowPrice()).isPositive().isLessThan(before);
            before = agent.shadowPrice();
        }
    }

    @Test
    void numbersThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> careless(24, 1)).hasMessageContaining("hour (24)");
        assertThatThrownBy(() -> careless(9, 0)).hasMessageContaining("cap");
        assertThatThrownBy(() -> new EmailBidder(9, 1, 0)).hasMessageContaining("horizon");
    }
}
