package io.weir.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Ten ticks of a thousand impressions; results cost nine tenths of the bid. */
class VolumeForecastTest {
    private static final int TICKS = 10;
    private static final double PAID = 0.9;

    /** A forecast that has seen a period with a bid of 1 in a market that wins a share of it. */
    private static VolumeForecast seen(double share) {
        var forecast = new VolumeForecast(TICKS);
        forecast.begin();
        for (int tick = 0; tick < TICKS; tick++) {
            learn(forecast, tick, 1, share);
        }
        forecast.begin();
        return forecast;
    }

    private static void learn(VolumeForecast forecast, int tick, double alpha, double share) {
        double won = 1000 * share;
        forecast.learn(tick, alpha, 1000, won, PAID * alpha * won * 0.01, won * 0.01);
    }

    @Test
    void saysNothingBeforeItHasSeenAnything() {
        assertThat(new VolumeForecast(TICKS).look(0, 1)).isFalse();
    }

    @Test
    void theSameBidBuysTheSameAgain() {
        VolumeForecast forecast = seen(0.3);
        assertThat(forecast.look(0, 1)).isTrue();
        assertThat(forecast.results(1)).isCloseTo(30, within(1e-6));
        assertThat(forecast.spend(1)).isCloseTo(27, within(1e-6));
        forecast.look(5, 1);
        assertThat(forecast.results(1)).isCloseTo(15, within(1e-6));
    }

    @Test
    void moreIsBoughtTheHigherTheBidButNeverMoreThanThereIs() {
        VolumeForecast forecast = seen(0.3);
        forecast.look(0, 1);
        double before = 0;
        for (double alpha = 0.2; alpha < 50; alpha *= 1.1) {
            assertThat(forecast.results(alpha)).isGreaterThanOrEqualTo(before);
            before = forecast.results(alpha);
        }
        assertThat(before).isLessThanOrEqualTo(100.0);
    }

    @Test
    void learnsThatAMarketIsFlatterThanItThought() {
        VolumeForecast steep = seen(0.1);
        VolumeForecast flat = seen(0.1);
        // bids go up by half and down again, and what is won follows by half as much
        for (int tick = 0; tick < TICKS; tick++) {
            double alpha = tick % 2 == 0 ? 1.5 : 1;
            learn(flat, tick, alpha, 0.1 * Math.sqrt(alpha));
        }
        flat.begin();
        steep.look(0, 1);
        flat.look(0, 1);
        double believed = steep.results(1.5) / steep.results(1);
        double learned = flat.results(1.5) / flat.results(1);
        assertThat(believed).isGreaterThan(2);
        assertThat(learned).isBetween(1.0, 1.6);
    }

    @Test
    void ticksWhoseBidsWereFarOffSayLittle() {
        var forecast = new VolumeForecast(TICKS);
        for (double alpha : new double[] {0.05, 1}) {
            forecast.begin();
            for (int tick = 0; tick < TICKS; tick++) {
                learn(forecast, tick, alpha, 0.1 * alpha);
            }
        }
        forecast.begin();
        forecast.look(0, 1);
        assertThat(forecast.results(1)).isCloseTo(10, within(0.1));
    }

    @Test
    void aBusyPeriodIsExpectedToStayBusy() {
        VolumeForecast forecast = seen(0.3);
        for (int tick = 0; tick < 5; tick++) {
            forecast.learn(tick, 1, 2000, 600, PAID * 6, 6);
        }
        forecast.look(5, 1);
        assertThat(forecast.results(1)).isBetween(18.0, 30.0);
    }

    @Test
    void aCopyGoesOnByItself() {
        VolumeForecast forecast = seen(0.3);
        VolumeForecast copy = forecast.copy();
        learn(copy, 0, 1, 0.9);
        forecast.look(1, 1);
        double before = forecast.results(1);
        copy.look(1, 1);
        assertThat(copy.results(1)).isGreaterThan(before);
        forecast.look(1, 1);
        assertThat(forecast.results(1)).isEqualTo(before);
    }
}
