package io.weir.serving.internal;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.weir.core.BadInputException;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Line;
import io.weir.core.MoneyUnit;
import io.weir.enforcer.Ledger;
import io.weir.enforcer.LedgerCommand;
import io.weir.enforcer.LedgerOutcome;
import io.weir.enforcer.LedgerOutcome.Accepted;
import io.weir.enforcer.LedgerOutcome.Reason;
import io.weir.enforcer.LedgerOutcome.Refused;
import io.weir.enforcer.LedgerUnavailableException;
import io.weir.policy.GuardedBidder;
import io.weir.serving.AgentFile;
import io.weir.serving.AgentLine;
import io.weir.serving.AgentSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where one channel's requests are answered. A bid is read from what {@link Standing} holds and takes its money from the
 * tick, the target and the lease before it goes out; nothing of that waits for a disk or a lock. {@link #keep} is called all
 * the time by one thread: it asks the agent at each tick, follows the ledger's limits, renews leases and lets go of bids that
 * nobody told about. Safe for use by several threads.
 */
final class Desk implements AutoCloseable {
    /** The ledger's limits are looked at again after this. */
    private static final long LOOK_MILLIS = 1000;

    /** Reservations of anybody in the ledger whose time is over are ended this often. */
    private static final long SWEEP_MILLIS = 10_000;

    private static final HashFunction DICE = Hashing.murmur3_128(17);
    private static final int BITS = 53;

    private final AgentSettings settings;
    private final MoneyUnit unit;
    private final List<AgentLine> lines;
    private final ImmutableMap<String, Integer> places;
    private final Ledger ledger;
    private final Clock clock;
    private final Executor late;
    private final Seat seat;
    private final Purse purse;
    private final BidIds ids;
    private final LineCounts[] counts;
    private final Metrics metrics;
    private final LiveObservation seen;
    private final Bids bids;
    private final Map<String, Offer> offers = new ConcurrentHashMap<>();
    private final Queue<Offer> oldest = new ConcurrentLinkedQueue<>();
    private final LateReserve lateReserve;

    private volatile Standing standing;
    private volatile boolean closing;
    private volatile double shadowPrice = Double.NaN;
    private volatile double forecastSpend = Double.NaN;

    // ---- of the thread that keeps; under the desk's lock ----
    private BiddingAgent agent;
    /** The agent as it was before it decided the tick. */
    private BiddingAgent undecided;
    /** Micros of the period that were used before the agent began. */
    private long usedBefore;

    private volatile @Nullable Period period;
    private volatile Allowance target = new Allowance(0, 0);
    private OptionalLong asked = OptionalLong.empty();
    private long inherited;
    private long nextLook;
    private long nextSweep;
    private volatile int tick;

    private Desk(AgentFile file, AgentSettings settings, MoneyUnit unit, Ledger ledger, Clock clock, Executor late) {
        this.settings = settings;
        this.unit = unit;
        this.lines = file.lines();
        this.agent = new GuardedBidder(file.agent().copy());
        this.undecided = agent;
        this.ledger = ledger;
        this.clock = clock;
        this.late = late;
        ImmutableMap.Builder<String, Integer> byName = ImmutableMap.builder();
        this.counts = new LineCounts[lines.size()];
        for (int line = 0; line < counts.length; line++) {
            counts[line] = new LineCounts();
            byName.put(lines.get(line).line().name(), line);
        }
        this.places = byName.buildOrThrow();
        this.metrics = new Metrics(lines, counts);
        this.bids = new Bids(counts.length);
        this.standing = Standing.nothing(counts.length);
        this.seen = new LiveObservation(
                lines, counts, settings.tick(), clock.instant().atZone(clock.getZone()));
        this.seat = Seat.take(settings.folder(), settings.account().path());
        this.purse = new Purse(ledger, settings.account(), seat, settings.leaseTime(), clock);
        this.ids = new BidIds(seat.name(), seat.secret());
        this.lateReserve = new LateReserve(settings.patience().toMillis());
        this.nextSweep = clock.millis() + SWEEP_MILLIS;
    }

    /**
     * Opens a desk: takes over what the process before left, and is ready for requests.
     *
     * @param late does what has to wait for the ledger
     * @throws BadInputException if no open period of the ledger has now and a limit for the account, or another process sits
     *     there
     */
    static Desk open(
            AgentFile file, AgentSettings settings, MoneyUnit unit, Ledger ledger, Clock clock, Executor late) {
        if (Period.at(ledger.balances(), settings.account(), settings.periodDays(), clock.instant(), clock.getZone())
                .isEmpty()) {
            throw BadInputException.of(
                    settings.account().path(),
                    "has no limit in a period of the ledger that is open now.",
                    "Maybe open the plan's periods first: weir ledger WS open.");
        }
        var desk = new Desk(file, settings, unit, ledger, clock, late);
        desk.gauges();
        desk.purse.inherit(settings.patience());
        desk.keep();
        return desk;
    }

    private void gauges() {
        metrics.gauge("weir_agent_target", "Currency to spend in the period.", () -> money(target.limit()));
        metrics.gauge("weir_agent_limit", "What the ledger allows in the period.", () -> money(health().limit()));
        metrics.gauge("weir_agent_used", "Spent and reserved in the period.", () -> money(target.used()));
        metrics.gauge(
                "weir_agent_lease_left", "What bids may still reserve without asking.", () -> money(purse.left()));
        metrics.gauge(
                "weir_agent_late_reserve",
                "Kept from new bids for notices that come late.",
                () -> money(lateReserve.micros(clock.millis())));
        metrics.gauge("weir_agent_waiting", "Bids whose notice is awaited.", offers::size);
        metrics.gauge(
                "weir_agent_forecast_spend", "Currency that the period is forecast to end with.", () -> forecastSpend);
        metrics.gauge("weir_agent_shadow_price", "What one more unit of money would earn.", () -> shadowPrice);
        metrics.gauge("weir_agent_pacing", "Used over what an even pace would use.", () -> health().pacing());
    }

    private static double money(long micros) {
        return MoneyUnit.fromMicros(micros);
    }

    Metrics metrics() {
        return metrics;
    }

    MoneyUnit unit() {
        return unit;
    }

    // ---- bids ----

    /**
     * Answers a request.
     *
     * @return a bid for each impression that is bid on
     */
    List<MadeBid> bid(BidRequest request) {
        List<MadeBid> made = new ArrayList<>(request.imps().size());
        Standing now = standing;
        for (BidRequest.Imp imp : request.imps()) {
            Integer line = places.get(imp.line());
            if (line == null) {
                metrics.unknownLine.inc();
            } else {
                count(counts[line], imp);
                bid(request, imp, line, now, made);
            }
        }
        return made;
    }

    private static void count(LineCounts at, BidRequest.Imp imp) {
        at.requests.increment();
        if (!Double.isNaN(imp.value())) {
            at.values.increment();
            at.value.add(imp.value());
        }
        if (!Double.isNaN(imp.conversionRate())) {
            at.rates.increment();
            at.rate.add(imp.conversionRate());
        }
    }

    private void bid(BidRequest request, BidRequest.Imp imp, int line, Standing now, List<MadeBid> made) {
        Line.Unit by = lines.get(line).line().unit();
        if (!isOurs(imp.currency())) {
            metrics.otherCurrency.inc();
            return;
        }
        long micros = price(request, imp, line, now);
        if (micros <= 0 || closing) {
            metrics.noWish.inc();
        } else if (micros < Math.ceil(imp.floor() / Standing.per(by) * MoneyUnit.MICROS - 1e-6)) {
            metrics.belowFloor.inc();
        } else if (!now.take(micros)) {
            metrics.noTarget.inc();
        } else {
            Optional<Held> held = purse.reserve(micros);
            if (held.isEmpty()) {
                now.add(-micros);
                metrics.noLease.inc();
            } else {
                String id = ids.make(held.get().number(), line, micros);
                await(new Offer(
                        id,
                        line,
                        micros,
                        held.get(),
                        now,
                        clock.millis() + settings.patience().toMillis()));
                metrics.bids.inc();
                made.add(new MadeBid(id, imp.id(), micros, by));
            }
        }
    }

    private boolean isOurs(String currency) {
        return currency.isEmpty()
                || unit.currency()
                        .map(own -> own.getCurrencyCode().equals(currency))
                        .orElse(true);
    }

    /** Of mail, a share of the requests is answered, at the price of one. */
    private long price(BidRequest request, BidRequest.Imp imp, int line, Standing now) {
        Line.Unit by = lines.get(line).line().unit();
        double bid = now.bid(line);
        if (by != Line.Unit.SEND) {
            return Standing.micros(bid, by);
        }
        double one = imp.floor() > 0 ? imp.floor() : lines.get(line).price();
        return bid >= 1 || dice(request.id(), imp.id()) < bid ? Standing.micros(one, by) : 0;
    }

    /** In [0, 1), the same for the same request. */
    private static double dice(String request, String imp) {
        long hash = DICE.hashString(request + "/" + imp, StandardCharsets.UTF_8).asLong();
        return (hash >>> (Long.SIZE - BITS)) * 0x1p-53;
    }

    private void await(Offer offer) {
        offers.put(offer.id(), offer);
        oldest.add(offer);
    }

    // ---- notices ----

    /**
     * A bid has won.
     *
     * @param price to pay, in the line's unit
     * @return what came of it, once it is on disk; fails with a {@link Refusal}
     */
    CompletableFuture<Notice> win(String bid, double price) throws Refusal {
        BidIds.Told told = told(bid);
        Line.Unit by = lines.get(told.line()).line().unit();
        long micros = charged(price, by);
        Offer offer = offers.remove(bid);
        if (offer == null) {
            return CompletableFuture.supplyAsync(() -> winLate(bid, told, price, micros), late);
        }
        return purse.settle(offer.held(), bid, micros)
                .handle((outcome, failure) -> settled(offer, told, price, micros, outcome, failure))
                .thenCompose(notice -> notice);
    }

    private BidIds.Told told(String bid) throws Refusal {
        Optional<BidIds.Told> told = ids.read(bid);
        if (told.isEmpty() || told.get().line() >= counts.length) {
            metrics.unknown.inc();
            throw new Refusal(404, "no bid of this agent has this id.");
        }
        return told.get();
    }

    private static long charged(double price, Line.Unit by) throws Refusal {
        double micros = price / Standing.per(by) * MoneyUnit.MICROS;
        if (!(micros >= 0 && micros <= LedgerCommand.MOST)) {
            throw Refusal.bad("price must be a finite number, at least 0.");
        }
        return Math.round(micros);
    }

    /** Called by the ledger's own thread, so it must not wait for the ledger. */
    private CompletableFuture<Notice> settled(
            Offer offer,
            BidIds.Told told,
            double price,
            long micros,
            @Nullable LedgerOutcome outcome,
            @Nullable Throwable failure) {
        if (outcome instanceof Accepted accepted) {
            offer.standing().add(micros - offer.micros());
            offer.held().change(micros - offer.micros());
            offer.held().done();
            metrics.booked.inc();
            return CompletableFuture.completedFuture(booked(offer.id(), offer.line(), price, accepted));
        }
        if (outcome == null) {
            // whether it was booked is not known: asked again, the ledger knows its name
            offer.held().unbook(micros);
            await(offer);
            throw unavailable(failure);
        }
        offer.held().unbook(micros);
        release(offer);
        return CompletableFuture.supplyAsync(() -> winLate(offer.id(), told, price, micros), late);
    }

    private Notice winLate(String bid, BidIds.Told told, double price, long micros) {
        LedgerOutcome outcome;
        try {
            outcome = purse.settleLate(told.lease(), bid, micros);
        } catch (LedgerUnavailableException e) {
            throw unavailable(e);
        }
        if (outcome instanceof Accepted accepted && !accepted.again()) {
            target.add(micros);
            lateReserve.won();
            metrics.late.inc();
            return booked(bid, told.line(), price, accepted);
        }
        if (outcome instanceof Refused refused && refused.reason() != Reason.KEY) {
            metrics.refused.inc();
            throw new CompletionException(new Refusal(409, refused.message()));
        }
        metrics.duplicate.inc();
        return new Notice(
                bid,
                Notice.Result.DUPLICATE,
                outcome instanceof Accepted accepted ? accepted.entry().amount() : micros);
    }

    private static CompletionException unavailable(@Nullable Throwable cause) {
        var refusal = new Refusal(503, "the ledger does not answer; ask again, it counts once.");
        if (cause != null) {
            refusal.addSuppressed(cause);
        }
        return new CompletionException(refusal);
    }

    private Notice booked(String bid, int line, double price, Accepted accepted) {
        LineCounts at = counts[line];
        at.wins.increment();
        at.micros.add(accepted.entry().amount());
        at.priceToBeat(price);
        if (accepted.entry().overrun() > 0) {
            metrics.overrun.inc(money(accepted.entry().overrun()));
        }
        return new Notice(bid, Notice.Result.BOOKED, accepted.entry().amount());
    }

    /**
     * A bid has lost.
     *
     * @param price that won, in the line's unit; NaN if not told
     */
    Notice loss(String bid, double price) throws Refusal {
        BidIds.Told told = told(bid);
        if (price >= 0 && price <= Double.MAX_VALUE) {
            counts[told.line()].priceToBeat(price);
        }
        Offer offer = offers.remove(bid);
        if (offer == null) {
            return new Notice(bid, Notice.Result.NOTHING, 0);
        }
        release(offer);
        metrics.lost.inc();
        return new Notice(bid, Notice.Result.RELEASED, 0);
    }

    private void release(Offer offer) {
        offer.standing().add(-offer.micros());
        offer.held().change(-offer.micros());
        offer.held().done();
    }

    // ---- target ----

    /**
     * Sets what to spend in the period; good from the next request on, until the period ends or the process does.
     *
     * @param amount currency
     * @throws Refusal if it is no amount, no period is open, or it is beyond the ledger's limit
     */
    synchronized void target(double amount) throws Refusal {
        if (!(amount >= 0 && amount * MoneyUnit.MICROS <= LedgerCommand.MOST)) {
            throw Refusal.bad("target must be a finite number, at least 0.");
        }
        look();
        Period now = period;
        if (now == null) {
            throw new Refusal(409, "no period of the ledger is open now.");
        }
        long micros = Standing.micros(amount);
        if (micros > now.limit()) {
            throw new Refusal(
                    409,
                    "target (" + unit.plain(micros) + ") is beyond what the ledger allows: at most "
                            + unit.plain(now.limit()) + " in the period of " + now.span()
                            + ". Maybe move money here first: weir ledger WS transfer.");
        }
        asked = OptionalLong.of(micros);
        aimAnew(now);
        purse.hurry();
        keepPurse();
    }

    /** How it stands. */
    Health health() {
        Period now = period;
        Allowance of = target;
        double due = now == null ? 0 : of.limit() * Math.min(1, tick / (double) now.ticks(settings.tick()));
        return new Health(
                closing,
                Optional.ofNullable(now).map(p -> p.span().toString()),
                of.limit(),
                now == null ? 0 : now.limit(),
                spent(),
                offers.size(),
                purse.left(),
                (long) metrics.late.get(),
                lateReserve.micros(clock.millis()),
                tick,
                shadowPrice,
                forecastSpend,
                due > 0 ? of.used() / due : Double.NaN,
                purse.trouble());
    }

    private long spent() {
        long waiting = 0;
        for (Offer offer : offers.values()) {
            waiting += offer.micros();
        }
        return Math.max(0, target.used() - waiting - purse.inheritedLeft());
    }

    // ---- keeping ----

    /** Does what is due. Called again and again, a few times per tick or more. */
    synchronized void keep() {
        long now = clock.millis();
        expire(now);
        if (now >= nextLook || isOver(period)) {
            look();
        }
        target.keep(lateReserve.micros(now));
        Period in = period;
        if (in != null && in.tickAt(clock.instant(), settings.tick()) > tick) {
            tick = in.tickAt(clock.instant(), settings.tick());
            seen.next(tick);
            decide(0);
        }
        keepPurse();
        sweep(now);
    }

    private boolean isOver(@Nullable Period now) {
        return now != null && !clock.instant().isBefore(now.ends().toInstant());
    }

    private void expire(long now) {
        for (Offer offer = oldest.peek(); offer != null && offer.until() <= now; offer = oldest.peek()) {
            oldest.remove();
            if (offers.remove(offer.id(), offer)) {
                release(offer);
                lateReserve.ended(offer.micros(), clock.millis());
                metrics.expired.inc();
            }
        }
    }

    /** After the purse gave back its own that are old, which else would count as spent. */
    private void sweep(long now) {
        if (now >= nextSweep) {
            nextSweep = now + SWEEP_MILLIS;
            ledger.expireDue("agent " + settings.account());
        }
    }

    /** Reads how the ledger stands; a period may have begun or ended, a limit moved. */
    private void look() {
        Instant instant = clock.instant();
        nextLook = clock.millis() + LOOK_MILLIS;
        Period before = period;
        Period now = Period.at(ledger.balances(), settings.account(), settings.periodDays(), instant, clock.getZone())
                .orElse(null);
        period = now;
        if (now == null) {
            target = new Allowance(0, 0);
            standing = Standing.nothing(counts.length);
        } else if (before == null || !before.span().equals(now.span())) {
            asked = OptionalLong.empty();
            inherited = purse.inheritedLeft();
            target = new Allowance(0, now.settled() + inherited);
            tick = now.tickAt(instant, settings.tick());
            aim(now);
        } else {
            target.raiseTo(now.settled());
            if (wanted(now) != target.limit()) {
                aimAnew(now);
            }
        }
    }

    private long wanted(Period now) {
        return Math.min(asked.orElse(Long.MAX_VALUE), now.limit());
    }

    /** To the agent, what is left of the period when it starts is a period of its own. */
    private void aim(Period now) {
        target.limit(wanted(now));
        seen.next(tick);
        seen.begin(now.begins(), tick, now.ticks(settings.tick()));
        usedBefore = target.used();
        agent.begin(money(target.left()));
        decide(0);
    }

    /** Another target for a period that is running: the tick is decided again, as if it had been told before. */
    private void aimAnew(Period now) {
        target.limit(wanted(now));
        agent = undecided;
        agent.retarget(money(Math.max(0, target.limit() - usedBefore)));
        decide(standing.used());
    }

    /** @param used micros of the tick already */
    private void decide(long used) {
        undecided = agent.copy();
        bids.clear();
        agent.bid(seen, bids);
        standing = Standing.of(bids, used, target);
        shadowPrice = agent.shadowPrice();
        forecastSpend = agent.forecastSpend();
    }

    private void keepPurse() {
        Period now = period;
        long left = target.left();
        purse.keep(now == null ? null : now.span(), closing ? 0 : left, standing.dearest(lines));
        long still = purse.inheritedLeft();
        target.add(still - inherited);
        inherited = still;
    }

    // ---- the end ----

    /** Makes no more bids; notices are still taken. */
    void stopBidding() {
        closing = true;
    }

    /** Whether no bid waits for a notice any more. */
    synchronized boolean isQuiet() {
        return offers.isEmpty() && purse.isQuiet();
    }

    /** Lets go of the bids that still wait and gives leases back. */
    @Override
    public synchronized void close() {
        closing = true;
        expire(Long.MAX_VALUE);
        purse.giveBack();
        leave();
    }

    /** Lets go of the seat alone, as the end of a process does. */
    void leave() {
        try {
            seat.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
