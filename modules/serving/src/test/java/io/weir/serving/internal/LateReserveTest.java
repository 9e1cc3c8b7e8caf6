package io.weir.serving.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LateReserveTest {
    private static final long PATIENCE = 1000;

    private final LateReserve reserve = new LateReserve(PATIENCE);

    @Test
    void keepsTheShareThatWonLate() {
        long now = 1_700_000_000_000L;
        for (int bid = 0; bid < 900; bid++) {
            reserve.ended(10, now);
        }
        assertThat(reserve.micros(now)).isEqualTo(9);
        for (int bid = 0; bid < 199; bid++) {
            reserve.won();
        }
        assertThat(reserve.micros(now)).isEqualTo(1800);
    }

    @Test
    void keepsNothingForBidsThatEndedLongAgo() {
        reserve.ended(1_000_000, 5 * PATIENCE);
        reserve.ended(1_000_000, 9 * PATIENCE);
        assertThat(reserve.micros(14 * PATIENCE)).isEqualTo(2 * reserve.micros(15 * PATIENCE));
        assertThat(reserve.micros(18 * PATIENCE)).isPositive();
        assertThat(reserve.micros(19 * PATIENCE)).isZero();
        assertThat(reserve.micros(Long.MAX_VALUE)).isZero();
    }

    @Test
    void neverKeepsMoreThanEnded() {
        reserve.ended(7, 0);
        for (int notice = 0; notice < 1000; notice++) {
            reserve.won();
        }
        assertThat(reserve.micros(0)).isEqualTo(7);
    }
}
