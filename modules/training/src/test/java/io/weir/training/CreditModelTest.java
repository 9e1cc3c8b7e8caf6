package io.weir.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CreditModelTest {
    /** Search brings 30 per root of spend, social nothing alone, but helps search. */
    private static double brought(double search, double social) {
        return 1000 + 30 * Math.sqrt(search) + 4 * Math.sqrt(search * social);
    }

    private static List<CreditModel.Row> rows(SplittableRandom random, double noise) {
        var rows = new ArrayList<CreditModel.Row>();
        double[] spend = {100, 50};
        for (int k = 0; k < 400; k++) {
            double[] next = {random.nextDouble(0, 200), random.nextDouble(0, 100)};
            double[] state = {random.nextDouble(0.1, 0.2)};
            double value = brought(spend[0], spend[1]) + brought(next[0], next[1]) + 500 * state[0];
            rows.add(new CreditModel.Row(spend, state, next, value + noise * random.nextGaussian()));
            spend = next;
        }
        return rows;
    }

    @Test
    void findsWhoBroughtWhatAndSharesWhatTheyBringTogether() {
        double[] credit =
                CreditModel.of(rows(new SplittableRandom(1), 0)).credit(new double[] {144, 64}, new double[] {0.15});
        double together = 4 * 12 * 8;
        assertThat(credit[0]).isCloseTo(30 * 12 + together / 2, within(40.0));
        assertThat(credit[1]).isCloseTo(together / 2, within(40.0));
    }

    @Test
    void whoSpendsNothingGetsNothing() {
        CreditModel model = CreditModel.of(rows(new SplittableRandom(2), 20));
        assertThat(model.credit(new double[] {144, 0}, new double[] {0.15})[1]).isEqualTo(0);
        assertThat(model.credit(new double[] {0, 0}, new double[] {0.15})).containsExactly(0, 0);
    }

    @Test
    void cannotLearnFromNothing() {
        assertThatThrownBy(() -> CreditModel.of(List.of())).hasMessageContaining("rows (none) must be at least one");
    }
}
