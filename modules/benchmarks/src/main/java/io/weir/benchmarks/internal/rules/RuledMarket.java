package io.weir.benchmarks.internal.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.benchmarks.internal.truth.TrueWorld;
import io.weir.core.ChannelHistory;
import io.weir.core.History;
import io.weir.core.MoneyUnit;
import io.weir.core.Objective;
import io.weir.core.PlanGrid;
import io.weir.core.SpendReference;
import io.weir.planning.Samples;
import io.weir.planning.ScratchFolder;
import io.weir.planning.Workspace;
import io.weir.response.Posterior;
import io.weir.response.ResponseObjective;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A market whose plans are to be limited by rules.
 *
 * @param name of the world or sample
 * @param grid a few periods
 * @param objective the value of plans
 * @param budget that its history would spend in these periods, currency
 * @param carryingOn currency per cell
 * @param references what channels spent before
 * @param unit of its money
 */
public record RuledMarket(
        String name,
        PlanGrid grid,
        Objective objective,
        double budget,
        double[] carryingOn,
        ImmutableMap<String, SpendReference> references,
        MoneyUnit unit) {
    private static final ResponseObjective.Worth WORTH = new ResponseObjective.Worth(1, 0);

    /** Of a sample's posterior, so that trying every plan takes no hours. */
    private static final int DRAWS = 20;

    /** A world's truth. */
    public static RuledMarket of(TrueWorld world, int periods) {
        History history = Workspace.open(world.folder()).history();
        return of(world.name(), history, world.posterior(history), periods, 1);
    }

    /** A sample's posterior, a few draws of it. */
    public static Sample sample(String name) {
        try (var folder = new ScratchFolder()) {
            var target = folder.path().resolve(name);
            Samples.copy(name, target);
            Workspace workspace = Workspace.open(target);
            return new Sample(name, workspace.history(), workspace.calibrate().posterior());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A calibrated sample.
     *
     * @param name of it
     * @param history its history
     * @param posterior what was learnt
     */
    public record Sample(String name, History history, Posterior posterior) {
        /** Its market over some periods. */
        public RuledMarket over(int periods) {
            return of(name, history, posterior, periods, DRAWS);
        }
    }

    static RuledMarket of(String name, History history, Posterior posterior, int periods, int draws) {
        PlanGrid grid = new PlanGrid(
                history.length(),
                history.startOf(history.periods()),
                periods,
                history.paid().stream()
                        .map(c -> new PlanGrid.Column(c.channel().name(), Optional.empty()))
                        .collect(ImmutableList.toImmutableList()));
        double[] carryingOn = new double[grid.cells()];
        var references = ImmutableMap.<String, SpendReference>builder();
        for (int column = 0; column < history.paid().size(); column++) {
            ChannelHistory channel = history.paid().get(column);
            double[] spend = channel.spend().national();
            double mean = Arrays.stream(spend).average().orElse(0);
            double active = Arrays.stream(spend).filter(x -> x > 0).average().orElse(0);
            for (int period = 0; period < periods; period++) {
                carryingOn[grid.cell(period, column)] = mean;
            }
            references.put(channel.channel().name(), new SpendReference(spend[spend.length - 1], active));
        }
        return new RuledMarket(
                name,
                grid,
                ResponseObjective.of(posterior, history, grid, WORTH, draws),
                Arrays.stream(carryingOn).sum(),
                carryingOn,
                references.buildOrThrow(),
                history.unit());
    }
}
