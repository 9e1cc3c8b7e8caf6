package io.weir.benchmarks.internal.ledger;

import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Counts a ledger's lines as docs/ledger.md words them, and looks after each whether a limit was passed; shares no code with
 * the ledger. Knows what the workers of the benchmark ask for.
 */
final class Recount {
    private static final class Sum {
        private long limit = Long.MAX_VALUE;
        private long settled;
        private long reserved;
        private long overrun;
    }

    private static final class Held {
        private String account = "";
        private String span = "";
        private boolean lease;
        private long left;
    }

    private final Map<String, Sum> sums = new HashMap<>();
    private final Map<String, Held> held = new HashMap<>();
    private long overspent;

    /** Counts the next line. */
    void take(LedgerEntry entry) {
        String account = entry.account().path();
        String span = entry.span().toString();
        switch (entry.kind()) {
            case LIMIT -> sum(account, span).limit = entry.amount();
            case RESERVE, LEASE -> {
                var one = new Held();
                one.account = account;
                one.span = span;
                one.lease = entry.kind() == LedgerEntry.Kind.LEASE;
                one.left = entry.amount();
                held.put(entry.key(), one);
                add(one, 0, entry.amount(), 0);
                overspent += beyond(one);
            }
            case SETTLE -> {
                Held one = held(entry);
                long freed = entry.last() ? one.left : Math.min(one.left, entry.amount());
                add(one, entry.amount(), -freed, entry.overrun());
                overspent += Math.max(0, entry.amount() - one.left) > entry.overrun() ? beyond(one) : 0;
                one.left -= freed;
            }
            case REFUND -> add(held(entry), -entry.amount(), 0, 0);
            case RELEASE, EXPIRE -> {
                Held one = held(entry);
                add(one, one.lease ? one.left : 0, -one.left, 0);
                one.left = 0;
            }
            case TRANSFER -> {
                List<String> from = levels(account);
                List<String> to = levels(entry.other());
                from.stream().filter(level -> !to.contains(level)).forEach(level -> move(level, span, -entry.amount()));
                to.stream().filter(level -> !from.contains(level)).forEach(level -> move(level, span, entry.amount()));
            }
            case ACKNOWLEDGE, CLOSE -> {}
        }
        for (Sum sum : sums.values()) {
            overspent += sum.settled + sum.reserved > sum.limit + sum.overrun && sum.limit != Long.MAX_VALUE ? 1 : 0;
        }
    }

    private Held held(LedgerEntry entry) {
        return Objects.requireNonNull(held.get(entry.reservation()), "a line is about no reservation");
    }

    private void move(String level, String span, long amount) {
        Sum sum = sum(level, span);
        sum.limit += sum.limit == Long.MAX_VALUE ? 0 : amount;
    }

    /** One for each level that is beyond its limit. */
    private long beyond(Held one) {
        long count = 0;
        for (Sum sum : of(one)) {
            count += sum.settled + sum.reserved > sum.limit ? 1 : 0;
        }
        return count;
    }

    private void add(Held one, long settled, long reserved, long overrun) {
        for (Sum sum : of(one)) {
            sum.settled += settled;
            sum.reserved += reserved;
            sum.overrun += overrun;
        }
    }

    private List<Sum> of(Held one) {
        List<Sum> out = new ArrayList<>();
        for (String level : levels(one.account)) {
            out.add(sum(level, one.span));
            out.add(sum(level, "horizon"));
        }
        return out;
    }

    private Sum sum(String account, String span) {
        return sums.computeIfAbsent(account + "|" + span, key -> new Sum());
    }

    private static List<String> levels(String account) {
        List<String> out = new ArrayList<>(List.of("total"));
        for (int slash = account.indexOf('/'); slash >= 0; slash = account.indexOf('/', slash + 1)) {
            out.add(account.substring(0, slash));
        }
        if (!account.equals("total")) {
            out.add(account);
        }
        return out;
    }

    /** How often a limit was passed, but for overruns. */
    long overspent() {
        return overspent;
    }

    /** How many of the ledger's own balances differ. */
    long differences(List<LedgerBalance> balances) {
        long count = 0;
        for (LedgerBalance balance : balances) {
            Sum sum = sum(balance.account().path(), balance.span().toString());
            boolean same = sum.settled == balance.settled()
                    && sum.reserved == balance.reserved()
                    && sum.overrun == balance.overrun()
                    && sum.limit == balance.limit().orElse(Long.MAX_VALUE);
            count += same ? 0 : 1;
        }
        return count;
    }
}
