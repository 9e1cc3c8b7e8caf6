package io.weir.planning.internal.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.Objective;
import org.junit.jupiter.api.Test;

final class ClosenessTest {
    private static final double[] CENTRE = {100, 300, 0, 200};
    private static final Objective CLOSENESS = new Closeness(CENTRE, new Worthless(4, 2), 5000);

    @Test
    void isGreatestAtItsCentre() {
        assertThat(CLOSENESS.value(CENTRE)).isEqualTo(5000);
        assertThat(CLOSENESS.value(new double[] {150, 250, 0, 200})).isLessThan(5000);
        assertThat(CLOSENESS.value(new double[] {200, 200, 0, 200}))
                .isLessThan(CLOSENESS.value(new double[] {150, 250, 0, 200}));
    }

    @Test
    void itsGradientIsItsSlope() {
        double[] plan = {130, 250, 20, 200};
        var gradient = new double[4];
        CLOSENESS.valueAndGradient(plan, gradient);
        for (int cell = 0; cell < 4; cell++) {
            double[] more = plan.clone();
            double[] less = plan.clone();
            more[cell] += 0.5;
            less[cell] -= 0.5;
            assertThat(gradient[cell]).isCloseTo(CLOSENESS.value(more) - CLOSENESS.value(less), within(1e-9));
        }
    }

    @Test
    void aTrackerKeepsUp() {
        var tracker = CLOSENESS.track(CENTRE);
        tracker.set(0, 170);
        tracker.set(3, 130);
        tracker.set(0, 150);
        assertThat(tracker.value()).isCloseTo(CLOSENESS.value(new double[] {150, 300, 0, 130}), within(1e-9));
    }

    @Test
    void aPlanOfNothingIsKeptToo() {
        assertThat(new Closeness(new double[3], new Worthless(3, 3), 0).value(new double[] {1, 2, 3}))
                .isZero();
    }

    @Test
    void returnsAreReckonedByWhatItStandsFor() {
        var objective = new Worthless(4, 2);

        assertThat(new Closeness(CENTRE, objective, 5000).expectation()).isSameAs(objective);
    }

    /** An objective by which nothing is worth anything. */
    private record Worthless(int cells, int columns) implements Unbounded {
        @Override
        public double value(double[] spend) {
            return 0;
        }

        @Override
        public double valueAndGradient(double[] spend, double[] gradient) {
            return 0;
        }
    }
}
