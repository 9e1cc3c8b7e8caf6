package io.weir.response;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A channel's response in the parameters of another tool. It is taken as certain; the history teaches only the others.
 *
 * <p>Sources of the forms: the documentation and public code of Robyn ({@code R/R/transformation.R}), Meridian
 * ({@code meridian/model/adstock_hill.py}) and PyMC-Marketing ({@code mmm/components}).
 */
public sealed interface FittedElsewhere {
    /**
     * The same response in Weir's terms.
     *
     * @param volume per period over the history, national, in the channel's own unit
     * @param spend currency per period over the history, national
     * @param kpi per period over the history, national
     * @param worth currency per unit of KPI
     */
    Response response(double[] volume, double[] spend, double[] kpi, double worth);

    /**
     * KPI per period is {@code ceiling * S(a)}, {@code a} the normalised adstock of volume.
     *
     * @param adstock family
     * @param adstockParameters natural ones, per period
     * @param memory periods an effect lasts at most
     * @param saturation family
     * @param half volume per period at half of the ceiling; for the root 1
     * @param slope Hill slope; 1 for the others
     * @param ceiling KPI per period approached as volume grows
     */
    record Response(
            AdstockKind adstock,
            double[] adstockParameters,
            int memory,
            SaturationKind saturation,
            double half,
            double slope,
            double ceiling) {}

    /**
     * Robyn: recursive geometric adstock, Hill saturation with its inflexion a share of the largest adstocked value.
     *
     * @param theta share that remains after a period, in [0, 1)
     * @param alpha Hill slope, {@code > 0}
     * @param gamma inflexion as a share of the largest adstocked value, in (0, 1]
     * @param coefficient KPI per period approached, {@code >= 0}
     */
    record Robyn(double theta, double alpha, double gamma, double coefficient) implements FittedElsewhere {
        /** @throws IllegalArgumentException if a parameter is outside its family's range */
        public Robyn {
            requireInRange("theta", theta, 0, Math.nextDown(1.0));
            requirePositive("alpha", alpha);
            requireInRange("gamma", gamma, Double.MIN_NORMAL, 1);
            requireInRange("coefficient", coefficient, 0, Double.MAX_VALUE);
        }

        @Override
        public Response response(double[] volume, double[] spend, double[] kpi, double worth) {
            double adstocked = 0;
            double most = 0;
            for (double v : volume) {
                adstocked = v + theta * adstocked;
                most = Math.max(most, adstocked);
            }
            // The normalised adstock is (1 - theta) times the recursive one.
            return new Response(
                    AdstockKind.GEOMETRIC,
                    new double[] {theta},
                    Integer.MAX_VALUE,
                    SaturationKind.HILL,
                    (1 - theta) * gamma * positive(most),
                    alpha,
                    coefficient);
        }
    }

    /**
     * Meridian: normalised geometric adstock over {@code maxLag + 1} periods, Hill saturation of volume divided by the
     * median of its active periods. The size is given by the return over the history.
     *
     * @param alpha share that remains after a period, in [0, 1)
     * @param ec volume at half of the ceiling, in medians of active periods, {@code > 0}
     * @param slope Hill slope, {@code > 0}
     * @param roi incremental KPI, or its value in currency, per unit of spend over the history, {@code >= 0}
     * @param maxLag last period after the spend in which it acts, {@code >= 0}
     */
    record Meridian(double alpha, double ec, double slope, double roi, int maxLag) implements FittedElsewhere {
        /** @throws IllegalArgumentException if a parameter is outside its family's range */
        public Meridian {
            requireInRange("alpha", alpha, 0, Math.nextDown(1.0));
            requirePositive("ec", ec);
            requirePositive("slope", slope);
            requireInRange("roi", roi, 0, Double.MAX_VALUE);
            require(maxLag >= 0, "max-lag (%s) must be at least 0.", maxLag);
        }

