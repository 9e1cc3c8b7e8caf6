package io.weir.response.internal;

import io.weir.core.ChannelKind;
import io.weir.response.ModelSettings.Prior;
import io.weir.response.ModelSettings.PriorSettings;
import io.weir.response.SaturationKind;

/**
 * What is believed of a channel before its history is seen, by kind. Carry-over is the share of an effect that remains
 * after a week. Robyn's documentation ({@code hyper_names}, version 3.11) advises 0 to 0.3 a week for digital media, 0.1
 * to 0.4 for outdoor, print and radio, and 0.3 to 0.8 for television: search, social and e-mail are centred at 0.15,
 * other channels at 0.35, wide enough to reach beyond these ranges. Saturation is the same for all kinds and our own
 * judgement: half of the ceiling at the mean active spend, give or take a factor of two; a Hill slope a little above one,
 * between Meridian's default (1) and the middle of what Robyn advises (0.5 to 3).
 */
final class Priors {
    private Priors() {}

    /** The user's where given. */
    static ChannelSpec.ShapePriors shape(ChannelKind kind, SaturationKind family, PriorSettings own) {
        var adstock = switch (kind) {
            case SEARCH, SOCIAL, EMAIL -> new AdstockCurve.Prior(-1.7, 0.9);
            case OTHER -> new AdstockCurve.Prior(-0.6, 1.0);
        };
        var saturation = family == SaturationKind.ROOT
                ? new SaturationCurve.Prior(0, 0.7, 0, 0.7)
                : new SaturationCurve.Prior(0, 0.7, 0.15, 0.35);
        return new ChannelSpec.ShapePriors(
                own.retention()
                        .map(p -> new AdstockCurve.Prior(Math.log(p.median() / (1 - p.median())), p.spread()))
                        .orElse(adstock),
                new SaturationCurve.Prior(
                        own.half().map(p -> Math.log(p.median())).orElse(saturation.logHalf()),
                        own.half().map(Prior::spread).orElse(saturation.halfSpread()),
                        family == SaturationKind.HILL
                                ? own.slope().map(p -> Math.log(p.median())).orElse(saturation.logSlope())
                                : saturation.logSlope(),
                        family == SaturationKind.HILL
                                ? own.slope().map(Prior::spread).orElse(saturation.slopeSpread())
                                : saturation.slopeSpread()));
    }

    /** Media that build demand may raise what search captures. */
    static boolean mayLift(ChannelSpec source, ChannelSpec target) {
        boolean builds = source.channel().kind() == ChannelKind.SOCIAL
                || source.channel().kind() == ChannelKind.OTHER;
        return builds
                && !source.channel().organic()
                && source.saturation() != SaturationKind.ROOT
                && target.channel().kind() == ChannelKind.SEARCH
                && !target.channel().organic();
    }
}
