package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.weir.response.AdstockKind;
import io.weir.response.FittedElsewhere;
import io.weir.response.ModelSettings;
import io.weir.response.ModelSettings.BaselineSettings;
import io.weir.response.ModelSettings.ChannelSettings;
import io.weir.response.ModelSettings.Interactions;
import io.weir.response.ModelSettings.Pair;
import io.weir.response.ModelSettings.Prior;
import io.weir.response.ModelSettings.PriorSettings;
import io.weir.response.SaturationKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Reads the {@code model:} part of a workspace file. */
final class ModelPart {
    static final ImmutableMap<String, AdstockKind> ADSTOCKS = byWord(AdstockKind.values(), AdstockKind::word);
    static final ImmutableMap<String, SaturationKind> SATURATIONS =
            byWord(SaturationKind.values(), SaturationKind::word);

    private static final String INTERACTIONS = "interactions";
    private static final String DRIFT = "drift";
    private static final String SEASON = "season";
    private static final String TREND = "trend";
    /** Keys that concern the model as a whole; others are channels, so no channel may be called that. */
    static final ImmutableSet<String> WHOLE = ImmutableSet.of(INTERACTIONS, DRIFT, SEASON, TREND);

    private static final String[] CHANNEL_KEYS = {
        "adstock", "saturation", "prior", "fatigue", "drift", "cost-curve", "follows-demand", "fitted"
    };
    /** A year's weeks hold no more waves than that. */
    private static final int MOST_WAVES = 26;

    private final ImmutableSet<String> channels;
    private final boolean national;

    /**
     * @param channels names of all channels, organic ones included
     * @param national whether the history has no regions
     */
    ModelPart(ImmutableSet<String> channels, boolean national) {
        this.channels = channels;
        this.national = national;
    }

    private static <T> ImmutableMap<String, T> byWord(T[] values, Function<T, String> word) {
        return Arrays.stream(values).collect(ImmutableMap.toImmutableMap(word, value -> value));
    }

    ModelSettings read(YamlValue model) {
        Optional<YamlMap> map = model.map();
        if (map.isEmpty()) {
            return ModelSettings.defaults();
        }
        var settings = ImmutableMap.<String, ChannelSettings>builder();
        for (String key : map.get().keys()) {
            if (!WHOLE.contains(key) && isChannel(key, map.get())) {
                map.get().get(key).flatMap(this::channel).ifPresent(s -> settings.put(key, s));
            }
        }
        Interactions interactions =
                map.get().get(INTERACTIONS).flatMap(this::interactions).orElse(Interactions.AUTO);
        boolean drift = map.get().get(DRIFT).flatMap(YamlValue::flag).orElse(true);
        return new ModelSettings(settings.buildOrThrow(), interactions, drift, baseline(map.get()));
    }

    private static BaselineSettings baseline(YamlMap map) {
        int waves = map.get(SEASON)
                .map(v -> (int) v.number(NumberRange.whole(0, MOST_WAVES)).orElse(0))
                .orElse(BaselineSettings.DEFAULT.waves());
        boolean flexible = map.get(TREND)
                .flatMap(v -> v.word(ImmutableMap.of("flexible", true, "straight", false)))
                .orElse(BaselineSettings.DEFAULT.flexibleTrend());
        return new BaselineSettings(waves, flexible);
    }

    private boolean isChannel(String key, YamlMap map) {
        if (channels.contains(key)) {
            return true;
        }
        var known =
                ImmutableSet.<String>builder().addAll(channels).addAll(WHOLE).build();
        map.key(key)
                .ifPresent(place -> place.faultInWords(
                        place.path() + " is neither a channel nor one of " + Texts.list(WHOLE) + "; channels are "
                                + Texts.list(channels) + ".",
                        Spelling.remedy(key, known, "")));
        return false;
    }

    private Optional<ChannelSettings> channel(YamlValue value) {
        return value.map(CHANNEL_KEYS).map(map -> {
            Optional<FittedElsewhere> fitted = map.get("fitted").flatMap(FittedPart::read);
            map.get("fitted").ifPresent(place -> alone(map, place));
            Optional<AdstockKind> adstock = map.get("adstock").flatMap(v -> v.word(ADSTOCKS));
            Optional<SaturationKind> saturation = map.get("saturation").flatMap(v -> v.word(SATURATIONS));
            PriorSettings priors = map.get("prior")
                    .flatMap(v -> v.map("return", "retention", "half", "slope"))
                    .map(v -> priors(v, adstock, saturation))
                    .orElse(PriorSettings.NONE);
            return new ChannelSettings(
                    adstock,
                    saturation,
                    priors,
                    flag(map, "fatigue"),
                    flag(map, "drift"),
                    flag(map, "cost-curve"),
                    flag(map, "follows-demand"),
                    fitted);
        });
    }

