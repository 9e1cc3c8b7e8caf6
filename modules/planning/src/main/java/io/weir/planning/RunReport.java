package io.weir.planning;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Band;
import io.weir.planning.internal.output.PlanFiles;
import io.weir.planning.internal.output.RunHtml;
import io.weir.planning.internal.output.RunTexts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * All that is told about teams that ran in a world: what each way to set targets brought, and how the first of them went, period by
 * period.
 *
 * @param world its name
 * @param seed of the first market; the others follow it
 * @param currency of amounts; empty if none is set
 * @param kpi what the KPI counts, a word
 * @param budget currency, of all periods of a run; mean over markets
 * @param markets in which all methods ran, on the same draws
 * @param after periods after a run that count, in which all channels spend what is usual
 * @param channels names
 * @param methods ways to set targets; the first is shown in detail
 * @param periods of the first method in the first market
 * @param credits of the first method in the first market, one per channel
 * @param messages of the first method in the first market: what its agents said before each period, in [-1, 1], by who speaks; empty of teams
 *     that send none
 * @param money of all runs
 * @param troubles of agents that failed, in words
 */
public record RunReport(
        String world,
        long seed,
        String currency,
        String kpi,
        double budget,
        int markets,
        int after,
        ImmutableList<String> channels,
        ImmutableList<Method> methods,
        ImmutableList<Period> periods,
        ImmutableList<Credit> credits,
        ImmutableMap<String, ImmutableDoubleArray> messages,
        Money money,
        ImmutableList<String> troubles) {
    /**
     * A way to set targets.
     *
     * @param name in a few words
     * @param brought KPI with the spend less the KPI without any, what comes after the run included
     * @param overHistory that over what the split of the history brings, less 1
     * @param spent share of the budget
     * @param soFar brought since the run began, by period, in the first market
     */
    public record Method(String name, Band brought, Band overHistory, Band spent, ImmutableDoubleArray soFar) {}

    /**
     * A period.
     *
     * @param start its first day
     * @param targets as the enforcer allowed them, currency per channel
     * @param spend currency per channel
     * @param prices shadow prices that bidders reported, KPI value per currency and channel; NaN where one does not
     * @param moved currency that was moved between channels while the period ran
     * @param brought KPI less that of the same period without spend
     */
    public record Period(
            LocalDate start,
            ImmutableDoubleArray targets,
            ImmutableDoubleArray spend,
            ImmutableDoubleArray prices,
            double moved,
            double brought) {}

    /**
     * What a channel is said to have brought in all periods, and what it truly did.
     *
     * @param spend currency
     * @param lastClick KPI value that the last click credits it with
     * @param shapley KPI that is truly its own, what comes after the run included: its exact Shapley value; empty where there are too many
     *     channels to play every set of them
     */
    public record Credit(double spend, double lastClick, OptionalDouble shapley) {}

    /**
     * How the money was kept.
     *
     * @param runs whose ledgers were audited
     * @param entries lines in them
     * @param faults that the audits found
     * @param overspent periods and channels in which more was spent than the target
     * @param unaccounted currency by which charges differ from what was settled
     */
    public record Money(int runs, long entries, long faults, int overspent, double unaccounted) {
        /** Whether every cent is where it should be. */
        public boolean clean() {
            return faults == 0 && overspent == 0 && unaccounted == 0;
        }
    }

    /** For people. */
    public String text() {
        return RunTexts.text(this);
    }

    /** For programs: one document on one line. */
    public String json() {
        return RunTexts.json(this);
    }

    /** The page: one file that needs nothing from outside. */
    public String html() {
        return RunHtml.text(this);
    }

    /**
     * Writes the page.
     *
     * @throws io.weir.core.BadInputException if it cannot be written
     */
    public void writeHtml(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        PlanFiles.writeAll(
                Map.of(file.getFileName().toString(), html().getBytes(StandardCharsets.UTF_8)),
                folder == null ? Path.of("") : folder);
    }
}
