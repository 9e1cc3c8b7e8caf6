package io.weir.testkit.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.KpiKind;
import io.weir.testkit.SampleChannel;
import io.weir.testkit.SampleChannel.Response;
import io.weir.testkit.SampleWorld;
import io.weir.testkit.SampleWorld.DayControl;
import io.weir.testkit.SampleWorld.Halo;
import java.util.Arrays;
import java.util.Locale;

/** {@code truth.json}: all that is needed to tell what any plan would truly bring. */
public final class TruthText {
    private static final double SCALE = 1000;
    private static final String AXIS = "adstock of spend / spend_scale";

    private final SampleWorld world;
    private final MadeHistory history;

    private TruthText(SampleWorld world, MadeHistory history) {
        this.world = world;
        this.history = history;
    }

    /** The whole file. */
    public static String of(SampleWorld world, MadeHistory history) {
        return JsonText.of(new TruthText(world, history).document());
    }

    private ImmutableMap<String, Object> document() {
        var out = ImmutableMap.<String, Object>builder();
        out.put("world", world.name());
        out.put("period", lower(world.length()));
        out.put("kpi", kpi());
        out.put(
                "history",
                ImmutableMap.of(
                        "file", "history.csv",
                        "date_column", HistoryTable.dateColumn(world),
                        "rows", world.periods()));
        out.put(
                "plan",
                ImmutableMap.of(
                        "start", world.startOf(world.periods()).toString(),
                        "periods", world.plan().periods(),
                        "budget", history.budget(),
                        "objective", lower(world.kpi().kind())));
        out.put("channels", channels());
        out.put("interactions", world.halos().stream().map(TruthText::halo).toList());
        out.put("controls", world.controls().stream().map(DayControl::name).toList());
        out.put("baseline", baseline());
        out.put("noise", noise());
        out.put("seed", (int) world.seed());
        out.put(
                "formula",
                "KPI = baseline + controls + sum over channels of beta * drift * saturation(adstock) * exp(-f * fatigue adstock)"
                        + " * (1 + sum of strength * saturation(adstock of the source)) + noise; adstocks are of spend / spend_scale");
        return out.buildOrThrow();
    }

    private ImmutableMap<String, Object> kpi() {
        var out = ImmutableMap.<String, Object>builder();
        out.put("column", world.kpi().column());
        out.put("kind", lower(world.kpi().kind()));
        world.kpi().value().ifPresent(value -> out.put("value", value));
        int late = world.kpi().maturity().size();
        if (late > 0) {
            out.put("maturity", world.kpi().maturity());
            double[] last = Arrays.copyOfRange(history.full(), world.periods() - late, world.periods());
            out.put("full_last_periods", Arrays.stream(last).boxed().toList());
        }
        return out.buildOrThrow();
    }

    private ImmutableList<Object> channels() {
        var out = ImmutableList.builder();
        for (int i = 0; i < world.channels().size(); i++) {
            out.add(channel(world.channels().get(i), history.contributions()[i]));
        }
        return out.build();
    }

    private static ImmutableMap<String, Object> channel(SampleChannel channel, double[] contributions) {
        Response response = channel.response();
        var out = ImmutableMap.<String, Object>builder();
        out.put("name", channel.name());
        out.put("kind", lower(channel.kind()));
        out.put("spend_column", HistoryTable.spendColumn(channel));
        out.put("spend_scale", SCALE);
        out.put("adstock", adstock(response.carryOver()));
        out.put("saturation", hill(response.half(), response.slope()));
        out.put("beta", response.ceiling());
        response.fatigue()
                .ifPresent(f -> out.put(
                        "fatigue",
                        ImmutableMap.of(
                                "f", f.strength(), "adstock", adstock(f.memory()), "axis", "spend / spend_scale")));
        response.drift()
                .ifPresent(d -> out.put("drift", ImmutableMap.of("from_row", d.fromRow(), "factor", d.factor())));
        double mean = Arrays.stream(contributions).average().orElse(0);
        out.put("mean_contribution", StrictMath.rint(mean * 100) / 100);
        return out.buildOrThrow();
    }

    private static ImmutableMap<String, Object> adstock(double carryOver) {
        return carryOver == 0
                ? ImmutableMap.of("kind", "none")
                : ImmutableMap.of(
                        "kind",
                        "geometric",
                        "alpha",
                        carryOver,
                        "l_max",
                        JsonText.Word.NULL,
                        "normalised",
                        JsonText.Word.TRUE);
    }

    private static ImmutableMap<String, Object> hill(double half, double slope) {
        return ImmutableMap.of("kind", "hill", "slope", slope, "half", half / SCALE, "axis", AXIS);
    }

    private static ImmutableMap<String, Object> halo(Halo halo) {
        return ImmutableMap.of(
                "kind", "halo",
                "source", halo.source(),
                "target", halo.target(),
                "strength", halo.strength(),
                "adstock", adstock(halo.carryOver()),
                "saturation", hill(halo.half(), 1));
    }

    private ImmutableMap<String, Object> baseline() {
        SampleWorld.Baseline baseline = world.baseline();
        var out = ImmutableMap.<String, Object>builder();
        out.put("formula", "level + trend_per_year * years + season * cos(2 pi (day of year - season_peak) / 365.25)");
        out.put("level", baseline.level());
        out.put("trend_per_year", baseline.trendPerYear());
        out.put("season", baseline.season());
        out.put("season_peak", baseline.seasonPeak());
        if (!baseline.weekday().isEmpty()) {
            out.put("monday_to_sunday", baseline.weekday());
        }
        world.controls().forEach(c -> out.put(c.name(), c.effect()));
        return out.buildOrThrow();
    }

    private ImmutableMap<String, Object> noise() {
        String memory = "normal AR(1) " + Figure.plain(world.noise().memory());
        String kind = world.kpi().kind() == KpiKind.REVENUE ? memory : memory + ", then Poisson counts";
        return ImmutableMap.of("kind", kind, "sd", world.noise().deviation());
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