    /** A response that another tool has fitted leaves nothing else to be said of it, and is of the whole nation. */
    private void alone(YamlMap map, YamlValue fitted) {
        if (!national) {
            fitted.faultInWords(
                    fitted.path() + " needs a national history; this one has regions.",
                    "Maybe take away history.geo, or let the response be estimated.");
        }
        for (String other : CHANNEL_KEYS) {
            if (map.has(other) && !other.equals("fitted") && !other.equals("cost-curve")) {
                map.get(other)
                        .ifPresent(v -> v.faultInWords(
                                v.path() + " stands beside " + fitted.path()
                                        + "; a response that was fitted elsewhere is taken as it is.",
                                "Maybe delete one of the two."));
            }
        }
    }

    private static Optional<Boolean> flag(YamlMap map, String key) {
        return map.get(key).flatMap(YamlValue::flag);
    }

    private static PriorSettings priors(
            YamlMap map, Optional<AdstockKind> adstock, Optional<SaturationKind> saturation) {
        if (adstock.isPresent() && adstock.get() != AdstockKind.GEOMETRIC && adstock.get() != AdstockKind.DELAYED) {
            map.get("retention")
                    .ifPresent(v -> contradicts(v, "adstock", adstock.get().word(), "geometric or delayed"));
        }
        if (saturation.isPresent() && saturation.get() != SaturationKind.HILL) {
            map.get("slope")
                    .ifPresent(
                            v -> contradicts(v, "saturation", saturation.get().word(), "hill"));
        }
        if (saturation.isPresent() && saturation.get() == SaturationKind.ROOT) {
            map.get("half").ifPresent(v -> contradicts(v, "saturation", "root", "one that levels off"));
        }
        return new PriorSettings(
                map.get("return").flatMap(v -> prior(v, NumberRange.POSITIVE)),
                map.get("retention").flatMap(v -> prior(v, NumberRange.INNER_SHARE)),
                map.get("half").flatMap(v -> prior(v, NumberRange.POSITIVE)),
                map.get("slope").flatMap(v -> prior(v, NumberRange.POSITIVE)));
    }

    private static void contradicts(YamlValue prior, String key, String word, String needed) {
        prior.faultInWords(
                prior.path() + " is a prior that " + key + " \"" + word + "\" does not have; it belongs to " + needed
                        + ".",
                "Maybe delete it, or choose " + key + ": " + needed + ".");
    }

    private static Optional<Prior> prior(YamlValue value, NumberRange medians) {
        return value.map("median", "spread").flatMap(map -> {
            Optional<YamlValue> median = map.require("median", "the value that is as likely exceeded as not");
            Optional<YamlValue> spread = map.require("spread", "the standard deviation of its logarithm");
            OptionalDouble m = median.isPresent() ? median.get().number(medians) : OptionalDouble.empty();
            OptionalDouble s = spread.isPresent() ? spread.get().number(NumberRange.POSITIVE) : OptionalDouble.empty();
            return m.isPresent() && s.isPresent()
                    ? Optional.of(new Prior(m.getAsDouble(), s.getAsDouble()))
                    : Optional.empty();
        });
    }

    private Optional<Interactions> interactions(YamlValue value) {
        if (!value.isList()) {
            return value.word(ImmutableMap.of("auto", Interactions.AUTO, "none", Interactions.NONE));
        }
        var pairs = ImmutableSet.<Pair>builder();
        for (YamlValue item : value.list().orElse(ImmutableList.of())) {
            pair(item).ifPresent(pairs::add);
        }
        return Optional.of(new Interactions(false, pairs.build().asList()));
    }

    private Optional<Pair> pair(YamlValue item) {
        ImmutableList<YamlValue> ends = item.isList() ? item.list().orElse(ImmutableList.of()) : ImmutableList.of();
        if (ends.size() != 2) {
            item.fault("must be two channels, the one that acts and the one that it helps: [social, search].", "");
            return Optional.empty();
        }
        Optional<String> source = ChannelNames.read(ends.get(0), channels);
        Optional<String> target = ChannelNames.read(ends.get(1), channels);
        if (source.isPresent() && source.equals(target)) {
            item.faultInWords(item.path() + " names " + source.get() + " twice; a channel acts on another.", "");
            return Optional.empty();
        }
        return source.flatMap(s -> target.map(t -> new Pair(s, t)));
    }
}
