package io.weir.simulator.internal;

import io.weir.core.Observation;
import java.util.Arrays;

/** One advertiser in one channel: what it spent and got, and what it may know of the market. */
final class Place implements Observation, Tape.Kept {
    /** Units after which half of what is expected of a line comes from what was reported. */
    private static final double PRIOR_CLICKS = 500;

    private static final double MEMORY = StrictMath.pow(0.5, 1.0 / 28);

    private final Clock clock;
    private final People people;
    private final int lines;
    private final double[] priorValue;
    private final double[] priorRate;
    private final double priorUnits;
    private final boolean learns;

    final double[] opportunities;
    final double[] won;
    final double[] clicks;
    final double[] spend;
    final double[] conversions;
    final double[] reported;
    final double[] beaten;
    /** What values are reckoned by: clicks, thousand impressions, mails. */
    final double[] units;

    private final double[] seenUnits;
    private final double[] seenValue;
    private final double[] seenConversions;
    private double spent;

    /**
     * @param priorValue currency per unit, per line
     * @param priorRate conversions per unit, per line
     * @param priorUnits after how many units half of what is expected comes from reports
     * @param learns whether reports change what is expected
     */
    Place(Clock clock, People people, double[] priorValue, double[] priorRate, double priorUnits, boolean learns) {
        this.clock = clock;
        this.people = people;
        this.lines = priorValue.length;
        this.priorValue = priorValue;
        this.priorRate = priorRate;
        this.priorUnits = priorUnits;
        this.learns = learns;
        this.opportunities = new double[lines];
        this.won = new double[lines];
        this.clicks = new double[lines];
        this.spend = new double[lines];
        this.conversions = new double[lines];
        this.reported = new double[lines];
        this.beaten = new double[lines];
        this.units = new double[lines];
        this.seenUnits = new double[lines];
        this.seenValue = new double[lines];
        this.seenConversions = new double[lines];
    }

    /** Of a channel that is paid by click, whose clicks bring the given value and conversions. */
    static Place byClick(Clock clock, People people, double[] value, double[] rate) {
        return new Place(clock, people, value, rate, PRIOR_CLICKS, true);
    }

    /** Before a tick. */
    void clear() {
        Arrays.fill(opportunities, 0);
        Arrays.fill(won, 0);
        Arrays.fill(clicks, 0);
        Arrays.fill(spend, 0);
        Arrays.fill(conversions, 0);
        Arrays.fill(reported, 0);
        Arrays.fill(beaten, 0);
        Arrays.fill(units, 0);
    }

    void beginPeriod() {
        spent = 0;
    }

    /** Adds the tick's spend to the period's. */
    void close() {
        for (int line = 0; line < lines; line++) {
            spent += spend[line];
            seenUnits[line] += units[line];
        }
    }

    /** The day's reports change what is expected. */
    void learn() {
        for (int line = 0; line < lines; line++) {
            seenValue[line] += reported[line];
            seenConversions[line] += conversions[line];
        }
    }

    /** What was seen long ago counts for less. */
    void age() {
        for (int line = 0; line < lines; line++) {
            seenUnits[line] *= MEMORY;
            seenValue[line] *= MEMORY;
            seenConversions[line] *= MEMORY;
        }
    }

    void forget() {
        clear();
        spent = 0;
        Arrays.fill(seenUnits, 0);
        Arrays.fill(seenValue, 0);
        Arrays.fill(seenConversions, 0);
    }

    @Override
    public int tick() {
        return (int) clock.historyTick();
    }

    @Override
    public int ticksLeft() {
        return clock.ticksLeft();
    }

    @Override
    public int ticksPerPeriod() {
        return clock.ticksPerPeriod();
    }

    @Override
    public int ticksPerDay() {
        return clock.ticksPerDay();
    }

    @Override
    public int hour() {
        return clock.hour();
    }

    @Override
    public int weekday() {
        return clock.weekday();
    }

    @Override
    public double yearShare() {
        return clock.yearShare();
    }

    @Override
    public int lines() {
        return lines;
    }

    @Override
    public double spent() {
        return spent;
    }

    @Override
    public double spend(int line) {
        return spend[line];
    }

    @Override
    public double opportunities(int line) {
        return opportunities[line];
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
        return units[line] * conversionRate(line);
    }

    @Override
    public double price(int line) {
        return opportunities[line] > 0 ? beaten[line] / opportunities[line] : 0;
    }

    @Override
    public double value(int line) {
        return learns
                ? (priorUnits * priorValue[line] + seenValue[line]) / (priorUnits + seenUnits[line])
                : priorValue[line];
    }

    @Override
    public double conversionRate(int line) {
        return learns
                ? (priorUnits * priorRate[line] + seenConversions[line]) / (priorUnits + seenUnits[line])
                : priorRate[line];
    }

    @Override
    public int audiences() {
        return people.audiences();
    }

    @Override
    public double people(Group group, int audience) {
        return people.group(group, audience);
    }

    @Override
    public void save(Tape tape) {
        tape.write(opportunities);
        tape.write(won);
        tape.write(clicks);
        tape.write(spend);
        tape.write(conversions);
        tape.write(reported);
        tape.write(beaten);
        tape.write(units);
        tape.write(seenUnits);
        tape.write(seenValue);
        tape.write(seenConversions);
        tape.write(spent);
    }

    @Override
    public void load(Tape tape) {
        tape.read(opportunities);
        tape.read(won);
        tape.read(clicks);
        tape.read(spend);
        tape.read(conversions);
        tape.read(reported);
        tape.read(beaten);
        tape.read(units);
        tape.read(seenUnits);
        tape.read(seenValue);
        tape.read(seenConversions);
        spent = tape.read();
    }
}
