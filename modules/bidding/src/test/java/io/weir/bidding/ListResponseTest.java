package io.weir.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListResponseTest {
    private static final double YEAR = 52;

    @ParameterizedTest
    @ValueSource(doubles = {1, 4, 20})
    void learnsFromClicksHowFastReadersTire(double tired) {
        var response = new ListResponse(YEAR);
        var random = new SplittableRandom(7);
        for (int mailing = 0; mailing < 80; mailing++) {
            double had = random.nextDouble(0.1, 3);
            response.learnClicks(20_000, had, 20_000 * 0.03 / (1 + had / tired));
        }
        assertThat(response.tiredness(2)).isCloseTo(1 + 2 / tired, within(0.12 * (1 + 2 / tired)));
    }

    @Test
    void tellsLeaversFromAListThatGrows() {
        var response = new ListResponse(YEAR);
        var random = new SplittableRandom(8);
        for (int day = 0; day < 100; day++) {
            double mailed = day % 3 == 0 ? 0.8 : 0;
            double joining = 0.004 + 0.001 * random.nextGaussian();
            response.learnLeaving(mailed, joining - 0.01 * mailed);
        }
        assertThat(response.leaving()).isCloseTo(0.01, within(0.0015));
    }

    @Test
    void whereNothingIsToldNothingIsLearned() {
        var response = new ListResponse(YEAR);
        double before = response.worth(2);
        response.learnClicks(1_000, 1, 0);
        response.learnClicks(0, 1, 0);
        response.learnLeaving(1, Double.NaN);
        response.learnLeaving(1, -0.9);
        assertThat(response.worth(2)).isEqualTo(before);
    }

    @Test
    void moreMailIsWorthMoreUntilItCostsTooManyReaders() {
        var response = new ListResponse(YEAR);
        assertThat(response.worth(1)).isGreaterThan(response.worth(0.5));
        assertThat(response.worth(14)).isLessThan(response.worth(3));
        var careless = new ListResponse(0.01);
        assertThat(careless.worth(14)).isGreaterThan(careless.worth(3));
    }

    @Test
    void mailIsForgottenByHalfInAWeek() {
        // a mail a week: half of each is left a week later, and 1/2 + 1/4 + ... of them are remembered
        assertThat(ListResponse.remembered(1)).isCloseTo(1, within(1e-12));
        assertThat(ListResponse.remembered(0.5)).isCloseTo(0.5, within(1e-12));
        assertThat(ListResponse.remembered(7)).isCloseTo(9.6, within(0.05));
        assertThat(ListResponse.kept(7)).isEqualTo(0.5);
    }
}
