package io.weir.simulator;

import static io.weir.core.Checks.require;

import io.weir.core.Bids;
import io.weir.core.Line.Unit;
import io.weir.core.Market;
import io.weir.core.MarketLayout;
import io.weir.core.Observation;
import java.util.Arrays;

/**
 * A recorded log played again with other bids. Whoever bids at least the logged price wins what there was at it, as far as the
 * money goes, and gets what was expected of it. Rivals and people do not react: it says what the next bid would have won, not
 * what a year of other bids would have made of the market. Nothing is drawn, so that every seed is the same. Not safe for use by
 * several threads.
 */
public final class ReplayedMarket implements Market {
    private final MarketLog log;
    private final MarketLayout layout;
    private final int ticks;
    private final Seat[] seats;
    private int tick;

    /** @param log what is played */
    public ReplayedMarket(MarketLog log) {
        this.log = log;
        this.layout = log.layout();
        this.ticks = layout.periods() * layout.ticksPerPeriod();
        this.seats = new Seat[layout.channels().size()];
        for (int c = 0; c < seats.length; c++) {
            seats[c] = new Seat(c);
        }
    }

    @Override
    public MarketLayout layout() {
        return layout;
    }

    @Override
    public void reset(long seed) {
        tick = 0;
        for (Seat seat : seats) {
            seat.clear();
            seat.spent = 0;
            seat.earned = 0;
        }
    }

    @Override
    public boolean ended() {
        return tick >= ticks;
    }

    @Override
    public Observation observation(int channel) {
        return seats[channel];
    }

    /** KPI value that a channel has brought since the reset, currency. */
    public double earned(int channel) {
        return seats[channel].earned;
    }

    @Override
    public void step(Bids[] bids) {
        if (ended()) {
            throw new IllegalStateException("the market has ended; reset it to start over.");
        }
        for (int c = 0; c < seats.length; c++) {
            if (tick % layout.ticksPerPeriod() == 0) {
                seats[c].spent = 0;
            }
            seats[c].buy(bids[c]);
        }
        tick++;
    }

    @Override
    public double[] globalState() {
        double[] state = new double[1 + 2 * seats.length];
        state[0] = tick;
        for (int c = 0; c < seats.length; c++) {
            state[1 + 2 * c] = seats[c].spent;
            state[2 + 2 * c] = seats[c].earned;
        }
        return state;
    }

    @Override
    public Snapshot snapshot() {
        return new Kept(this, tick, Arrays.stream(seats).map(Seat::numbers).toArray(double[][]::new));
    }

    @Override
    public void restore(Snapshot snapshot) {
        require(
                snapshot instanceof Kept kept && kept.market == this,
                "the snapshot (%s) must be one that this market made.",
                snapshot);
        var kept = (Kept) snapshot;
        tick = kept.tick;
        for (int c = 0; c < seats.length; c++) {
            seats[c].become(kept.seats[c]);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Kept(ReplayedMarket market, int tick, double[][] seats) implements Snapshot {}

    /** One channel. */
    private final class Seat implements Observation {
        private final int first;
        private final Unit[] units;
        private final double[] won;
        private final double[] clicks;
        private final double[] conversions;
        private final double[] spend;
        private double spent;
        private double earned;

        Seat(int channel) {
            this.first = log.first(channel);
            this.units = layout.channels().get(channel).lines().stream()
                    .map(line -> line.unit())
                    .toArray(Unit[]::new);
            this.won = new double[units.length];
            this.clicks = new double[units.length];
            this.conversions = new double[units.length];
            this.spend = new double[units.length];
        }

        void clear() {
            for (double[] column : columns()) {
                Arrays.fill(column, 0);
            }
        }

        private double[][] columns() {
            return new double[][] {won, clicks, conversions, spend};
        }

        double[] numbers() {
            double[] numbers = new double[4 * units.length + 2];
            int at = 0;
            for (double[] column : columns()) {
                System.arraycopy(column, 0, numbers, at, units.length);
                at += units.length;
            }
            numbers[at] = spent;
            numbers[at + 1] = earned;
            return numbers;
        }

        void become(double[] numbers) {
            int at = 0;
            for (double[] column : columns()) {
                System.arraycopy(numbers, at, column, 0, units.length);
                at += units.length;
            }
            spent = numbers[at];
            earned = numbers[at + 1];
        }

        void buy(Bids bids) {
            clear();
            double left = bids.limit();
            for (int line = 0; line < units.length; line++) {
                int at = first + line;
                double price = log.price()[tick][at];
                boolean mail = units[line] == Unit.SEND;
                double share =
                        mail ? Math.min(1, bids.bid(line)) : bids.bid(line) > 0 && bids.bid(line) >= price ? 1 : 0;
                double wanted = log.opportunities()[tick][at] * share;
                double wantedUnits = log.units(units[line], wanted, wanted * log.clickRate()[tick][at]);
                double cost = wantedUnits * price;
                double part = cost > left ? left / cost : 1;
                won[line] = wanted * part;
                clicks[line] = won[line] * log.clickRate()[tick][at];
                spend[line] = cost * part;
                conversions[line] = wantedUnits * part * log.conversionRate()[tick][at];
                earned += wantedUnits * part * log.value()[tick][at];
                spent += spend[line];
                left -= spend[line];
            }
        }

        /** The tick that was played last; the first one before any was. */
        private int shown() {
            return Math.max(0, tick - 1);
        }

        @Override
        public int tick() {
            return tick;
        }

        @Override
        public int ticksLeft() {
            return layout.ticksPerPeriod() - tick % layout.ticksPerPeriod();
        }

        @Override
        public int ticksPerPeriod() {
            return layout.ticksPerPeriod();
        }

        @Override
        public int ticksPerDay() {
            return layout.ticksPerDay();
        }

        @Override
        public int hour() {
            return layout.ticksPerDay() == 1 ? 0 : tick % layout.ticksPerDay();
        }

        @Override
        public int weekday() {
            return layout.dateOf(tick).getDayOfWeek().getValue() - 1;
        }

        @Override
        public double yearShare() {
            return MarketLayout.yearShare(layout.dateOf(tick));
        }

        @Override
        public int lines() {
            return units.length;
        }

        @Override
        public double spent() {
            return ticksLeft() == ticksPerPeriod() ? 0 : spent;
        }

        @Override
        public double spend(int line) {
            return spend[line];
        }

        @Override
        public double opportunities(int line) {
            return log.opportunities()[shown()][first + line];
        }

        @Override
        public double won(int line) {
            return won[line];
        }

        @Override
        public double clicks(int line) {
            return clicks[line];
        }

        @Override
        public double conversions(int line) {
            return conversions[line];
        }

        @Override
        public double expected(int line) {
            return conversions[line];
        }

        @Override
        public double price(int line) {
            return log.price()[shown()][first + line];
        }

        @Override
        public double value(int line) {
            return log.value()[shown()][first + line];
        }

        @Override
        public double conversionRate(int line) {
            return log.conversionRate()[shown()][first + line];
        }

        @Override
        public int audiences() {
            return layout.audiences().size();
        }

        /** A log knows nobody. */
        @Override
        public double people(Group group, int audience) {
            return 0;
        }
    }
}
