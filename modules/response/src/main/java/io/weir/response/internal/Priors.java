package io.weir.response.internal;

import io.weir.core.ChannelKind;
import io.weir.response.SaturationKind;

/**
 * What is believed of a channel before its history is seen, by kind. Carry-over is given as the share of an effect that
 * remains after a week. Search and e-mail answer at once (a query or an open mail is acted on within days); social and
 * brand media linger for weeks, as the defaults of Meridian (retention uniform in 0 to 1), PyMC-Marketing (Beta(1, 3),
 * median 0.21) and the half-lives of one to three weeks for online and up to six for television reported with Robyn
 * suggest. Saturation is centred where half of the ceiling is reached at the mean active spend, wide enough to be twice
 * or half of it; slopes near 1 (concave, the default of Meridian) for demand-capturing channels, above it for media that
 * build demand.
 */
final class Priors {
    private Priors() {}

    static ChannelSpec.ShapePriors shape(ChannelKind kind, SaturationKind family) {
        var adstock = switch (kind) {
            case SEARCH -> new AdstockCurve.Prior(-1.7, 0.8);
            case SOCIAL -> new AdstockCurve.Prior(-0.5, 0.8);
            case EMAIL -> new AdstockCurve.Prior(-1.5, 0.9);
            case OTHER -> new AdstockCurve.Prior(-0.3, 1.0);
        };
        double logHalf = 0;
        double spread = 0.7;
        if (family == SaturationKind.ROOT) {
            return new ChannelSpec.ShapePriors(adstock, new SaturationCurve.Prior(logHalf, spread, 0, 0.7));
        }
        var saturation = switch (kind) {
            case SEARCH -> new SaturationCurve.Prior(logHalf, spread, 0.05, 0.25);
            case EMAIL -> new SaturationCurve.Prior(logHalf, spread, 0.1, 0.35);
            case SOCIAL, OTHER -> new SaturationCurve.Prior(logHalf, spread, 0.2, 0.35);
        };
        return new ChannelSpec.ShapePriors(adstock, saturation);
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
