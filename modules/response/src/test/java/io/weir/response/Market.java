package io.weir.response;

import com.google.common.collect.ImmutableList;
import io.weir.core.Channel;
import io.weir.core.ChannelHistory;
import io.weir.core.ChannelKind;
import io.weir.core.History;
import io.weir.core.Kpi;
import io.weir.core.KpiKind;
import io.weir.core.MoneyUnit;
import io.weir.core.Panel;
import io.weir.core.PeriodLength;
import io.weir.core.PlanGrid;
import io.weir.response.Posterior.ChannelPosterior;
import io.weir.response.Posterior.CostCurve;
import io.weir.response.Posterior.Diagnostics;
import io.weir.response.Posterior.Fit;
import io.weir.response.Posterior.Interaction;
import io.weir.response.ResponseObjective.Worth;
import io.weir.response.internal.AdstockCurve;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SplittableRandom;

/** A posterior with random parameters, the history before it and the grid after it. */
public record Market(Posterior posterior, History history, PlanGrid grid, Worth worth) {
    private static final int WINDOW = 6;
    private static final int PAST = 20;
    private static final int HORIZON = 8;
    private static final int DRAWS = 7;
    private static final double TYPICAL = 100;

    /** What a market has beside channels that saturate. */
    public enum Kind {
        CONCAVE,
        S_SHAPED,
        INTERACTING,
        HARMING,
        TIRING,
        BIDDING_UP,
        PROFIT,
        SPREAD_OVER_GEOS,
        PLANNED_BY_GEO,
        EVERYTHING;

        boolean has(Kind other) {
            return this == other || this == EVERYTHING && other != CONCAVE && other != HARMING;
        }
    }

    public static Market any(SplittableRandom random, Kind kind) {
        int geos = kind.has(Kind.SPREAD_OVER_GEOS) || kind == Kind.PLANNED_BY_GEO ? 3 : 1;
        boolean byGeo = kind == Kind.PLANNED_BY_GEO || kind == Kind.EVERYTHING;
        var channels = ImmutableList.of(
                channel(random, kind, geos, Channel.paid("search", ChannelKind.SEARCH)),
                channel(random, kind, geos, Channel.paid("social", ChannelKind.SOCIAL)),
                channel(random, kind, geos, Channel.paid("email", ChannelKind.EMAIL)),
                channel(random, kind, geos, new Channel("news", ChannelKind.EMAIL, true)));
        var interactions = ImmutableList.<Interaction>builder();
        if (kind.has(Kind.INTERACTING) || kind == Kind.HARMING) {
            double least = kind == Kind.HARMING ? -0.45 : -0.2;
            double most = kind == Kind.HARMING ? 0 : 1;
            interactions.add(
                    new Interaction(1, 0, random.doubles(DRAWS, least, most).toArray()));
            interactions.add(
                    new Interaction(3, 0, random.doubles(DRAWS, least, most).toArray()));
        }
        var history = history(random, geos);
        var posterior = new Posterior(
                PeriodLength.WEEK,
                WINDOW,
                history.geos(),
                channels,
                interactions.build(),
                DRAWS,
                ImmutableList.of(),
                Optional.empty(),
                new Fit(
                        history.start(),
                        new double[0],
                        new double[0],
                        new double[0],
                        new double[0],
                        new double[0],
                        new double[0][],
                        new double[0][]),
                new Diagnostics(1, 100, "", 0, 0.9, 2, 1000, 0.5));
        var worth = kind.has(Kind.PROFIT) ? new Worth(0.4, 1) : new Worth(1, 0);
        return new Market(posterior, history, grid(history, byGeo), worth);
    }

    public ResponseObjective objective() {
        return ResponseObjective.of(posterior, history, grid, worth, DRAWS);
    }

    /** A plan with amounts up to some times the usual ones. */
    public double[] anyPlan(SplittableRandom random) {
        return random.doubles(grid.cells(), 0.02, 3).map(v -> v * usual()).toArray();
    }

    /** What one cell usually spends. */
    public double usual() {
        return grid.columns().get(0).geo().isPresent() ? TYPICAL / 3 : TYPICAL;
    }

