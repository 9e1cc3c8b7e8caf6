package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import io.weir.core.BiddingAgent;
import io.weir.policy.BudgetPacer;
import io.weir.policy.DualPacing;
import io.weir.policy.FixedBid;
import io.weir.policy.FixedCpa;
import io.weir.policy.LinearBid;
import io.weir.policy.MailCalendar;
import io.weir.policy.PidPacing;
import java.util.Optional;
import java.util.TreeSet;

/** Reads {@code bidder:}, which of the plain bidders spends the money. */
final class WorldBidder {
    private static final ImmutableMap<String, Integer> DAYS = ImmutableMap.<String, Integer>builder()
            .put("monday", 0)
            .put("tuesday", 1)
            .put("wednesday", 2)
            .put("thursday", 3)
            .put("friday", 4)
            .put("saturday", 5)
            .put("sunday", 6)
            .buildOrThrow();

    private enum Kind {
        FIXED,
        LINEAR,
        CPA,
        PACER,
        PID,
        DUAL,
        MAIL
    }

    private static final ImmutableMap<String, Kind> AUCTIONS = ImmutableMap.<String, Kind>builder()
            .put("fixed", Kind.FIXED)
            .put("linear", Kind.LINEAR)
            .put("fixed-cpa", Kind.CPA)
            .put("budget-pacer", Kind.PACER)
            .put("pid-pacing", Kind.PID)
            .put("dual-pacing", Kind.DUAL)
            .buildOrThrow();

    private final Faults faults;
    private final double rate;

    /** @param ticksPerDay how often it decides */
    WorldBidder(Faults faults, int ticksPerDay) {
        this.faults = faults;
        this.rate = ticksPerDay == 24 ? 0.05 : 0.3;
    }

    /** @param mail whether it is of a mail channel */
    Optional<BiddingAgent> read(Optional<YamlValue> value, boolean mail) {
        if (value.isEmpty()) {
            return Optional.of(mail ? new MailCalendar(ImmutableSortedSet.of(1, 3), 9) : new DualPacing(2, rate));
        }
        int before = faults.count();
        Optional<YamlMap> given = value.get()
                .map(
                        "kind",
                        "bid",
                        "multiple",
                        "cpa",
                        "multiplier",
                        "proportional",
                        "integral",
                        "derivative",
                        "price",
                        "rate",
                        "most",
                        "days",
                        "hour");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Optional<Kind> kind = given.get()
                .require("kind", "which bidder")
                .flatMap(v -> v.word(mail ? ImmutableMap.of("mail-calendar", Kind.MAIL) : AUCTIONS));
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        BiddingAgent agent = agent(kind.get(), given.get());
        return faults.count() > before ? Optional.empty() : Optional.of(agent);
    }

    private BiddingAgent agent(Kind kind, YamlMap map) {
        var of = new WorldNumbers(map);
        return switch (kind) {
            case FIXED ->
                new FixedBid(
                        or(of.needed("bid", "currency per click or thousand impressions", NumberRange.POSITIVE_MONEY)));
            case LINEAR -> new LinearBid(or(of.number("multiple", 1, NumberRange.POSITIVE)));
            case CPA -> new FixedCpa(or(of.needed("cpa", "currency per conversion", NumberRange.POSITIVE_MONEY)));
            case PACER -> new BudgetPacer(or(of.number("multiplier", 0.5, NumberRange.POSITIVE)));
            case PID ->
                new PidPacing(
                        or(of.number("multiplier", 0.5, NumberRange.POSITIVE)),
                        or(of.number("proportional", 0.1, NumberRange.NOT_NEGATIVE)),
                        or(of.number("integral", 0.002, NumberRange.NOT_NEGATIVE)),
                        or(of.number("derivative", 0.02, NumberRange.NOT_NEGATIVE)));
            case DUAL ->
                new DualPacing(
                        or(of.number("price", 2, NumberRange.POSITIVE)),
                        or(of.number("rate", rate, NumberRange.POSITIVE)),
                        or(of.number("most", 1000, NumberRange.POSITIVE)));
            case MAIL -> new MailCalendar(days(map), (int) or0(of.number("hour", 9, NumberRange.whole(0, 23))));
        };
    }

    private static double or(double number) {
        return Double.isNaN(number) ? 1 : number;
    }

    private static double or0(double number) {
        return Double.isNaN(number) ? 0 : number;
    }

    private static ImmutableSortedSet<Integer> days(YamlMap map) {
        var days = new TreeSet<Integer>();
        if (!map.has("days")) {
            return ImmutableSortedSet.of(1, 3);
        }
        YamlValue value = map.get("days").orElseThrow();
        value.list().orElse(ImmutableList.of()).forEach(v -> v.word(DAYS).ifPresent(days::add));
        if (days.isEmpty()) {
            value.faultInWords(value.path() + " names no day.", "Maybe write days: [tuesday, thursday].");
            return ImmutableSortedSet.of(1);
        }
        return ImmutableSortedSet.copyOf(days);
    }
}
