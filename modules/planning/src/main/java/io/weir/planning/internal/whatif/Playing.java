package io.weir.planning.internal.whatif;

import com.google.common.collect.ImmutableList;
import io.weir.core.PlanGrid;
import io.weir.planning.Calibration;
import io.weir.planning.FittedWorld;
import io.weir.planning.FittedWorld.Settings;
import io.weir.planning.MarketPlayer;
import io.weir.planning.Options;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.Cell;
import io.weir.planning.Version;
import io.weir.planning.WhatIfReport;
import io.weir.planning.WhatIfReport.Played;
import io.weir.planning.WhatIfReport.ScenarioReport;
import io.weir.planning.internal.fitting.WorldFitting;
import io.weir.planning.internal.reading.ScenarioChange.Newcomer;
import io.weir.planning.internal.reading.ScenarioChange.Price;
import io.weir.planning.internal.reading.ScenarioFiles;
import io.weir.planning.internal.reading.WorkspaceFiles;
import io.weir.simulator.Amount;
import io.weir.simulator.World;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;

/** Has the plans of a comparison spent by bidding agents in a market that is fitted to the base. */
final class Playing {
    private final WorkspaceFiles base;
    private final Calibration calibration;
    private final ImmutableList<ScenarioFiles> scenarios;
    private final MarketPlayer player;
    private final Options options;

    Playing(
            WorkspaceFiles base,
            Calibration calibration,
            ImmutableList<ScenarioFiles> scenarios,
            MarketPlayer player,
            Options options) {
        this.base = base;
        this.calibration = calibration;
        this.scenarios = scenarios;
        this.player = player;
        this.options = options;
    }

    /** The same with what each plan did there. */
    WhatIfReport played(WhatIfReport report) {
        FittedWorld fitted = WorldFitting.of(
                base.name(), base.history(), base.plan(), calibration, Version.text(), Settings.defaults(), options);
        double[] own = brought(fitted, fitted.world(), report.base());
        var out = ImmutableList.<ScenarioReport>builder();
        for (int k = 0; k < scenarios.size(); k++) {
            out.add(with(report.scenarios().get(k), played(fitted, own, scenarios.get(k), report, k)));
        }
        return new WhatIfReport(report.workspace(), report.base(), out.build(), report.seconds(), report.provenance());
    }

    private double[] brought(FittedWorld fitted, World world, PlanReport plan) {
        double[] cells = plan.cells().stream().mapToDouble(Cell::spend).toArray();
        return player.brought(world, fitted.targets(plan.grid(), cells));
    }

    private Played played(FittedWorld fitted, double[] own, ScenarioFiles scenario, WhatIfReport report, int k) {
        ScenarioReport told = report.scenarios().get(k);
        Optional<String> obstacle = obstacle(scenario, told, report.base());
        options.progress().at("plans spent in a market", (k + 1.0) / scenarios.size());
        if (obstacle.isPresent()) {
            return new Played(Optional.empty(), player.markets(), obstacle.get());
        }
        var factors = new TreeMap<String, Double>();
        scenario.changes().stream()
                .filter(Price.class::isInstance)
                .map(Price.class::cast)
                .filter(price -> fitted.channels().stream()
                        .anyMatch(channel -> channel.name().equals(price.name())))
                .forEach(price -> factors.put(price.name(), price.factor()));
        PlanGrid grid = told.plan().grid();
        World priced = fitted.priced(
                factors, grid.start(), grid.startOf(grid.periods()).minusDays(1));
        double[] brought = brought(fitted, priced, told.plan());
        double[] change = brought.clone();
        Arrays.setAll(change, m -> brought[m] - own[m]);
        return new Played(Optional.of(Amount.band(change)), player.markets(), "");
    }

    private static Optional<String> obstacle(ScenarioFiles scenario, ScenarioReport told, PlanReport base) {
        Optional<Newcomer> newcomer = scenario.changes().stream()
                .filter(Newcomer.class::isInstance)
                .map(Newcomer.class::cast)
                .findFirst();
        if (newcomer.isPresent()) {
            return Optional.of("the market has no " + newcomer.get().name());
        }
        if (told.ownCalibration()) {
            return Optional.of("its model is not the one that the market was fitted to");
        }
        return Comparison.isSameHorizon(told.plan().grid(), base.grid())
                ? Optional.empty()
                : Optional.of("it is of another horizon, "
                        + Comparison.horizon(told.plan().grid()));
    }

    private static ScenarioReport with(ScenarioReport told, Played played) {
        return new ScenarioReport(
                told.name(),
                told.file(),
                told.changes(),
                told.ownCalibration(),
                told.plan(),
                told.difference(),
                told.incomparable(),
                told.unchanged(),
                told.impossible(),
                Optional.of(played),
                told.notes());
    }
}
