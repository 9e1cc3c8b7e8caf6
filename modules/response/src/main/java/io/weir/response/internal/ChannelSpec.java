package io.weir.response.internal;

import io.weir.core.Channel;
import io.weir.response.AdstockKind;
import io.weir.response.FittedElsewhere;
import io.weir.response.SaturationKind;
import java.util.Optional;

/**
 * How one channel is modelled.
 *
 * @param channel which
 * @param adstock family
 * @param saturation family
 * @param fatigue whether it tires its audience
 * @param drift whether its effectiveness may change over time
 * @param costCurve whether its price may rise with what is bought
 * @param priors of its shape
 * @param returns prior of its return
 * @param fixed its response where it is known and not estimated
 */
public record ChannelSpec(
        Channel channel,
        AdstockKind adstock,
        SaturationKind saturation,
        boolean fatigue,
        boolean drift,
        boolean costCurve,
        ShapePriors priors,
        ReturnCentre returns,
        Optional<FittedElsewhere.Response> fixed) {
    /** Whether its return is pooled with the other channels'. */
    boolean pooled() {
        return fixed.isEmpty() && returns.pooled();
    }

    /**
     * Prior of the log of total contribution over history, relative to {@code anchor}.
     *
     * @param unit KPI units that a return of 1 would mean: the spend, or the spend over the value of a unit
     * @param anchor KPI units the prior is centred about: {@code unit} times the typical return where pooled
     * @param thrift log of the mean channel's spend over this one's, where pooled: less is spent on it than on others
     *     where positive
     * @param pooled whether centre and spread are shared with the other paid channels
     * @param centre of the log return, where not pooled
     * @param spread of the log return, where not pooled
     */
    public record ReturnCentre(
            double unit, double anchor, double thrift, boolean pooled, double centre, double spread) {}

    /**
     * @param adstock prior of carry-over
     * @param saturation prior of flattening
     */
    public record ShapePriors(AdstockCurve.Prior adstock, SaturationCurve.Prior saturation) {}
}