        @Override
        public Response response(double[] volume, double[] spend, double[] kpi, double worth) {
            double[] active = Arrays.stream(volume).filter(v -> v > 0).sorted().toArray();
            int n = active.length;
            double median = n == 0 ? 1 : 0.5 * (active[(n - 1) / 2] + active[n / 2]);
            double half = ec * median;
            double sum = 0;
            double weights = 0;
            for (int l = 0; l <= maxLag; l++) {
                weights += Math.pow(alpha, l);
            }
            for (int t = 0; t < volume.length; t++) {
                double a = 0;
                for (int l = 0; l <= Math.min(t, maxLag); l++) {
                    a += Math.pow(alpha, l) * volume[t - l] / weights;
                }
                sum += a > 0 ? 1 / (1 + Math.pow(half / a, slope)) : 0;
            }
            double brought = roi * Arrays.stream(spend).sum() / worth;
            return new Response(
                    AdstockKind.GEOMETRIC,
                    new double[] {alpha},
                    maxLag + 1,
                    SaturationKind.HILL,
                    half,
                    slope,
                    sum > 0 ? brought / sum : 0);
        }
    }

    /**
     * PyMC-Marketing: normalised adstock over {@code lMax} periods of volume divided by its scale; the KPI is divided by
     * its own.
     *
     * @param adstock geometric, delayed or none
     * @param alpha share that remains after a period, in [0, 1)
     * @param theta periods after the spend at which the delayed adstock peaks, {@code >= 0}
     * @param lMax periods an effect lasts, {@code >= 1}
     * @param saturation logistic ({@code lam}), Hill ({@code lam} its kappa, {@code slope}), Michaelis-Menten ({@code lam})
     *     or tanh ({@code lam} its c, with {@code beta} its b)
     * @param lam shape on the scaled axis, {@code > 0}
     * @param slope Hill slope, {@code > 0}; 1 for the others
     * @param beta size on the scaled axis (alpha of Michaelis-Menten), {@code >= 0}
     * @param channelScale volume that was scaled to 1; the history's largest where empty
     * @param targetScale KPI that was scaled to 1; the history's largest where empty
     */
    record PyMcMarketing(
            AdstockKind adstock,
            double alpha,
            double theta,
            int lMax,
            SaturationKind saturation,
            double lam,
            double slope,
            double beta,
            OptionalDouble channelScale,
            OptionalDouble targetScale)
            implements FittedElsewhere {
        /** @throws IllegalArgumentException if a parameter is outside its family's range */
        public PyMcMarketing {
            require(
                    adstock == AdstockKind.GEOMETRIC || adstock == AdstockKind.DELAYED || adstock == AdstockKind.NONE,
                    "adstock (%s) must be geometric, delayed or none.",
                    adstock.word());
            require(
                    saturation != SaturationKind.ROOT,
                    "saturation (%s) must be logistic, hill, michaelis-menten or tanh.",
                    saturation.word());
            requireInRange("alpha", alpha, 0, Math.nextDown(1.0));
            requireInRange("theta", theta, 0, 1000);
            require(
                    adstock != AdstockKind.DELAYED || alpha > 0,
                    "alpha (%s) of a delayed adstock must be above 0.",
                    alpha);
            require(lMax >= 1, "l-max (%s) must be at least 1.", lMax);
            requirePositive("lam", lam);
            requirePositive("slope", slope);
            requireInRange("beta", beta, 0, Double.MAX_VALUE);
            channelScale.ifPresent(v -> requirePositive("channel-scale", v));
            targetScale.ifPresent(v -> requirePositive("target-scale", v));
        }

        @Override
        public Response response(double[] volume, double[] spend, double[] kpi, double worth) {
            double unit = channelScale.orElseGet(() -> positive(largest(volume)));
            double size = beta * targetScale.orElseGet(() -> positive(largest(kpi)));
            double half = switch (saturation) {
                // tanh(lam x / 2) is one half where lam x = ln 3.
                case LOGISTIC -> Math.log(3) / lam * unit;
                // b tanh(x / (b c)) is half of b where x = b c ln(3) / 2.
                case TANH -> beta * lam * Math.log(3) / 2 * unit;
                case HILL, MICHAELIS_MENTEN, ROOT -> lam * unit;
            };
            double[] parameters = switch (adstock) {
                case GEOMETRIC -> new double[] {alpha};
                case DELAYED -> new double[] {alpha, theta};
                default -> new double[0];
            };
            return new Response(adstock, parameters, lMax, saturation, positive(half), slope, size);
        }
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }

    private static double positive(double value) {
        return value > 0 ? value : 1;
    }
}
