package io.weir.hierarchy;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.MarketLayout;
import io.weir.core.Observation.Group;
import java.time.LocalDate;

/**
 * What the top level knows before a period.
 *
 * @param layout of the market
 * @param past periods of the run that are over, in order
 * @param periodsLeft with the one that begins, {@code >= 1}
 * @param budgetLeft currency
 * @param day first of the period that begins
 * @param crowd how many people are in each state that channels are told of, as of the day before
 */
public record Standing(
        MarketLayout layout,
        ImmutableList<PeriodSeen> past,
        int periodsLeft,
        double budgetLeft,
        LocalDate day,
        ImmutableMap<Group, Double> crowd) {
    /** @throws IllegalArgumentException if no period is left */
    public Standing {
        require(periodsLeft >= 1, "periods left (%s) must be at least 1.", periodsLeft);
    }

    /** Number of channels. */
    public int channels() {
        return layout.channels().size();
    }

    /** The money that is left for each period, currency. */
    public double evenShare() {
        return Math.max(0, budgetLeft) / periodsLeft;
    }
}
