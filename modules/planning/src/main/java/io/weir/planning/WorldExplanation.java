package io.weir.planning;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Progress;
import io.weir.planning.internal.output.ExplainHtml;
import io.weir.planning.internal.output.PlanFiles;
import io.weir.planning.internal.output.SimulationFiles;
import io.weir.simulator.Amount;
import io.weir.simulator.AuctionLandscape;
import io.weir.simulator.Branches;
import io.weir.simulator.ClairvoyantPlan;
import io.weir.simulator.PeriodTruth;
import io.weir.simulator.ResponseCurves;
import io.weir.simulator.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * All that is true of a simulated market beyond what a {@link Simulation} tells: what page and files of {@code weir simulate
 * --explain} show.
 *
 * @param simulation the history and what its channels brought
 * @param curves what comes of spending more or less on one channel after the history
 * @param surface what comes of spending more or less on the two channels that work most together; empty where there is one
 * @param best the split of the usual budget that who knows the market would choose
 * @param landscapes of the auctions after the history
 * @param byPeriod what each channel brought in each of the last periods; empty where there are many channels
 */
public record WorldExplanation(
        Simulation simulation,
        ResponseCurves curves,
        Optional<Surface> surface,
        ClairvoyantPlan best,
        ImmutableList<AuctionLandscape> landscapes,
        Optional<PeriodTruth> byPeriod) {
    /** Periods that are planned, as in the workspace that is written. */
    private static final int PLANNED = 8;

    private static final int TAIL = 13;
    /** Periods whose mean is the usual spend. */
    private static final int RECENT = 26;

    private static final int SEARCH_SEEDS = 4;
    private static final int JUDGE_SEEDS = 8;
    private static final int FEW_SEEDS = 4;
    /** Markets of more channels are looked at with fewer seeds, and not by period. */
    private static final int MANY_CHANNELS = 8;
    /** Markets in which a plan is sought and judged share no seed with the history's. */
    private static final long OTHER_SEEDS = 1_000;

    private static final int LAST = 13;
    private static final ImmutableDoubleArray SURFACE = ImmutableDoubleArray.of(0, 0.5, 1, 1.5, 2);

    /**
     * The response surface of two channels, the others as usual.
     *
     * @param first number of a channel
     * @param second number of another
     * @param multiples of the usual spend of each
     * @param kpi beyond that of spending on neither, {@code [multiple of first][multiple of second]}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Surface(int first, int second, ImmutableDoubleArray multiples, Amount[][] kpi) {}

    /** Plays the world on from the end of a simulated history, many times. */
    public static WorldExplanation of(Simulation simulation, Options options) {
        World world = simulation.world();
        double[][] targets = simulation.history().targets();
        Progress progress = options.progress();
        boolean many = world.channels().size() > MANY_CHANNELS;
        double[] usual = simulation.history().usualSpend(RECENT);
        long seed = options.seed() + OTHER_SEEDS;
        progress.at("markets played up to today", 0);
        Branches judge = Branches.of(world, targets, PLANNED, TAIL, many ? FEW_SEEDS : JUDGE_SEEDS, seed);
        Branches search = Branches.of(world, targets, PLANNED, TAIL, many ? 2 : SEARCH_SEEDS, seed + OTHER_SEEDS);
        ResponseCurves curves =
                ResponseCurves.of(judge, usual, PLANNED, TAIL, ResponseCurves.USUAL_MULTIPLES, progress);
        progress.at("response surface", 0);
        Optional<Surface> surface = surface(simulation, judge, usual);
        ClairvoyantPlan best = ClairvoyantPlan.of(search, judge, usual, PLANNED, TAIL, progress);
        progress.at("auctions probed", 0);
        ImmutableList<AuctionLandscape> landscapes = AuctionLandscape.of(world, targets, FEW_SEEDS, seed);
        Optional<PeriodTruth> byPeriod = many
                ? Optional.empty()
                : Optional.of(PeriodTruth.of(
                        world, targets, Math.min(LAST, world.periods()), TAIL, FEW_SEEDS, options.seed(), progress));
        return new WorldExplanation(simulation, curves, surface, best, landscapes, byPeriod);
    }

    private static Optional<Surface> surface(Simulation simulation, Branches judge, double[] usual) {
        Amount[][] together = simulation.truth().together();
        int first = -1;
        int second = -1;
        double most = -1;
        for (int i = 0; i < together.length; i++) {
            for (int j = i + 1; j < together.length; j++) {
                if (Math.abs(together[i][j].value()) > most) {
                    most = Math.abs(together[i][j].value());
                    first = i;
                    second = j;
                }
            }
        }
        return first < 0
                ? Optional.empty()
                : Optional.of(new Surface(
                        first, second, SURFACE, ResponseCurves.surface(judge, usual, first, second, PLANNED, SURFACE)));
    }

    /** The page: one file that needs nothing from outside. */
    public String html() {
        return ExplainHtml.text(this);
    }

    /** Writes {@code explain.html} into a folder, and {@code truth.json} with all this in it. */
    public void write(Path directory) {
        PlanFiles.writeAll(
                Map.of(
                        "explain.html",
                        html().getBytes(StandardCharsets.UTF_8),
                        "truth.json",
                        SimulationFiles.truth(this)),
                directory);
    }
}
