package io.weir.hierarchy.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Line;
import io.weir.core.MarketLayout;
import io.weir.core.MoneyUnit;
import io.weir.core.Observation;
import io.weir.simulator.SimulatedMarket;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Plays periods tick by tick: bids, money, and targets that are moved where they cannot be spent. */
public final class Period {
    private static final double THOUSAND = 1000;
    /** A channel that is forecast to leave so much of its target is short of use for it. */
    private static final double SHORT = 0.02;
    /** What is left for it all the same, so that it may find out that there is more to buy. */
    private static final double KEPT = 1.05;
    /** The most that a channel's target grows by in a day, of itself. */
    private static final double MOST_GROWTH = 0.25;

    private final SimulatedMarket market;
    private final MarketLayout layout;
    private final ImmutableList<SteadyAgent> agents;
    private final Till till;
    private final Bids[] bids;
    private final double[][] values;
    private final ImmutableList.Builder<String> troubles = ImmutableList.builder();
    private final boolean[] told;

    /** @param agents one per channel; used and changed */
    public Period(SimulatedMarket market, List<BiddingAgent> agents, Till till) {
        this.market = market;
        this.layout = market.layout();
        this.agents = agents.stream().map(SteadyAgent::new).collect(ImmutableList.toImmutableList());
        this.till = till;
        this.bids = layout.channels().stream()
                .map(seat -> new Bids(seat.lines().size()))
                .toArray(Bids[]::new);
        this.values = layout.channels().stream()
                .map(seat -> new double[seat.lines().size()])
                .toArray(double[][]::new);
        this.told = new boolean[bids.length];
    }

    /**
     * A period that is over.
     *
     * @param targets currency per channel at its end
     * @param settled micros in all
     * @param moved currency
     * @param unaccounted currency by which charges differ from what was settled, beyond rounding
     */
    public record Done(
            LocalDate start,
            ImmutableDoubleArray proposed,
            ImmutableDoubleArray enforced,
            ImmutableDoubleArray targets,
            ImmutableDoubleArray spend,
            ImmutableDoubleArray orders,
            ImmutableDoubleArray credited,
            ImmutableDoubleArray shadowPrices,
            long settled,
            double moved,
            double unaccounted) {
        /** In a few words, for who watches. */
        public String words(MoneyUnit unit, double kpi) {
            return String.format(
                    Locale.ROOT,
                    "%s: spent %s, brought %,.0f",
                    start,
                    unit.shortText(spend.stream().sum()),
                    kpi);
        }
    }

    /** Plays one. */
    public Done play(int number, double[] proposed, PeriodRules.Allowed allowed) {
        LocalDate start = layout.period().plus(layout.start(), number);
        till.begin(start, allowed.micros());
        double[] orders = new double[bids.length];
        double[] credited = new double[bids.length];
        double[] prices = new double[bids.length];
        for (int c = 0; c < bids.length; c++) {
            agents.get(c).begin(MoneyUnit.fromMicros(till.limit(c)));
        }
        double moved = 0;
        int days = layout.daysPerPeriod();
        for (int day = 0; day < days; day++) {
            till.lend();
            for (int t = 0; t < layout.ticksPerDay(); t++) {
                tick(orders, credited, prices, day * layout.ticksPerDay() + t + 1);
            }
            till.settle();
            if (day < days - 1) {
                moved += move(allowed);
            }
        }
        double[] targets = new double[bids.length];
        double[] spend = new double[bids.length];
        long settled = 0;
        double unaccounted = 0;
        double rounding = layout.ticksPerPeriod() / (double) MoneyUnit.MICROS;
        for (int c = 0; c < bids.length; c++) {
            targets[c] = MoneyUnit.fromMicros(till.limit(c));
            spend[c] = market.spend(number, c);
            settled += till.settled(c);
            unaccounted += Math.max(0, Math.abs(spend[c] - MoneyUnit.fromMicros(till.settled(c))) - rounding);
            prices[c] /= layout.ticksPerPeriod();
            tellTrouble(c, start);
        }
        return new Done(
                start,
                ImmutableDoubleArray.copyOf(proposed),
                ImmutableDoubleArray.copyOf(Arrays.stream(allowed.micros())
                        .mapToDouble(MoneyUnit::fromMicros)
                        .toArray()),
                ImmutableDoubleArray.copyOf(targets),
                ImmutableDoubleArray.copyOf(spend),
                ImmutableDoubleArray.copyOf(orders),
                ImmutableDoubleArray.copyOf(credited),
                ImmutableDoubleArray.copyOf(prices),
                settled,
                moved,
                unaccounted);
    }

