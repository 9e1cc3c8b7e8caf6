package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableMap;
import io.weir.response.AdstockKind;
import io.weir.response.FittedElsewhere;
import io.weir.response.SaturationKind;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads {@code fitted:} of a channel: a response in the parameters of the tool that fitted it. */
final class FittedPart {
    private static final NumberRange LAGS = NumberRange.whole(0, 104);
    private static final NumberRange PEAK = new NumberRange("a number from 0 to 104", x -> x >= 0 && x <= 104);
    private static final NumberRange MEMORY = NumberRange.whole(1, 104);
    private static final int USUAL_LAG = 8;
    private static final ImmutableMap<String, AdstockKind> PYMC_ADSTOCKS =
            only(ModelPart.ADSTOCKS, AdstockKind.GEOMETRIC, AdstockKind.DELAYED, AdstockKind.NONE);
    private static final ImmutableMap<String, SaturationKind> PYMC_SATURATIONS = only(
            ModelPart.SATURATIONS,
            SaturationKind.LOGISTIC,
            SaturationKind.HILL,
            SaturationKind.MICHAELIS_MENTEN,
            SaturationKind.TANH);

    private final YamlMap map;
    private boolean complete = true;

    private FittedPart(YamlMap map) {
        this.map = map;
    }

    @SafeVarargs
    private static <T> ImmutableMap<String, T> only(ImmutableMap<String, T> words, T... wanted) {
        var set = com.google.common.collect.ImmutableSet.copyOf(wanted);
        return words.entrySet().stream()
                .filter(e -> set.contains(e.getValue()))
                .collect(ImmutableMap.toImmutableMap(e -> e.getKey(), e -> e.getValue()));
    }

    static Optional<FittedElsewhere> read(YamlValue value) {
        Optional<YamlMap> tools = value.map("robyn", "meridian", "pymc-marketing");
        if (tools.isEmpty()) {
            return Optional.empty();
        }
        if (tools.get().keys().size() != 1) {
            value.faultInWords(
                    value.path() + " must name one tool: robyn, meridian or pymc-marketing.",
                    "Maybe \"fitted: {robyn: {theta: 0.2, alpha: 1.5, gamma: 0.4, coefficient: 12000}}\".");
            return Optional.empty();
        }
        return robyn(tools.get()).or(() -> meridian(tools.get())).or(() -> pymc(tools.get()));
    }

    private static Optional<FittedElsewhere> robyn(YamlMap tools) {
        return tools.get("robyn")
                .flatMap(v -> v.map("theta", "alpha", "gamma", "coefficient"))
                .flatMap(m -> {
                    var part = new FittedPart(m);
                    double theta = part.needed("theta", NumberRange.RETENTION);
                    double alpha = part.needed("alpha", NumberRange.POSITIVE);
                    double gamma = part.needed("gamma", NumberRange.POSITIVE_SHARE);
                    double coefficient = part.needed("coefficient", NumberRange.NOT_NEGATIVE);
                    return part.complete
                            ? Optional.of(new FittedElsewhere.Robyn(theta, alpha, gamma, coefficient))
                            : Optional.empty();
                });
    }

    private static Optional<FittedElsewhere> meridian(YamlMap tools) {
        return tools.get("meridian")
                .flatMap(v -> v.map("alpha", "ec", "slope", "roi", "max-lag"))
                .flatMap(m -> {
                    var part = new FittedPart(m);
                    double alpha = part.needed("alpha", NumberRange.RETENTION);
                    double ec = part.needed("ec", NumberRange.POSITIVE);
                    double slope = part.or("slope", NumberRange.POSITIVE, 1);
                    double roi = part.needed("roi", NumberRange.NOT_NEGATIVE);
                    int lag = (int) part.or("max-lag", LAGS, USUAL_LAG);
                    return part.complete
                            ? Optional.of(new FittedElsewhere.Meridian(alpha, ec, slope, roi, lag))
                            : Optional.empty();
                });
    }

