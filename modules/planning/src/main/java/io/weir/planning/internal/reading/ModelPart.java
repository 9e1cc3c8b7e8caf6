package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.weir.response.AdstockKind;
import io.weir.response.ModelSettings;
import io.weir.response.ModelSettings.ChannelSettings;
import io.weir.response.ModelSettings.Interactions;
import io.weir.response.ModelSettings.Pair;
import io.weir.response.ModelSettings.ReturnPrior;
import io.weir.response.SaturationKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Reads the {@code model:} part of a workspace file. */
final class ModelPart {
    private static final ImmutableMap<String, AdstockKind> ADSTOCKS = byWord(AdstockKind.values(), AdstockKind::word);
    private static final ImmutableMap<String, SaturationKind> SATURATIONS =
            byWord(SaturationKind.values(), SaturationKind::word);

    /** Keys that are not channels. */
    private static final ImmutableSet<String> OWN_KEYS = ImmutableSet.of("interactions", "drift");

    private final ImmutableSet<String> channels;

    /** @param channels names of all channels, organic ones included */
    ModelPart(ImmutableSet<String> channels) {
        this.channels = channels;
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
            if (!OWN_KEYS.contains(key) && isChannel(key, map.get())) {
                map.get().get(key).flatMap(ModelPart::channel).ifPresent(s -> settings.put(key, s));
            }
        }
        Interactions interactions =
                map.get().get("interactions").flatMap(this::interactions).orElse(Interactions.AUTO);
        boolean drift = map.get().get("drift").flatMap(YamlValue::flag).orElse(true);
        return new ModelSettings(settings.buildOrThrow(), interactions, drift);
    }

    private boolean isChannel(String key, YamlMap map) {
        if (channels.contains(key)) {
            return true;
        }
        var known = ImmutableSet.<String>builder()
                .addAll(channels)
                .addAll(OWN_KEYS)
                .build();
        map.key(key)
                .ifPresent(place -> place.faultInWords(
                        place.path() + " is neither a channel nor interactions or drift; channels are " + Texts.list(channels)
                                + ".",
                        Spelling.remedy(key, known, "")));
        return false;
    }

    private static Optional<ChannelSettings> channel(YamlValue value) {
        return value.map("adstock", "saturation", "prior", "fatigue", "drift")
                .map(map -> new ChannelSettings(
                        map.get("adstock").flatMap(v -> v.word(ADSTOCKS)),
                        map.get("saturation").flatMap(v -> v.word(SATURATIONS)),
                        map.get("prior")
                                .flatMap(v -> v.map("return"))
                                .flatMap(v -> v.get("return"))
                                .flatMap(ModelPart::prior),
                        map.get("fatigue").flatMap(YamlValue::flag),
                        map.get("drift").flatMap(YamlValue::flag)));
    }

    private static Optional<ReturnPrior> prior(YamlValue value) {
        return value.map("median", "spread").flatMap(map -> {
            Optional<YamlValue> median = map.require("median", "the return that is as likely exceeded as not");
            Optional<YamlValue> spread = map.require("spread", "the standard deviation of its logarithm");
            OptionalDouble m = median.isPresent() ? median.get().number(NumberRange.POSITIVE) : OptionalDouble.empty();
            OptionalDouble s = spread.isPresent() ? spread.get().number(NumberRange.POSITIVE) : OptionalDouble.empty();
            return m.isPresent() && s.isPresent()
                    ? Optional.of(new ReturnPrior(m.getAsDouble(), s.getAsDouble()))
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
