package io.weir.planning.internal.reading;

import io.weir.simulator.ByAttitude;
import io.weir.simulator.Funnel;
import java.util.Optional;

/** Reads {@code funnel:}, how people move by themselves. */
final class WorldFunnel {
    private static final ByAttitude SEARCH = new ByAttitude(0.04, 0.06, 0.08);
    private static final ByAttitude BUY = new ByAttitude(0.001, 0.006, 0.03);

    private final Faults faults;

    WorldFunnel(Faults faults) {
        this.faults = faults;
    }

    /** The funnel; empty, and faults, if it cannot be used. */
    Optional<Funnel> read(Optional<YamlValue> value) {
        if (value.isEmpty()) {
            return Optional.of(
                    new Funnel(0.0004, 0.002, 0.004, SEARCH, 0.03, 0.15, BUY, 0.03, 0.003, 0.002, 0.5, 0.4, 0.3, 0));
        }
        int before = faults.count();
        Optional<YamlMap> given = value.get()
                .map(
                        "discover",
                        "forget",
                        "cool",
                        "search",
                        "fade",
                        "give-up",
                        "buy",
                        "recover",
                        "lapse",
                        "rejoin",
                        "keep",
                        "delight",
                        "sign-up",
                        "fee");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        var of = new WorldNumbers(given.get());
        double discover = of.chance("discover", 0.0004);
        double forget = of.chance("forget", 0.002);
        double cool = of.chance("cool", 0.004);
        ByAttitude search = of.chances("search", SEARCH);
        double fade = of.chance("fade", 0.03);
        double giveUp = of.chance("give-up", 0.15);
        ByAttitude buy = of.chances("buy", BUY);
        double recover = of.chance("recover", 0.03);
        double lapse = of.chance("lapse", 0.003);
        double rejoin = of.chance("rejoin", 0.002);
        double keep = of.chance("keep", 0.5);
        double delight = of.chance("delight", 0.4);
        double signUp = of.chance("sign-up", 0.3);
        double fee = of.number("fee", 0, NumberRange.MONEY);
        return faults.count() > before
                ? Optional.empty()
                : Optional.of(new Funnel(
                        discover, forget, cool, search, fade, giveUp, buy, recover, lapse, rejoin, keep, delight,
                        signUp, fee));
    }
}