    private static Optional<FittedElsewhere> pymc(YamlMap tools) {
        return tools.get("pymc-marketing")
                .flatMap(v -> v.map(
                        "adstock",
                        "alpha",
                        "theta",
                        "l-max",
                        "saturation",
                        "lam",
                        "kappa",
                        "slope",
                        "beta",
                        "channel-scale",
                        "target-scale"))
                .flatMap(m -> new FittedPart(m).pymc());
    }

    private Optional<FittedElsewhere> pymc() {
        AdstockKind adstock = map.get("adstock")
                .map(v -> v.word(PYMC_ADSTOCKS))
                .orElse(Optional.of(AdstockKind.GEOMETRIC))
                .orElseGet(() -> incomplete(AdstockKind.GEOMETRIC));
        SaturationKind saturation = map.get("saturation")
                .map(v -> v.word(PYMC_SATURATIONS))
                .orElse(Optional.of(SaturationKind.LOGISTIC))
                .orElseGet(() -> incomplete(SaturationKind.LOGISTIC));
        boolean hill = saturation == SaturationKind.HILL;
        unknownTo("adstock", adstock.word(), adstock == AdstockKind.NONE, "alpha", "l-max");
        unknownTo("adstock", adstock.word(), adstock != AdstockKind.DELAYED, "theta");
        unknownTo("saturation", saturation.word(), hill, "lam");
        unknownTo("saturation", saturation.word(), !hill, "kappa", "slope");
        NumberRange retention = adstock == AdstockKind.DELAYED ? NumberRange.INNER_SHARE : NumberRange.RETENTION;
        double alpha = adstock == AdstockKind.NONE ? 0 : needed("alpha", retention);
        double theta = adstock == AdstockKind.DELAYED ? needed("theta", PEAK) : 0;
        int memory = (int) or("l-max", MEMORY, USUAL_LAG);
        double lam = needed(hill ? "kappa" : "lam", NumberRange.POSITIVE);
        double slope = hill ? needed("slope", NumberRange.POSITIVE) : 1;
        double beta = needed("beta", NumberRange.NOT_NEGATIVE);
        OptionalDouble channelScale = optional("channel-scale");
        OptionalDouble targetScale = optional("target-scale");
        return complete
                ? Optional.of(new FittedElsewhere.PyMcMarketing(
                        adstock, alpha, theta, memory, saturation, lam, slope, beta, channelScale, targetScale))
                : Optional.empty();
    }

    /** A parameter that the chosen family does not have says that another was meant. */
    private void unknownTo(String family, String word, boolean applies, String... keys) {
        for (String key : keys) {
            if (applies && map.has(key)) {
                complete = false;
                map.get(key)
                        .ifPresent(v -> v.faultInWords(
                                v.path() + " is a parameter that " + family + " \"" + word + "\" does not have.",
                                "Maybe delete it, or choose another " + family + "."));
            }
        }
    }

    private <T> T incomplete(T instead) {
        complete = false;
        return instead;
    }

    private double needed(String key, NumberRange range) {
        OptionalDouble number = map.require(key, "a parameter of the fitted response")
                .map(v -> v.number(range))
                .orElse(OptionalDouble.empty());
        complete &= number.isPresent();
        return number.orElse(1);
    }

    private double or(String key, NumberRange range, double usual) {
        Optional<OptionalDouble> number = map.get(key).map(v -> v.number(range));
        complete &= number.isEmpty() || number.get().isPresent();
        return number.orElse(OptionalDouble.of(usual)).orElse(usual);
    }

    private OptionalDouble optional(String key) {
        Optional<OptionalDouble> number = map.get(key).map(v -> v.number(NumberRange.POSITIVE));
        complete &= number.isEmpty() || number.get().isPresent();
        return number.orElse(OptionalDouble.empty());
    }
}
