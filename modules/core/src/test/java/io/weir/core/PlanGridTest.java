package io.weir.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.weir.core.PlanGrid.Column;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanGridTest {
    private static final LocalDate START = LocalDate.of(2024, 2, 26);
    private final PlanGrid grid = new PlanGrid(
            PeriodLength.WEEK,
            START,
            3,
            ImmutableList.of(
                    new Column("search", Optional.of("north")),
                    new Column("search", Optional.of("south")),
                    new Column("email", Optional.of("north"))));

    @Test
    void cellsRunThroughTheColumnsOfAPeriodFirst() {
        assertThat(grid.cells()).isEqualTo(9);
        assertThat(grid.cell(0, 2)).isEqualTo(2);
        assertThat(grid.cell(1, 0)).isEqualTo(3);
        for (int cell = 0; cell < grid.cells(); cell++) {
            assertThat(grid.cell(grid.periodOf(cell), grid.columnOf(cell))).isEqualTo(cell);
        }
    }

    @Test
    void periodsFollowEachOtherOverMonthsAndLeapDays() {
        assertThat(grid.startOf(0)).isEqualTo(START);
        assertThat(grid.startOf(1)).isEqualTo(LocalDate.of(2024, 3, 4));
        assertThat(PeriodLength.DAY.plus(START, 3)).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(PeriodLength.WEEK.between(START, START.plusDays(13))).isEqualTo(1);
        assertThat(PeriodLength.WEEK.between(START, START.minusDays(1))).isEqualTo(-1);
    }

    @Test
    void aChannelStandsOnceHoweverManyGeosItHas() {
        assertThat(grid.channels()).containsExactly("search", "email");
        assertThat(grid.columns().get(1).label()).isEqualTo("search@south");
        assertThat(new Column("search", Optional.empty()).label()).isEqualTo("search");
    }

    @Test
    void aPlanNeedsAPeriodAndAChannel() {
        assertThatThrownBy(() -> new PlanGrid(PeriodLength.WEEK, START, 0, grid.columns()))
                .hasMessage("periods (0) must be at least 1.");
        assertThatThrownBy(() -> new PlanGrid(PeriodLength.WEEK, START, 1, ImmutableList.of()))
                .hasMessage("a plan needs a channel.");
    }
}
