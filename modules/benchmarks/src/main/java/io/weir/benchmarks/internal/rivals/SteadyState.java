package io.weir.benchmarks.internal.rivals;

import io.weir.core.Objective;
import io.weir.response.Posterior;
import io.weir.response.Posterior.ChannelPosterior;
import io.weir.response.SaturationKind;

/**
 * The posterior mean of every channel's response to a level held for ever, on its own, times the horizon's periods: a cell
 * per column, its total over the horizon. National posteriors only.
 */
public final class SteadyState implements Objective {
    private static final double LN3 = Math.log(3);

    private final Posterior posterior;
    private final int columns;
    private final int periods;

    /**
     * @param posterior of one geo
     * @param columns number of paid channels; they come first
     * @param periods of the horizon
     */
    public SteadyState(Posterior posterior, int columns, int periods) {
        this.posterior = posterior;
        this.columns = columns;
        this.periods = periods;
    }

    @Override
    public int cells() {
        return columns;
    }

    @Override
    public double value(double[] totals) {
        return valueAndGradient(totals, new double[totals.length]);
    }

    @Override
    public double valueAndGradient(double[] totals, double[] gradient) {
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            ChannelPosterior channel = posterior.channels().get(c);
            double unit = channel.inputScale() * posterior.geos().get(0).population();
            double x = totals[c] / periods / unit;
            double slope = 0;
            for (int d = 0; d < posterior.draws(); d++) {
                double s = saturation(channel, d, x);
                double effect = channel.effect()[d][0] / posterior.draws();
                sum += periods * effect * s;
                slope += effect * (saturation(channel, d, x + 1e-6) - s) / 1e-6;
            }
            gradient[c] = slope / unit;
        }
        return sum;
    }

    private static double saturation(ChannelPosterior channel, int d, double x) {
        double half = channel.half()[d];
        double slope = channel.saturation() == SaturationKind.HILL ? channel.slope()[d] : 1;
        return switch (channel.saturation()) {
            case HILL, MICHAELIS_MENTEN -> x > 0 ? 1 / (1 + Math.pow(half / x, slope)) : 0;
            case LOGISTIC, TANH -> Math.tanh(LN3 / (2 * half) * x);
            case ROOT -> Math.pow(x, channel.slope()[d]);
        };
    }

    @Override
    public Concave concaveMajorant(double[] lower, double[] upper) {
        throw new IllegalStateException("rivals prove no bound.");
    }
}
