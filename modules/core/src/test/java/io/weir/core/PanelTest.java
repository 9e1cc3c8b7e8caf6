package io.weir.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PanelTest {
    private final Panel panel = Panel.of(new double[] {1, 2, 3}, new double[] {10, 20, 30});

    @Test
    void sumsOverGeosAndOverEverything() {
        assertThat(panel.national()).containsExactly(11, 22, 33);
        assertThat(panel.total()).isEqualTo(66);
        assertThat(panel.geos()).isEqualTo(2);
        assertThat(panel.periods()).isEqualTo(3);
        assertThat(panel.at(1, 2)).isEqualTo(30);
    }

    @Test
    void whatGoesInOrComesOutIsACopy() {
        var row = new double[] {1, 2};
        var copied = Panel.of(row);
        row[0] = 99;
        copied.geo(0)[1] = 99;
        copied.toArray()[0][1] = 99;
        copied.national()[0] = 99;
        assertThat(copied).isEqualTo(Panel.of(new double[] {1, 2}));
    }

    @Test
    void theFirstPeriodsAreAPanel() {
        assertThat(panel.first(2)).isEqualTo(Panel.of(new double[] {1, 2}, new double[] {10, 20}));
        assertThat(panel.first(3)).isEqualTo(panel).hasSameHashCodeAs(panel);
        assertThatThrownBy(() -> panel.first(4)).hasMessageContaining("count (4)");
        assertThatThrownBy(() -> panel.first(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aConstantPanelHoldsItsValueEverywhere() {
        assertThat(Panel.constant(2, 2, 7)).isEqualTo(Panel.of(new double[] {7, 7}, new double[] {7, 7}));
    }

    @Test
    void emptyAndRaggedPanelsAreRefused() {
        assertThatThrownBy(Panel::of).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Panel.of(new double[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Panel.of(new double[2], new double[3]))
                .hasMessage("row 1 of a panel has 3 values, row 0 has 2.");
    }
}
