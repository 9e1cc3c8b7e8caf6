package io.weir.benchmarks.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.Channel;
import io.weir.core.ChannelHistory;
import io.weir.core.ChannelKind;
import io.weir.core.Geo;
import io.weir.core.History;
import io.weir.core.Kpi;
import io.weir.core.KpiKind;
import io.weir.core.MoneyUnit;
import io.weir.core.Panel;
import io.weir.core.PeriodLength;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Made-up spend of a business, to draw markets on: channels of all kinds, of unequal size, each with a slow wave, weekly
 * jitter and some pauses, part of which they share. The KPI is a placeholder of a size that goes with the spend.
 */
public final class Templates {
    private static final ChannelKind[] KINDS = {
        ChannelKind.SEARCH, ChannelKind.SOCIAL, ChannelKind.EMAIL, ChannelKind.OTHER
    };
    private static final double TYPICAL = 3000;
    private static final double SPEND_SHARE = 0.15;
    private static final double SWING = 0.15;

    private Templates() {}

    /**
     * @param channels number of channels, the first four of different kinds
     * @param weeks number of weeks
     * @param seed of all chance in it
     */
    public static History history(int channels, int weeks, long seed) {
        var random = new SplittableRandom(seed);
        double[] common = wave(random, weeks, 0.2, 8);
        var out = ImmutableList.<ChannelHistory>builder();
        double total = 0;
        for (int i = 0; i < channels; i++) {
            double mean = TYPICAL * Math.exp(0.7 * random.nextGaussian());
            double[] own = wave(random, weeks, 0.35, 10);
            double pause = random.nextInt(3) == 0 ? 0.15 : 0;
            var spend = new double[weeks];
            for (int t = 0; t < weeks; t++) {
                double jitter = 0.25 * random.nextGaussian();
                boolean paused = random.nextDouble() < pause;
                spend[t] = paused ? 0 : Math.rint(100 * mean * Math.exp(common[t] + own[t] + jitter)) / 100;
                total += spend[t];
            }
            ChannelKind kind = KINDS[i < KINDS.length ? i : random.nextInt(KINDS.length)];
            out.add(new ChannelHistory(
                    new Channel("channel-" + (i + 1), kind, false), Panel.of(spend), Optional.empty()));
        }
        double level = total / weeks / SPEND_SHARE;
        double[] sway = wave(random, weeks, SWING, 20);
        var kpi = new double[weeks];
        for (int t = 0; t < weeks; t++) {
            kpi[t] = level * (1 + sway[t]);
        }
        return new History(
                PeriodLength.WEEK,
                LocalDate.of(2021, 1, 4),
                ImmutableList.of(Geo.national()),
                new Kpi("revenue", KpiKind.REVENUE, Panel.of(kpi), Optional.empty(), ImmutableList.of()),
                out.build(),
                ImmutableList.of(),
                ImmutableList.of(),
                MoneyUnit.unnamed());
    }

    /** First-order autoregressive, of a deviation, forgotten to 1/e after {@code memory} weeks. */
    private static double[] wave(SplittableRandom random, int weeks, double deviation, double memory) {
        double rho = Math.exp(-1 / memory);
        var out = new double[weeks];
        double x = deviation * random.nextGaussian();
        for (int t = 0; t < weeks; t++) {
            out[t] = x;
            x = rho * x + Math.sqrt(1 - rho * rho) * deviation * random.nextGaussian();
        }
        return out;
    }
}
