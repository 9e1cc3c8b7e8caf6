package io.weir.hierarchy;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import io.weir.core.ChannelKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What is known of the channels' marginal returns after a period, as a learned policy sees it: what bidders report, which is precise but
 * counts the last click alone, what the model says, which counts everything but not precisely, and how many people a channel reaches, which
 * is what its other effects come from and wear out by. All of it is on a scale without units: logarithms, those of returns over
 * {@link #reference()}, the last click's return of all channels together, those of what is bought per person.
 */
public final class ReturnEvidence {
    private static final ImmutableList<String> ASPECTS = ImmutableList.of(
            "one",
            "shadow-price",
            "model",
            "credited",
            "model-spread",
            "share",
            "reference",
            "volume",
            "clicks",
            "click-orders");

    /** What a policy sees of a channel: each aspect for channels of all kinds, and for those of its own kind alone. */
    public static final ImmutableList<String> INPUTS = inputNames();

    /**
     * What it decides: the logarithm of the marginal return over the reference, how that changes with that of spend, and by how much the
     * first is off (root mean square, channels counted by what they spend) in markets not learned from.
     */
    public static final ImmutableList<String> OUTPUTS = ImmutableList.of("marginal-return", "elasticity", "error");

    /** Logarithms are kept within this. */
    private static final double MOST_LOG = 4;
    /** Those of what is bought per person differ more: a search click from a video that is shown. */
    private static final double MOST_REACH = 8;
    /** The model's marginal return counts as this share of the reference at least. */
    private static final double LEAST_MODEL = 0.05;

    private static final double MOST_SPREAD = 3;
    private static final double LEAST_SHARE = 1e-4;
    private static final double DAYS_OF_WEEK = 7;
    // so that inputs are near 0 in a usual business: what is bought per person and week, orders per click, currency per
    // currency
    private static final double USUAL_VOLUME = 0.05;
    private static final double USUAL_CLICKS = 0.002;
    private static final double USUAL_CLICK_ORDERS = 0.01;
    private static final double USUAL_REFERENCE = 5;

    private final ImmutableList<ChannelKind> kinds;
    private final double[][] aspects;
    private final double reference;

    /**
     * @param kinds of the channels
     * @param seen the period
     * @param model the model's marginal returns at the period's spend, {@code [channel][draw]}
     */
    public ReturnEvidence(List<ChannelKind> kinds, PeriodSeen seen, double[][] model) {
        require(model.length == kinds.size(), "model (%s) must be of %s channels.", model.length, kinds.size());
        this.kinds = ImmutableList.copyOf(kinds);
        double credited = 0;
        double spent = 0;
        double orders = 0;
        for (int c = 0; c < model.length; c++) {
            if (seen.spend().get(c) > 0 && seen.credited().get(c) >= 0) {
                credited += seen.credited().get(c);
                orders += seen.orders().get(c);
                spent += seen.spend().get(c);
            }
        }
        this.reference = spent > 0 && credited > 0 ? credited / spent : 1;
        double order = orders > 0 && credited > 0 ? credited / orders : 1;
        double peopleWeeks = seen.people() * seen.days() / DAYS_OF_WEEK;
        this.aspects = new double[model.length][];
        for (int c = 0; c < model.length; c++) {
            double spend = seen.spend().get(c);
            double average = log(spend > 0 ? seen.credited().get(c) / spend : Double.NaN, 0);
            double mean = Arrays.stream(model[c]).average().orElse(0);
            double deviation = Math.sqrt(Arrays.stream(model[c])
                    .map(one -> (one - mean) * (one - mean))
                    .average()
                    .orElse(0));
            aspects[c] = new double[] {
                1,
                log(seen.shadowPrices().get(c), average),
                log(Math.max(mean, LEAST_MODEL * reference), average),
                average,
                Math.min(MOST_SPREAD, deviation / Math.max(Math.abs(mean), LEAST_MODEL * reference)),
                Math.log(Math.max(LEAST_SHARE, spent > 0 ? spend / spent : 0)),
                within(MOST_LOG, reference / USUAL_REFERENCE),
                reach(seen.volume().get(c) / peopleWeeks / USUAL_VOLUME),
                reach(seen.clicks().get(c) / peopleWeeks / USUAL_CLICKS),
                reach(reference * spend / order / seen.clicks().get(c) / USUAL_CLICK_ORDERS)
            };
        }
    }

    private double log(double value, double otherwise) {
        return known(value) ? within(MOST_LOG, value / reference) : otherwise;
    }

    /** Of a channel that bought nothing, as usual. */
    private static double reach(double value) {
        return known(value) ? within(MOST_REACH, value) : 0;
    }

    private static boolean known(double value) {
        return value > 0 && value <= Double.MAX_VALUE;
    }

    private static double within(double most, double value) {
        return Math.max(-most, Math.min(most, Math.log(value)));
    }

    private static ImmutableList<String> inputNames() {
        ImmutableList.Builder<String> names = ImmutableList.builder();
        names.addAll(ASPECTS);
        for (ChannelKind kind : ChannelKind.values()) {
            for (String aspect : ASPECTS) {
                names.add(kind.name().toLowerCase(Locale.ROOT) + "/" + aspect);
            }
        }
        return names.build();
    }

    /** Index of the input that is 1 for channels of a kind and 0 for others. */
    public static int isOf(ChannelKind kind) {
        return (1 + kind.ordinal()) * ASPECTS.size();
    }

    /** Number of channels. */
    public int channels() {
        return aspects.length;
    }

    /** KPI value per currency, of all channels together by the last click. */
    public double reference() {
        return reference;
    }

    /** Fills {@link #INPUTS} of a channel. */
    public void observe(int channel, double[] input) {
        Arrays.fill(input, 0);
        double[] seen = aspects[channel];
        System.arraycopy(seen, 0, input, 0, seen.length);
        System.arraycopy(seen, 0, input, isOf(kinds.get(channel)), seen.length);
    }
}
