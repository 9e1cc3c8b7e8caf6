package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import io.weir.simulator.ByAttitude;
import io.weir.simulator.Price;
import java.util.List;
import java.util.Optional;

/** Reads the numbers of one map of a world file. What is wrong with them is a fault; then they are NaN. */
final class WorldNumbers {
    private static final NumberRange CHANCE = NumberRange.within(0, 1, "a chance or share");

    private final YamlMap map;

    WorldNumbers(YamlMap map) {
        this.map = map;
    }

    /** A number that may be left out. */
    double number(String key, double standard, NumberRange range) {
        return map.get(key).map(value -> value.number(range).orElse(Double.NaN)).orElse(standard);
    }

    /** A number that must be there. */
    double needed(String key, String meaning, NumberRange range) {
        return map.require(key, meaning)
                .map(value -> value.number(range).orElse(Double.NaN))
                .orElse(Double.NaN);
    }

    /** A chance from 0 to 1 that may be left out. */
    double chance(String key, double standard) {
        return number(key, standard, CHANCE);
    }

    /** One number for all attitudes, or three. */
    ByAttitude byAttitude(String key, ByAttitude standard, NumberRange range) {
        Optional<YamlValue> value = map.get(key);
        if (value.isEmpty()) {
            return standard;
        }
        if (!value.get().isList()) {
            return ByAttitude.all(value.get().number(range).orElse(0));
        }
        List<YamlValue> items = value.get().list().orElse(ImmutableList.of());
        if (items.size() != 3) {
            value.get()
                    .faultInWords(
                            value.get().path() + " has " + items.size() + " entries"
                                    + "; it needs three, of unaware, aware and favourable people, or one number for all.",
                            "");
            return standard;
        }
        return new ByAttitude(one(items.get(0), range), one(items.get(1), range), one(items.get(2), range));
    }

    ByAttitude chances(String key, ByAttitude standard) {
        return byAttitude(key, standard, CHANCE);
    }

    private static double one(YamlValue value, NumberRange range) {
        return value.number(range).orElse(0);
    }

    /** A median alone, or with its spread. */
    Price price(String key, Price standard) {
        Optional<YamlValue> value = map.get(key);
        if (value.isEmpty()) {
            return standard;
        }
        if (value.get().isScalar()) {
            return new Price(one(value.get(), NumberRange.MONEY), standard.spread());
        }
        return value.get()
                .map("median", "spread")
                .map(inner -> {
                    var numbers = new WorldNumbers(inner);
                    double median = numbers.needed("median", "currency", NumberRange.MONEY);
                    double spread = numbers.number("spread", standard.spread(), NumberRange.within(0, 3, "a number"));
                    return Double.isNaN(median + spread) ? standard : new Price(median, spread);
                })
                .orElse(standard);
    }

    /** A list of so many multiples of a mean that is brought to 1. */
    double[] season(String key, int length) {
        double[] shape = new double[length];
        java.util.Arrays.fill(shape, 1);
        Optional<YamlValue> value = map.get(key);
        if (value.isEmpty()) {
            return shape;
        }
        List<YamlValue> items = value.get().list().orElse(ImmutableList.of());
        if (items.size() != length) {
            if (value.get().isList()) {
                value.get()
                        .faultInWords(
                                value.get().path() + " has " + items.size() + " entries" + "; it needs " + length + ".",
                                "");
            }
            return shape;
        }
        double sum = 0;
        double[] read = new double[length];
        for (int i = 0; i < length; i++) {
            read[i] = one(items.get(i), NumberRange.within(0, 1000, "a multiple"));
            sum += read[i];
        }
        if (!(sum > 0)) {
            value.get().faultInWords(value.get().path() + " holds nothing above 0.", "");
            return shape;
        }
        return read;
    }
}
