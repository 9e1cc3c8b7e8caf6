package io.weir.simulator;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Progress;
import java.util.Arrays;

/**
 * What comes of spending more or less than usual, by counterfactual on common random numbers: every channel alone, and pairs of
 * channels together.
 *
 * @param usual spend per period and channel, currency
 * @param periods for which spend is changed
 * @param tail periods after them whose KPI counts too
 * @param multiples of the usual spend, rising
 * @param curves {@code [channel][multiple]}: KPI beyond that of spending nothing on the channel
 */
public record ResponseCurves(
        ImmutableDoubleArray usual,
        int periods,
        int tail,
        ImmutableDoubleArray multiples,
        ImmutableList<ImmutableList<Amount>> curves) {
    /** Multiples that are looked at unless others are given. */
    public static final ImmutableDoubleArray USUAL_MULTIPLES =
            ImmutableDoubleArray.of(0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2);

    /**
     * Curves of all channels.
     *
     * @param multiples the first is 0
     */
    public static ResponseCurves of(
            Branches branches,
            double[] usual,
            int periods,
            int tail,
            ImmutableDoubleArray multiples,
            Progress progress) {
        var curves = ImmutableList.<ImmutableList<Amount>>builder();
        for (int channel = 0; channel < usual.length; channel++) {
            double[] nothing = new double[0];
            var curve = ImmutableList.<Amount>builder();
            for (int k = 0; k < multiples.length(); k++) {
                double[] levels = usual.clone();
                levels[channel] *= multiples.get(k);
                double[] kpi = branches.kpi(levels, periods);
                nothing = k == 0 ? kpi : nothing;
                curve.add(Amount.of(difference(kpi, nothing)));
                progress.at("response curves", (channel + (k + 1.0) / multiples.length()) / usual.length);
            }
            curves.add(curve.build());
        }
        return new ResponseCurves(ImmutableDoubleArray.copyOf(usual), periods, tail, multiples, curves.build());
    }

    /**
     * The response surface of two channels: KPI beyond that of spending on neither.
     *
     * @return {@code [multiple of first][multiple of second]}
     */
    public static Amount[][] surface(
            Branches branches, double[] usual, int first, int second, int periods, ImmutableDoubleArray multiples) {
        double[] levels = usual.clone();
        levels[first] = 0;
        levels[second] = 0;
        double[] nothing = branches.kpi(levels, periods);
        var surface = new Amount[multiples.length()][multiples.length()];
        for (int i = 0; i < surface.length; i++) {
            for (int j = 0; j < surface.length; j++) {
                levels[first] = usual[first] * multiples.get(i);
                levels[second] = usual[second] * multiples.get(j);
                surface[i][j] = Amount.of(difference(branches.kpi(levels, periods), nothing));
            }
        }
        return surface;
    }

    private static double[] difference(double[] one, double[] other) {
        double[] difference = one.clone();
        Arrays.setAll(difference, k -> one[k] - other[k]);
        return difference;
    }
}
