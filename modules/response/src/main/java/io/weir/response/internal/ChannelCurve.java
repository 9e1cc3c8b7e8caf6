package io.weir.response.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The shape of one channel's response at the sampler's present position, and accumulators for its gradient. */
final class ChannelCurve {
    /** Median and log-spread of the fatigue strength per mean active volume; most channels' is near nothing. */
    private static final double FATIGUE_CENTRE = Math.log(0.15);

    private static final double FATIGUE_SPREAD = 1.0;
    private static final AdstockCurve.Prior FATIGUE_MEMORY = new AdstockCurve.Prior(0.2, 0.7);

    final AdstockCurve adstock;
    final SaturationCurve saturation;
    final @Nullable AdstockCurve fatigue;
    final double[] dWeights;
    final double[] dSaturation = new double[2];
    final double[] dFatigueWeights;
    double dFatigueStrength;
    double fatigueStrength;
    private final int adstockParameters;
    private final int saturationParameters;

    ChannelCurve(ChannelSpec spec, int window, double weeksPerPeriod) {
        var known = spec.fixed();
        adstock = known.map(r -> AdstockCurve.fixed(r.adstock(), r.adstockParameters(), Math.min(window, r.memory())))
                .orElseGet(() -> new AdstockCurve(spec.adstock(), spec.priors().adstock(), window, weeksPerPeriod));
        saturation = known.map(r -> SaturationCurve.fixed(r.saturation(), r.half(), r.slope()))
                .orElseGet(() ->
                        new SaturationCurve(spec.saturation(), spec.priors().saturation()));
        fatigue = spec.fatigue()
                ? new AdstockCurve(io.weir.response.AdstockKind.GEOMETRIC, FATIGUE_MEMORY, window, weeksPerPeriod)
                : null;
        dWeights = new double[adstock.weights().length];
        dFatigueWeights = new double[window];
        adstockParameters = known.isPresent() ? 0 : AdstockCurve.parameters(spec.adstock());
        saturationParameters = known.isPresent() ? 0 : SaturationCurve.parameters(spec.saturation());
    }

    int parameters() {
        return adstockParameters + saturationParameters + (fatigue == null ? 0 : 2);
    }

    void set(double[] z, int offset) {
        adstock.set(z, offset);
        saturation.set(z, offset + adstockParameters);
        if (fatigue != null) {
            int at = offset + adstockParameters + saturationParameters;
            fatigueStrength = Math.exp(FATIGUE_CENTRE + FATIGUE_SPREAD * z[at]);
            fatigue.set(z, at + 1);
        }
        Arrays.fill(dWeights, 0);
        Arrays.fill(dSaturation, 0);
        Arrays.fill(dFatigueWeights, 0);
        dFatigueStrength = 0;
    }

    /** The effect per unit of beta of a steady volume. */
    double steady(double volume) {
        var s = new double[1];
        saturation.apply(new double[] {volume}, s, new double[1], new double[1], new double[1]);
        return fatigue == null ? s[0] : s[0] * Math.exp(-fatigueStrength * volume);
    }

    void pullBack(double[] gradient, int offset) {
        adstock.pullBack(dWeights, gradient, offset);
        for (int k = 0; k < saturationParameters; k++) {
            gradient[offset + adstockParameters + k] += dSaturation[k];
        }
        if (fatigue != null) {
            int at = offset + adstockParameters + saturationParameters;
            gradient[at] += dFatigueStrength * fatigueStrength * FATIGUE_SPREAD;
            fatigue.pullBack(dFatigueWeights, gradient, at + 1);
        }
    }
}
