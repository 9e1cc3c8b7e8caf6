package io.weir.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.ChannelKind;
import io.weir.core.ForwardingObservation;
import io.weir.core.Observation;
import io.weir.hierarchy.WeighedBidder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirmRivalTest {
    private static final int SOCIAL = 1;
    private static final Bids BIDS = new Bids(2);

    /** Two lines that are worth 9 to whoever looks, if nobody says otherwise. */
    private static final Observation SEEN = new ForwardingObservation() {
        @Override
        protected Observation seen() {
            throw new AssertionError("nothing else is to be looked at");
        }

        @Override
        public int lines() {
            return 2;
        }

        @Override
        public double value(int line) {
            return 9;
        }
    };

    /** What was asked of it last. */
    private static final class Told implements BiddingAgent {
        private final List<Double> targets = new ArrayList<>();
        private double first;
        private double second;

        @Override
        public void begin(double target) {
            targets.add(target);
        }

        @Override
        public void retarget(double target) {
            targets.add(-target);
        }

        @Override
        public void bid(Observation seen, Bids bids) {
            first = seen.value(0);
            second = seen.value(1);
        }

        @Override
        public BiddingAgent copy() {
            return this;
        }
    }

    private final FirmOrders orders = new FirmOrders();
    private final Told told = new Told();
    private final FirmRival rival =
            new FirmRival(orders, SOCIAL, new double[] {1, 2}, new WeighedBidder(told, ChannelKind.SOCIAL));

    private void order(double target, double weight, double... values) {
        orders.give(new double[] {77, target}, new double[] {-0.7, weight}, new double[][] {{70, 7}, values});
    }

    private void period(BiddingAgent agent) {
        agent.begin(50);
        agent.bid(SEEN, BIDS);
    }

    @Test
    void withoutOrdersItDoesWhatIsUsual() {
        period(rival);
        assertThat(told.targets).containsExactly(50.0);
        assertThat(told.first).isEqualTo(1);
        assertThat(told.second).isEqualTo(2);
    }

    @Test
    void ordersThatComeAfterThePeriodBeganAreFollowedOnce() {
        rival.begin(50);
        order(30, 0, 3, 5);
        rival.bid(SEEN, BIDS);
        rival.bid(SEEN, BIDS);
        assertThat(told.targets).containsExactly(30.0);
        assertThat(told.first).isEqualTo(3);
        assertThat(told.second).isEqualTo(5);

        // a firm that orders nothing more does what is usual, with values of its own
        period(rival);
        assertThat(told.targets).containsExactly(30.0, 50.0);
        assertThat(told.first).isEqualTo(1);
    }

    @Test
    void valuesAreWeighedAsTheFirmSays() {
        rival.begin(50);
        order(30, 1, 2, 4);
        rival.bid(SEEN, BIDS);
        // over their mean, 3
        assertThat(told.first).isEqualTo(2 * 2 / 3.0);
        assertThat(told.second).isEqualTo(4 * 4 / 3.0);
        period(rival);
        assertThat(told.first).isEqualTo(1);
    }

    @Test
    void ordersThatWereForgottenAreNotFollowed() {
        order(30, 1, 2, 4);
        orders.forget();
        period(rival);
        assertThat(told.targets).containsExactly(50.0);
        assertThat(told.first).isEqualTo(1);
    }

    @Test
    void copiesFollowTheSameOrders() {
        BiddingAgent copy = rival.copy();
        order(30, 0, 3, 5);
        period(rival);
        period(copy);
        assertThat(told.targets).containsExactly(30.0, 30.0);
        // what was followed before a copy was taken is not followed by it again
        period(rival.copy());
        assertThat(told.targets).endsWith(50.0);
    }
}
