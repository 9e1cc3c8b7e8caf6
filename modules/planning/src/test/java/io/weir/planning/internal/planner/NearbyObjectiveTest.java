package io.weir.planning.internal.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.Objective;
import org.junit.jupiter.api.Test;

class NearbyObjectiveTest {
    private static final double[] CENTRE = {4, 9};

    /** {@code sum_k height * sqrt(x_k)}, with a sketch that is off in height. */
    private record Roots(double height, boolean hasSketch) implements Objective {
        @Override
        public int cells() {
            return 2;
        }

        @Override
        public double value(double[] spend) {
            return height * (Math.sqrt(spend[0]) + Math.sqrt(spend[1]));
        }

        @Override
        public double valueAndGradient(double[] spend, double[] gradient) {
            for (int k = 0; k < 2; k++) {
                gradient[k] = height / (2 * Math.sqrt(spend[k]));
            }
            return value(spend);
        }

        @Override
        public Objective sketch() {
            return hasSketch ? new Roots(1.1 * height, false) : this;
        }

        @Override
        public Concave concaveMajorant(double[] lower, double[] upper) {
            return this::valueAndGradient;
        }
    }

    @Test
    void agreesWithTheFullObjectiveAtItsCentre() {
        Objective.Tracker tracker =
                NearbyObjective.of(new Roots(2, true), CENTRE).track(CENTRE);

        assertThat(tracker.value()).isCloseTo(10, within(1e-12));
    }

    @Test
    void errsBySecondOrderOfTheDistanceAlone() {
        assertThat(error(0.2) / error(0.1)).isCloseTo(4, within(0.2));
    }

    /** Of a plan that lies {@code distance} beside the centre. */
    private static double error(double distance) {
        var full = new Roots(2, true);
        Objective.Tracker tracker = NearbyObjective.of(full, CENTRE).track(CENTRE);
        double[] plan = {CENTRE[0] + distance, CENTRE[1] - distance};
        tracker.set(0, plan[0]);
        tracker.set(1, plan[1]);
        return Math.abs(tracker.value() - full.value(plan));
    }

    @Test
    void valuesWholePlansInFull() {
        var full = new Roots(2, true);

        assertThat(NearbyObjective.of(full, CENTRE).value(new double[] {1, 1})).isEqualTo(4);
        assertThat(NearbyObjective.of(full, CENTRE).valueAndGradient(new double[] {1, 1}, new double[2]))
                .isEqualTo(4);
    }

    @Test
    void isTheObjectiveItselfWhereThatHasNoSketch() {
        var full = new Roots(2, false);

        assertThat(NearbyObjective.of(full, CENTRE)).isSameAs(full);
    }
}
