package io.weir.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.ChannelKind;
import org.junit.jupiter.api.Test;

class ReturnEvidenceTest {
    private static final ImmutableList<ChannelKind> KINDS =
            ImmutableList.of(ChannelKind.SEARCH, ChannelKind.SOCIAL, ChannelKind.EMAIL);

    /** A week in which everything is bought; amounts are in a currency of which there are {@code unit} in another. */
    private static PeriodSeen seen(double unit, double size) {
        return new PeriodSeen(
                all(unit * size, 600, 300, 100),
                all(unit * size, 600, 300, 100),
                all(size, 300, 20_000, 20_000),
                all(size, 300, 240, 400),
                all(size, 20, 10, 10),
                all(unit * size, 2000, 1000, 1000),
                all(1, 3, 4, 9),
                unit * size * 9000,
                size * 10_000,
                7);
    }

    private static ImmutableDoubleArray all(double factor, double... values) {
        return ImmutableDoubleArray.copyOf(ImmutableDoubleArray.copyOf(values).stream()
                .map(value -> factor * value)
                .toArray());
    }

    private static double[] observed(PeriodSeen seen, int channel) {
        var evidence = new ReturnEvidence(KINDS, seen, new double[][] {{2, 4}, {3, 5}, {1, 1}});
        double[] input = new double[ReturnEvidence.INPUTS.size()];
        evidence.observe(channel, input);
        return input;
    }

    private static double of(String name, double[] input) {
        return input[ReturnEvidence.INPUTS.indexOf(name)];
    }

    @Test
    void tellsHowManyAreReachedAndWhatAClickBrings() {
        double[] social = observed(seen(1, 1), 1);
        assertThat(of("volume", social))
                .as("two impressions a person, a twentieth is usual")
                .isCloseTo(Math.log(40), within(1e-9));
        assertThat(of("clicks", social)).isCloseTo(Math.log(12), within(1e-9));
        // all channels together bring 4 a unit of money and orders are of 100: a click at 1.25 would bring a twentieth
        assertThat(of("reference", social)).isCloseTo(Math.log(0.8), within(1e-9));
        assertThat(of("click-orders", social)).isCloseTo(Math.log(5), within(1e-9));
        assertThat(of("social/volume", social)).isEqualTo(of("volume", social));
        assertThat(of("search/volume", social)).isZero();
    }

    @Test
    void knowsNeitherCurrencyNorSize() {
        for (int c = 0; c < KINDS.size(); c++) {
            assertThat(observed(seen(150, 1), c)).containsExactly(observed(seen(1, 1), c), within(1e-9));
            assertThat(observed(seen(1, 40), c)).containsExactly(observed(seen(1, 1), c), within(1e-9));
        }
    }

    @Test
    void daysOfWhichAWeekIsMadeAreLikeIt() {
        PeriodSeen week = seen(1, 1);
        var day = new PeriodSeen(
                all(1.0 / 7, week.targets().toArray()),
                all(1.0 / 7, week.spend().toArray()),
                all(1.0 / 7, week.volume().toArray()),
                all(1.0 / 7, week.clicks().toArray()),
                all(1.0 / 7, week.orders().toArray()),
                all(1.0 / 7, week.credited().toArray()),
                week.shadowPrices(),
                week.kpi() / 7,
                week.people(),
                1);
        assertThat(observed(day, 1)).containsExactly(observed(week, 1), within(1e-9));
    }

    @Test
    void whereNothingWasBoughtNumbersStayWithinBounds() {
        var none = all(1, 0, 0, 0);
        var seen = new PeriodSeen(none, none, none, none, none, none, all(Double.NaN, 1, 1, 1), 0, 0, 7);
        for (int c = 0; c < KINDS.size(); c++) {
            for (double one : observed(seen, c)) {
                assertThat(one).isBetween(-9.3, 4.0);
            }
        }
    }
}
