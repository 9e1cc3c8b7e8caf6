package io.weir.response;

import com.google.common.collect.ImmutableList;
import io.weir.core.Channel;
import io.weir.core.Geo;
import io.weir.core.PeriodLength;
import io.weir.response.internal.AdstockCurve;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a history leaves uncertain about the response: joint draws of every channel's parameters. Treat the arrays as
 * read-only; they are not copied.
 *
 * @param length of a period
 * @param window number of periods an effect lasts at most
 * @param geos in the history's order
 * @param channels paid ones first, then organic ones, in the history's order
 * @param interactions which channel lifts which
 * @param draws number of draws, the same for every channel
 * @param choices what of the model was chosen by evidence
 * @param holdout how well the model foretold the last periods without having seen them; empty where the history is too
 *     short to try
 * @param fit the model against the history
 * @param diagnostics of the sampler
 */
public record Posterior(
        PeriodLength length,
        int window,
        ImmutableList<Geo> geos,
        ImmutableList<ChannelPosterior> channels,
        ImmutableList<Interaction> interactions,
        int draws,
        ImmutableList<Choice> choices,
        Optional<Holdout> holdout,
        Fit fit,
        Diagnostics diagnostics) {

    /** The same with what a trial on the last periods said. */
    Posterior with(Optional<Holdout> other) {
        return new Posterior(length, window, geos, channels, interactions, draws, choices, other, fit, diagnostics);
    }

    /**
     * The last periods of the history, foretold by the model fitted without their KPI (their spend known).
     *
     * @param periods how many
     * @param error mean absolute error relative to the mean absolute KPI
     * @param naiveError the same for a forecast that repeats the KPI of a year before
     * @param inside share of the periods within the 90 % interval for new data
     */
    public record Holdout(int periods, double error, double naiveError, double inside) {}

    /**
     * Something about a channel's model that the history chose against the default.
     *
     * @param channel its name
     * @param what was chosen
     * @param word for it: a family's name in files
     * @param logFactor log of how many times likelier the history is with it
     */
    public record Choice(String channel, What what, String word, double logFactor) {
        /** What can be chosen. */
        public enum What {
            /** Family of carry-over. */
            ADSTOCK,
            /** Family of flattening. */
            SATURATION,
            /** Part of the spend follows demand that the baseline does not see. */
            DEMAND
        }
    }

    /**
     * Draws of one channel's response. The KPI it brings in a geo and period is
     * {@code effect * S(a) * exp(-fatigue * b) * (1 + lifts)}, where {@code a} and {@code b} are adstocks of volume per
     * head divided by {@code inputScale}.
     *
     * @param channel which
     * @param adstock family of its carry-over
     * @param saturation family of its flattening
     * @param memory periods an effect lasts at most, up to the posterior's window
     * @param inputScale volume per head and period that counts as 1
     * @param adstockParameters natural parameters, {@code [draw][parameter]}; retention is per period
     * @param half volume at half of the ceiling, in units of {@code inputScale}, {@code [draw]}
     * @param slope Hill slope or the root's exponent, {@code [draw]}
     * @param fatigue strength, {@code [draw]}; zeros where the channel does not tire
     * @param fatigueRetention retention per period of the fatigue's own adstock, {@code [draw]}
     * @param effect KPI units per period approached in each geo at the end of history, {@code [draw][geo]}
     * @param returns average return over the history: KPI (or its value) per unit of spend; for an organic channel its
     *     share of the KPI, {@code [draw]}
     * @param drift effectiveness at the end of history relative to its average over history, {@code [draw]}
     * @param cost how spend buys volume
     * @param geoShare share of the channel's spend that goes to each geo, {@code [geo]}
     * @param learnt how much the history says about the return: 0 its prior alone, 1 everything
     * @param overlap area that the prior's and the posterior's densities of the log return share: 1 the same, 0 apart
     */
    public record ChannelPosterior(
            Channel channel,
            AdstockKind adstock,
            SaturationKind saturation,
            int memory,
            double inputScale,
            double[][] adstockParameters,
            double[] half,
            double[] slope,
            double[] fatigue,
            double[] fatigueRetention,
            double[][] effect,
            double[] returns,
            double[] drift,
            CostCurve cost,
            double[] geoShare,
            double learnt,
            double overlap) {
        /** Share of the effect that falls 0, 1, 2, ... periods after the spend, in one draw; sums to 1. */
        public double[] carryOver(int draw) {
            return AdstockCurve.weights(adstock, adstockParameters[draw], memory);
        }
    }

    /**
     * How spend buys volume: {@code volume = spend / (price * (1 + spend / bidUp))}; the price per unit rises in
     * proportion to what is bought. Where no volume was given, volume is spend.
     *
     * @param price currency per unit as spend goes to zero, {@code [draw]}
     * @param bidUp spend per period at which the price has doubled, {@code [draw]}; infinite where it never rises
     */
    public record CostCurve(double[] price, double[] bidUp) {
        /** Volume is spend. */
        public static CostCurve none(int draws) {
            var price = new double[draws];
            var bidUp = new double[draws];
            java.util.Arrays.fill(price, 1);
            java.util.Arrays.fill(bidUp, Double.POSITIVE_INFINITY);
            return new CostCurve(price, bidUp);
        }
    }

    /**
     * One channel's effect on another's response.
     *
     * @param source position of the channel that acts
     * @param target position of the channel whose effect is multiplied by {@code 1 + strength * S(source)}
     * @param strength {@code > -1}, {@code [draw]}
     */
    public record Interaction(int source, int target, double[] strength) {}

    /**
     * The model against the history, summed over geos, in KPI units. All arrays are {@code [period]}.
     *
     * @param start first day of the first period
     * @param actual KPI; that of young periods is brought to its expected full size
     * @param mean what the model says
     * @param low 5 % quantile of new data under the model
     * @param high 95 % quantile
     * @param baseline what would have come without any channel, mean
     * @param contributions mean contribution per channel, {@code [channel][period]}
     * @param total total contribution over the history per channel and draw, {@code [channel][draw]}
     */
    public record Fit(
            LocalDate start,
            double[] actual,
            double[] mean,
            double[] low,
            double[] high,
            double[] baseline,
            double[][] contributions,
            double[][] total) {
        /** Share of the KPI's variance that the model explains, in sample. */
        public double r2() {
            double centre = java.util.Arrays.stream(actual).average().orElse(0);
            double error = 0;
            double variance = 0;
            for (int t = 0; t < actual.length; t++) {
                error += (actual[t] - mean[t]) * (actual[t] - mean[t]);
                variance += (actual[t] - centre) * (actual[t] - centre);
            }
            return variance > 0 ? 1 - error / variance : 0;
        }

        /** Share of the periods within the 90 % interval for new data, in sample. */
        public double inside() {
            int count = 0;
            for (int t = 0; t < actual.length; t++) {
                count += actual[t] >= low[t] && actual[t] <= high[t] ? 1 : 0;
            }
            return actual.length > 0 ? count / (double) actual.length : 0;
        }

        /** Mean absolute error relative to the mean absolute KPI, in sample. */
        public double relativeError() {
            double error = 0;
            double size = 0;
            for (int t = 0; t < actual.length; t++) {
                error += Math.abs(actual[t] - mean[t]);
                size += Math.abs(actual[t]);
            }
            return size > 0 ? error / size : 0;
        }
    }

    /**
     * Whether the sampler can be trusted.
     *
     * @param rHat largest split R-hat of any channel parameter
     * @param effectiveDraws smallest effective sample size of any channel parameter
     * @param worst the parameter with the largest R-hat
     * @param divergences number of divergent transitions after warm-up
     * @param acceptance mean acceptance statistic
     * @param chains number of chains
     * @param gradients evaluations of the log posterior's gradient, all chains
     * @param noise mean standard deviation of the noise relative to that of the KPI
     */
    public record Diagnostics(
            double rHat,
            double effectiveDraws,
            String worst,
            int divergences,
            double acceptance,
            int chains,
            long gradients,
            double noise) {}
}
