package io.weir.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LinearConstraintTest {
    private static LinearConstraint between(double lower, double upper) {
        return new LinearConstraint(
                "rule-1", "a limit", new int[] {0, 2}, new double[] {1, -2}, lower, upper, OptionalDouble.empty());
    }

    @Test
    void tellsByHowMuchAPlanBreaksIt() {
        var constraint = between(-1, 3);
        assertThat(constraint.at(new double[] {5, 99, 1})).isEqualTo(3);
        assertThat(constraint.violation(new double[] {5, 99, 1})).isZero();
        assertThat(constraint.violation(new double[] {7, 99, 1})).isEqualTo(2);
        assertThat(constraint.violation(new double[] {0, 99, 1})).isEqualTo(1);
    }

    @Test
    void limitsThatExcludeEachOtherAreRefused() {
        assertThatThrownBy(() -> between(4, 3)).hasMessage("a limit: lower (4.0) is above upper (3.0).");
        assertThatThrownBy(() -> new FeasibleRegion(new double[] {2}, new double[] {1}, 0, 1, ImmutableList.of()))
                .hasMessageContaining("cell 0");
        assertThatThrownBy(
                        () -> new FeasibleRegion(new double[] {0}, new double[] {Double.NaN}, 0, 1, ImmutableList.of()))
                .hasMessageContaining("cell 0");
        assertThatThrownBy(() -> new FeasibleRegion(new double[] {0}, new double[] {1}, 2, 1, ImmutableList.of()))
                .hasMessageContaining("minTotal (2.0)");
    }
}
