package io.weir.hierarchy.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.ChannelKind;
import io.weir.core.MarketLayout;
import io.weir.core.Observation.Group;
import io.weir.hierarchy.PeriodSeen;
import io.weir.hierarchy.Standing;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** What the agents of a team see, as numbers of the order of 1. Not safe for use by several threads. */
public final class TeamSight {
    /** What a channel's agent sees of its own: how it is doing since the run began, and which channel it is. */
    public static final ImmutableList<String> OWN = ImmutableList.of(
            "share", "pace", "return-since", "shadow-price", "search", "social", "email", "other", "number");

    /** What all see. */
    public static final ImmutableList<String> COMMON =
            ImmutableList.of("season-sine", "season-cosine", "periods-left", "money-left");

    /** How many people are in which state beside the start of the run. */
    public static final ImmutableList<String> CROWD = ImmutableList.of("aware", "searching", "on-list", "lapsed");

    /** What {@link #CROWD} counts. */
    public static final ImmutableList<Group> GROUPS =
            ImmutableList.of(Group.AWARE, Group.SEARCHING, Group.ON_LIST, Group.LAPSED);

    private static final ImmutableList<String> REPORTED = ImmutableList.of("share", "pace", "return", "shadow-price");
    private static final ImmutableList<String> SHARED = ImmutableList.of("share", "return");

    private static final double MOST = 3;
    /** Counts of people change little: a fifth more or less is 1. */
    private static final double CROWD_SCALE = 5;

    private static final int FIRST_KIND = 4;

    private final ImmutableList<ChannelKind> kinds;
    private Map<Group, Double> start = Map.of();
    private final int channels;
    private final double[] shares;
    private final double[] paces;
    private final double[] returns;
    private final double[] since;
    private final double[] prices;
    private final double[] ownPrices;
    private final double[] common = new double[COMMON.size()];
    private final double[] crowd = new double[CROWD.size()];

    /** @param kinds of the channels */
    public TeamSight(ImmutableList<ChannelKind> kinds) {
        this.kinds = kinds;
        channels = kinds.size();
        shares = new double[channels];
        paces = new double[channels];
        returns = new double[channels];
        since = new double[channels];
        prices = new double[channels];
        ownPrices = new double[channels];
    }

    /** What is reported of all channels to who sets targets. */
    public ImmutableList<String> reported() {
        return numbered(REPORTED);
    }

    /** What a channel sees of all channels. */
    public ImmutableList<String> shared() {
        return numbered(SHARED);
    }

    private ImmutableList<String> numbered(ImmutableList<String> names) {
        ImmutableList.Builder<String> all = ImmutableList.builder();
        for (int c = 1; c <= channels; c++) {
            for (String name : names) {
                all.add(name.toLowerCase(Locale.ROOT) + "-" + c);
            }
        }
        return all.build();
    }

    /** Before a period. */
    public void see(Standing standing, double[] planned) {
        double total = Arrays.stream(planned).sum();
        int period = standing.past().size();
        start = period == 0 ? standing.crowd() : start;
        double day = 2 * Math.PI * MarketLayout.yearShare(standing.day());
        common[0] = Math.sin(day);
        common[1] = Math.cos(day);
        common[2] = standing.periodsLeft() / (double) (period + standing.periodsLeft());
        common[3] = log(standing.evenShare(), total);
        for (int k = 0; k < crowd.length; k++) {
            Group group = GROUPS.get(k);
            crowd[k] = Math.max(
                    -MOST,
                    Math.min(
                            MOST,
                            CROWD_SCALE
                                    * log(standing.crowd().getOrDefault(group, 0.0), start.getOrDefault(group, 0.0))));
        }
        if (period > 0) {
            report(standing.past().get(0), standing.past().get(period - 1), planned, total);
        }
    }

    private void report(PeriodSeen first, PeriodSeen last, double[] planned, double total) {
        double spent = last.spend().stream().sum();
        double reference = last.credited().stream().sum() / spent;
        double meant = last.targets().stream().sum();
        for (int c = 0; c < channels; c++) {
            double target = last.targets().get(c);
            double spend = last.spend().get(c);
            double earned = spend > 0 ? last.credited().get(c) / spend : 0;
            double begun = first.spend().get(c) > 0
                    ? first.credited().get(c) / first.spend().get(c)
                    : 0;
            shares[c] = log(target / meant, planned[c] / total);
            paces[c] = target > 0 ? spend / target - 1 : 0;
            returns[c] = log(earned, reference);
            since[c] = log(earned, begun);
            prices[c] = log(last.shadowPrices().get(c), reference);
            ownPrices[c] = log(last.shadowPrices().get(c), earned);
        }
    }

    /** Of a ratio, kept in bounds; 0 where there is none to tell. */
    private static double log(double value, double reference) {
        double ratio = value / reference;
        return ratio > 0 && ratio <= Double.MAX_VALUE ? Math.max(-MOST, Math.min(MOST, Math.log(ratio))) : 0;
    }

    /** Fills in {@link #OWN}; where it ends. */
    public int own(int channel, double[] into) {
        into[0] = shares[channel];
        into[1] = paces[channel];
        into[2] = since[channel];
        into[3] = ownPrices[channel];
        for (int k = 0; k < ChannelKind.values().length; k++) {
            into[FIRST_KIND + k] = kinds.get(channel).ordinal() == k ? 1 : 0;
        }
        into[OWN.size() - 1] = channel / (double) channels;
        return OWN.size();
    }

    /** Fills in {@link #reported()}; where it ends. */
    public int reported(double[] into) {
        int at = 0;
        for (int c = 0; c < channels; c++) {
            into[at++] = shares[c];
            into[at++] = paces[c];
            into[at++] = returns[c];
            into[at++] = prices[c];
        }
        return at;
    }

    /** Fills in {@link #COMMON}; where it ends. */
    public int common(double[] into, int at) {
        System.arraycopy(common, 0, into, at, common.length);
        return at + common.length;
    }

    /** Fills in {@link #CROWD}; where it ends. */
    public int crowd(double[] into, int at) {
        System.arraycopy(crowd, 0, into, at, crowd.length);
        return at + crowd.length;
    }

    /** Fills in {@link #shared()}; where it ends. */
    public int shared(double[] into, int from) {
        int at = from;
        for (int c = 0; c < channels; c++) {
            into[at++] = shares[c];
            into[at++] = returns[c];
        }
        return at;
    }
}
