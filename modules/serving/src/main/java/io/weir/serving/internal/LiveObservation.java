package io.weir.serving.internal;

import io.weir.core.Line.Unit;
import io.weir.core.MarketLayout;
import io.weir.core.MoneyUnit;
import io.weir.core.Observation;
import io.weir.serving.AgentLine;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * What requests and notices told, tick by tick. Of people nothing is known, and of conversions nothing. Means that a tick did
 * not tell stay as they were; at first they are those of the agent's file. Used by one thread at a time.
 */
final class LiveObservation implements Observation {
    private static final double THOUSAND = 1000;

    private final Duration length;
    private final LineCounts[] counts;
    /** Wins in a unit of each line. */
    private final double[] perUnit;
    /** Whether clicks are what is paid for. */
    private final boolean[] byClick;

    private final Tick[] before;
    private final Tick[] lines;
    private ZonedDateTime begins;
    private int tick;
    private int firstTick;
    private int ticks;
    private double spent;

    LiveObservation(List<AgentLine> agentLines, LineCounts[] counts, Duration length, ZonedDateTime begins) {
        this.length = length;
        this.counts = counts;
        this.begins = begins;
        this.perUnit = agentLines.stream()
                .mapToDouble(at -> at.line().unit() == Unit.THOUSAND_IMPRESSIONS ? THOUSAND : 1)
                .toArray();
        this.byClick = new boolean[counts.length];
        this.before = new Tick[counts.length];
        this.lines = new Tick[counts.length];
        for (int line = 0; line < counts.length; line++) {
            AgentLine at = agentLines.get(line);
            before[line] = new Tick();
            lines[line] = new Tick();
            byClick[line] = at.line().unit() == Unit.CLICK;
            lines[line].value = at.value();
            lines[line].rate = at.conversionRate();
            lines[line].price = at.price();
        }
    }

    /** Of one line: sums up to a moment, or what one tick told. */
    private static final class Tick {
        private double requests;
        private double values;
        private double value;
        private double rates;
        private double rate;
        private double wins;
        private double spend;
        private double prices;
        private double price;
    }

    /**
     * A period begins, or the rest of one under another target.
     *
     * @param first its first tick, counted from the period's own beginning
     * @param all ticks of the period
     */
    void begin(ZonedDateTime start, int first, int all) {
        begins = start;
        firstTick = first;
        tick = first;
        ticks = all;
        spent = 0;
    }

    /** The tick before is over. */
    void next(int now) {
        tick = now;
        for (int line = 0; line < counts.length; line++) {
            count(counts[line], before[line], lines[line]);
            spent += lines[line].spend;
        }
    }

    private static void count(LineCounts now, Tick sums, Tick out) {
        out.requests = now.requests.sum() - sums.requests;
        out.wins = now.wins.sum() - sums.wins;
        double spend = MoneyUnit.fromMicros(now.micros.sum());
        out.spend = spend - sums.spend;
        double values = now.values.sum();
        double value = now.value.sum();
        out.value = values > sums.values ? (value - sums.value) / (values - sums.values) : out.value;
        double rates = now.rates.sum();
        double rate = now.rate.sum();
        out.rate = rates > sums.rates ? (rate - sums.rate) / (rates - sums.rates) : out.rate;
        double prices = now.prices.sum();
        double price = now.price.sum();
        out.price = prices > sums.prices ? (price - sums.price) / (prices - sums.prices) : out.price;
        sums.requests += out.requests;
        sums.wins += out.wins;
        sums.spend = spend;
        sums.values = values;
        sums.value = value;
        sums.rates = rates;
        sums.rate = rate;
        sums.prices = prices;
        sums.price = price;
    }

    private ZonedDateTime now() {
        return begins.plus(length.multipliedBy(tick));
    }

    @Override
    public int tick() {
        return tick;
    }

    @Override
    public int ticksLeft() {
        return Math.max(1, ticks - tick);
    }

    @Override
    public int ticksPerPeriod() {
        return Math.max(1, ticks - firstTick);
    }

    @Override
    public int ticksPerDay() {
        return Math.max(1, (int) (Duration.ofDays(1).toMillis() / length.toMillis()));
    }

    @Override
    public int hour() {
        return now().getHour();
    }

    @Override
    public int weekday() {
        return now().getDayOfWeek().getValue() - 1;
    }

    @Override
    public double yearShare() {
        return MarketLayout.yearShare(now().toLocalDate());
    }

    @Override
    public int lines() {
        return lines.length;
    }

    @Override
    public double spent() {
        return spent;
    }

    @Override
    public double spend(int line) {
        return lines[line].spend;
    }

    @Override
    public double opportunities(int line) {
        return lines[line].requests;
    }

    @Override
    public double won(int line) {
        return lines[line].wins;
    }

    @Override
    public double clicks(int line) {
        // nobody tells clicks; where they are what is paid for, a win is one
        return byClick[line] ? lines[line].wins : 0;
    }

    @Override
    public double conversions(int line) {
        return 0;
    }

    @Override
    public double expected(int line) {
        return lines[line].wins * lines[line].rate / perUnit[line];
    }

    @Override
    public double price(int line) {
        return lines[line].price;
    }

    @Override
    public double value(int line) {
        return lines[line].value;
    }

    @Override
    public double conversionRate(int line) {
        return lines[line].rate;
    }

    @Override
    public int audiences() {
        return 0;
    }

    @Override
    public double people(Group group, int audience) {
        return 0;
    }
}
