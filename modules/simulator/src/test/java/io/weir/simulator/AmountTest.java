package io.weir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.Band;
import org.junit.jupiter.api.Test;

class AmountTest {
    @Test
    void fewMarketsHaveAWideInterval() {
        // mean 2, standard error 1 / sqrt(3); Student's 97.5 % quantile of two degrees of freedom is 4.3027
        Band band = Amount.band(new double[] {1, 2, 3});
        assertThat(band.value()).isEqualTo(2);
        assertThat(band.high() - 2).isCloseTo(4.3027 / Math.sqrt(3), within(1e-4));
        assertThat(2 - band.low()).isCloseTo(band.high() - 2, within(1e-12));
    }

    @Test
    void ofOneMarketNothingTellsHowSureItIs() {
        assertThat(Amount.band(new double[] {5})).isEqualTo(new Band(5, 5, 5));
    }
}
