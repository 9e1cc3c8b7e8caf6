package io.weir.planning.internal.fitting;

import io.weir.core.Market.Snapshot;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.TargetRun;
import io.weir.simulator.World;
import java.util.stream.IntStream;

/**
 * What a world says to the questions that a {@link Business} was asked: what is expected, without chance.
 *
 * @param kpi per period while all channels spend as usual
 * @param brought KPI beyond nothing spent, {@code [channel][multiple]}
 * @param after of what the usual spend brings, the part that comes after the changed periods, {@code [channel]}
 * @param price currency per unit of volume at usual spend, {@code [channel]}; NaN where none was bought
 * @param spent share of the usual spend that could be spent, {@code [channel]}
 */
record Answers(double kpi, double[][] brought, double[] after, double[] price, double[] spent) {
    private static final long SEED = 1;

    /** Plays a world from the beginning of its history, once for every question. */
    static Answers of(World world, int periods, int tail) {
        int channels = world.channels().size();
        int each = Business.MULTIPLES.length + 1;
        Run[] asked = new Run[channels * each];
        int parts = Math.min(channels, Runtime.getRuntime().availableProcessors());
        IntStream.range(0, parts).parallel().forEach(part -> {
            var player = new Player(world, periods, tail);
            for (int channel = part; channel < channels; channel += parts) {
                for (int k = 0; k < each; k++) {
                    asked[channel * each + k] = player.play(channel, k < each - 1 ? Business.MULTIPLES[k] : 0);
                }
            }
        });
        return of(world, asked, each, periods);
    }

    private static Answers of(World world, Run[] asked, int each, int periods) {
        int channels = world.channels().size();
        Run usual = asked[Business.USUAL];
        var brought = new double[channels][each - 1];
        var after = new double[channels];
        var price = new double[channels];
        var spent = new double[channels];
        for (int c = 0; c < channels; c++) {
            Run without = asked[c * each + each - 1];
            for (int k = 0; k < each - 1; k++) {
                brought[c][k] = asked[c * each + k].all() - without.all();
            }
            after[c] = usual.later() - without.later();
            price[c] = usual.spend()[c] / usual.volume()[c];
            spent[c] = usual.spend()[c] / (world.channels().get(c).spend().mean() * periods);
        }
        return new Answers(usual.now() / periods, brought, after, price, spent);
    }

    /** KPI of the changed periods and after them; spend and volume of the changed periods per channel. */
    private record Run(double now, double later, double[] spend, double[] volume) {
        double all() {
            return now + later;
        }
    }

    /** A market that has been brought to the beginning of its history, and is brought back there for every question. */
    private static final class Player {
        private final SimulatedMarket market;
        private final double[] usual;
        private final Snapshot start;
        private final int periods;
        private final int tail;

        Player(World world, int periods, int tail) {
            this.market = SimulatedMarket.expected(world, periods + tail);
            this.usual =
                    world.channels().stream().mapToDouble(c -> c.spend().mean()).toArray();
            this.periods = periods;
            this.tail = tail;
            market.reset(SEED);
            this.start = market.snapshot();
        }

        Run play(int channel, double multiple) {
            market.restore(start);
            var run = TargetRun.ofOwnBidders(market);
            double[] levels = usual.clone();
            levels[channel] *= multiple;
            double[] spend = new double[levels.length];
            double[] volume = new double[levels.length];
            double now = 0;
            double later = 0;
            for (int t = 0; t < periods + tail; t++) {
                run.period(t < periods ? levels : usual);
                if (t >= periods) {
                    later += market.kpi(t);
                    continue;
                }
                now += market.kpi(t);
                for (int c = 0; c < levels.length; c++) {
                    spend[c] += market.spend(t, c);
                    volume[c] += market.volume(t, c);
                }
            }
            return new Run(now, later, spend, volume);
        }
    }
}