    private static ChannelPosterior channel(SplittableRandom random, Kind kind, int geos, Channel channel) {
        var adstocks = AdstockKind.values();
        var adstock = adstocks[random.nextInt(adstocks.length)];
        boolean concave = kind == Kind.CONCAVE;
        var saturation = random.nextInt(3) > 0
                ? SaturationKind.HILL
                : SaturationKind.values()[random.nextInt(SaturationKind.values().length)];
        boolean tires = kind.has(Kind.TIRING) && channel.kind() == ChannelKind.EMAIL;
        var parameters = new double[DRAWS][];
        var effect = new double[DRAWS][];
        var slope = new double[DRAWS];
        for (int d = 0; d < DRAWS; d++) {
            parameters[d] = new double[AdstockCurve.parameters(adstock)];
            for (int k = 0; k < parameters[d].length; k++) {
                parameters[d][k] = k == 0 ? random.nextDouble(0.1, 0.8) : random.nextDouble(0.5, 2);
            }
            effect[d] = random.doubles(geos, 50, 300).toArray();
            slope[d] = saturation == SaturationKind.ROOT || concave
                    ? random.nextDouble(0.3, 1)
                    : random.nextDouble(0.7, 3);
        }
        return new ChannelPosterior(
                channel,
                adstock,
                saturation,
                WINDOW,
                kind.has(Kind.SPREAD_OVER_GEOS) || kind == Kind.PLANNED_BY_GEO ? TYPICAL / 4500 : TYPICAL,
                parameters,
                random.doubles(DRAWS, 0.4, 2).toArray(),
                slope,
                tires ? random.doubles(DRAWS, 0.05, 0.6).toArray() : new double[DRAWS],
                tires ? random.doubles(DRAWS, 0.2, 0.8).toArray() : new double[DRAWS],
                effect,
                random.doubles(DRAWS, 1, 2).toArray(),
                new double[DRAWS],
                kind.has(Kind.BIDDING_UP) && !channel.organic() ? cost(random) : CostCurve.none(DRAWS),
                shares(random, geos),
                0.5,
                0.5);
    }

    private static CostCurve cost(SplittableRandom random) {
        return new CostCurve(
                random.doubles(DRAWS, 0.8, 1.2).toArray(),
                random.doubles(DRAWS, 1, 10).map(v -> v * TYPICAL).toArray());
    }

    private static double[] shares(SplittableRandom random, int geos) {
        double[] shares = random.doubles(geos, 0.5, 1).toArray();
        double sum = java.util.Arrays.stream(shares).sum();
        return java.util.Arrays.stream(shares).map(v -> v / sum).toArray();
    }

    private static History history(SplittableRandom random, int geos) {
        var kpi = new Kpi(
                "revenue",
                KpiKind.REVENUE,
                Histories.series(random, geos, PAST, 5000, 9000),
                Optional.empty(),
                ImmutableList.of());
        return new History(
                PeriodLength.WEEK,
                LocalDate.of(2023, 1, 2),
                Histories.geos(geos),
                kpi,
                ImmutableList.of(
                        spent(random, geos, "search", ChannelKind.SEARCH),
                        spent(random, geos, "social", ChannelKind.SOCIAL),
                        spent(random, geos, "email", ChannelKind.EMAIL),
                        Histories.organic("news", Histories.series(random, geos, PAST, 20, TYPICAL))),
                ImmutableList.of(),
                ImmutableList.of(),
                MoneyUnit.unnamed());
    }

    private static ChannelHistory spent(SplittableRandom random, int geos, String name, ChannelKind kind) {
        Panel spend = Histories.series(random, geos, PAST, 0, 2 * TYPICAL / geos);
        return Histories.paid(name, kind, spend);
    }

    private static PlanGrid grid(History history, boolean byGeo) {
        var columns = ImmutableList.<PlanGrid.Column>builder();
        for (ChannelHistory c : history.paid()) {
            if (byGeo) {
                history.geos()
                        .forEach(
                                g -> columns.add(new PlanGrid.Column(c.channel().name(), Optional.of(g.name()))));
            } else {
                columns.add(new PlanGrid.Column(c.channel().name(), Optional.empty()));
            }
        }
        return new PlanGrid(PeriodLength.WEEK, history.startOf(history.periods()), HORIZON, columns.build());
    }
}
