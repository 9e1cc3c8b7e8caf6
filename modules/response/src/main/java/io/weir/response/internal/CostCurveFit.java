package io.weir.response.internal;

import io.weir.core.ChannelHistory;
import io.weir.core.History;
import io.weir.response.Posterior.CostCurve;
import java.util.SplittableRandom;

/**
 * How spend bought volume over the last year: {@code log price = log p0 + log(1 + spend / bidUp) + noise}. The rise is
 * sampled from its posterior on a grid (prior: exponential, mean 0.2 at the mean spend), the price given the rise exactly.
 */
final class CostCurveFit {
    private static final int GRID = 61;
    private static final double MOST_RISE = 2;
    private static final double PRIOR_RISE = 0.2;

    private CostCurveFit() {}

    static CostCurve fit(History history, ChannelHistory channel, int draws, SplittableRandom random) {
        if (channel.volume().isEmpty() || channel.channel().organic()) {
            return CostCurve.none(draws);
        }
        double[] spend = channel.spend().national();
        double[] volume = channel.volume().get().national();
        int year = (int) Math.round(history.length().perYear());
        int from = Math.max(0, spend.length - year);
        double spendSum = 0;
        double volumeSum = 0;
        int n = 0;
        for (int t = from; t < spend.length; t++) {
            if (spend[t] > 0 && volume[t] > 0) {
                spendSum += spend[t];
                volumeSum += volume[t];
                n++;
            }
        }
        if (n == 0) {
            return neverBought(channel, draws);
        }
        double meanSpend = spendSum / n;
        double meanPrice = spendSum / volumeSum;
        var logWeight = new double[GRID];
        var centre = new double[GRID];
        var spread = new double[GRID];
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < GRID; k++) {
            double rise = MOST_RISE * k / (GRID - 1);
            double sum = 0;
            double squares = 0;
            for (int t = from; t < spend.length; t++) {
                if (spend[t] > 0 && volume[t] > 0) {
                    double e = Math.log(spend[t] / volume[t] / meanPrice) - Math.log1p(rise * (spend[t] / meanSpend));
                    sum += e;
                    squares += e * e;
                }
            }
            centre[k] = sum / n;
            double error = Math.max(squares - sum * sum / n, 0) + 1e-4;
            spread[k] = Math.sqrt(error / Math.max(1, n - 1) / n);
            logWeight[k] = -0.5 * (n - 1) * Math.log(error) - rise / PRIOR_RISE;
            most = Math.max(most, logWeight[k]);
        }
        double total = 0;
        for (int k = 0; k < GRID; k++) {
            logWeight[k] = Math.exp(logWeight[k] - most);
            total += logWeight[k];
        }
        var price = new double[draws];
        var bidUp = new double[draws];
        for (int d = 0; d < draws; d++) {
            double u = random.nextDouble() * total;
            int k = 0;
            while (k < GRID - 1 && u > logWeight[k]) {
                u -= logWeight[k];
                k++;
            }
            price[d] = meanPrice * Math.exp(centre[k] + spread[k] * random.nextGaussian());
            bidUp[d] = k == 0 ? Double.POSITIVE_INFINITY : meanSpend / (MOST_RISE * k / (GRID - 1));
        }
        return new CostCurve(price, bidUp);
    }

    /** The price of the whole history, whatever is bought; one where volume is spend. */
    static CostCurve constant(ChannelHistory channel, int draws) {
        return channel.volume().isPresent() && !channel.channel().organic()
                ? neverBought(channel, draws)
                : CostCurve.none(draws);
    }

    /** Spend that bought nothing last year: the price of the whole history, or one. */
    private static CostCurve neverBought(ChannelHistory channel, int draws) {
        double spend = channel.spend().total();
        double volume = channel.volume().orElse(channel.spend()).total();
        var none = CostCurve.none(draws);
        if (spend > 0 && volume > 0) {
            java.util.Arrays.fill(none.price(), spend / volume);
        }
        return none;
    }
}