    private void tellTrouble(int channel, LocalDate start) {
        if (!told[channel] && agents.get(channel).trouble().isPresent()) {
            told[channel] = true;
            troubles.add(start + ": the bidder of "
                    + layout.channels().get(channel).channel().name()
                    + " failed, and its last bids stood: "
                    + agents.get(channel).trouble().get());
        }
    }

    /** What went wrong with agents. */
    public ImmutableList<String> troubles() {
        return troubles.build();
    }

    private void tick(double[] orders, double[] credited, double[] prices, int ticks) {
        for (int c = 0; c < bids.length; c++) {
            Observation seen = market.observation(c);
            agents.get(c).bid(seen, bids[c]);
            bids[c].limit(Math.min(bids[c].limit(), till.left(c)));
            for (int line = 0; line < values[c].length; line++) {
                values[c][line] = seen.value(line);
            }
            prices[c] += agents.get(c).shadowPrice();
        }
        market.step(bids);
        for (int c = 0; c < bids.length; c++) {
            Observation seen = market.observation(c);
            double spent = 0;
            for (int line = 0; line < values[c].length; line++) {
                orders[c] += seen.expected(line);
                credited[c] += units(c, line, seen) * values[c][line];
                spent += seen.spend(line);
            }
            charge(c, spent);
        }
    }

    /** Books what a tick cost; rounding may ask for a millionth more than there is. */
    private void charge(int channel, double spent) {
        long micros = Math.round(spent * MoneyUnit.MICROS);
        long left = Math.round(till.left(channel) * MoneyUnit.MICROS);
        long booked = micros - left == 1 ? left : micros;
        if (!till.spend(channel, booked)) {
            throw new IllegalStateException(
                    "the market charged " + spent + " where no more than " + till.left(channel) + " was allowed.");
        }
    }

    private double units(int channel, int line, Observation seen) {
        Line.Unit unit = layout.channels().get(channel).lines().get(line).unit();
        return switch (unit) {
            case CLICK -> seen.clicks(line);
            case THOUSAND_IMPRESSIONS -> seen.won(line) / THOUSAND;
            case SEND -> seen.won(line);
        };
    }

    /** Targets with an amount moved. */
    private double[] moved(int from, int to, long micros) {
        double[] targets = new double[bids.length];
        Arrays.setAll(
                targets, c -> MoneyUnit.fromMicros(till.limit(c) + (c == to ? micros : 0) - (c == from ? micros : 0)));
        return targets;
    }

    /** Between days: what a channel will not spend goes to that channel of those that can spend more which values money most. */
    private double move(PeriodRules.Allowed allowed) {
        ImmutableDoubleArray most = allowed.most();
        int to = -1;
        double highest = 0;
        double[] spare = new double[bids.length];
        for (int c = 0; c < bids.length; c++) {
            double target = MoneyUnit.fromMicros(till.limit(c));
            double forecast = agents.get(c).forecastSpend();
            boolean isShort = forecast < (1 - SHORT) * target;
            spare[c] = isShort ? target - Math.max(KEPT * forecast, MoneyUnit.fromMicros(till.settled(c))) : 0;
            double price = agents.get(c).shadowPrice();
            if (!isShort && forecast <= Double.MAX_VALUE && price > highest && most.get(c) > target) {
                highest = price;
                to = c;
            }
        }
        if (to < 0) {
            return 0;
        }
        double target = MoneyUnit.fromMicros(till.limit(to));
        double room = Math.min(MOST_GROWTH * target, most.get(to) - target);
        double moved = 0;
        for (int c = 0; c < bids.length; c++) {
            // what is settled is counted in micros: a whole cent may be a little more than what is left
            long micros = Math.min(
                    layout.unit().toMicros(Math.max(0, Math.min(spare[c], room))), till.limit(c) - till.settled(c));
            if (c != to && micros > 0 && allowed.moves().allow(moved(c, to, micros))) {
                till.move(c, to, micros);
                agents.get(c).retarget(MoneyUnit.fromMicros(till.limit(c)));
                room -= MoneyUnit.fromMicros(micros);
                moved += MoneyUnit.fromMicros(micros);
            }
        }
        if (moved > 0) {
            agents.get(to).retarget(MoneyUnit.fromMicros(till.limit(to)));
        }
        return moved;
    }
}
