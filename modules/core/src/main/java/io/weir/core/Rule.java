package io.weir.core;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;

import com.google.common.collect.ImmutableSet;
import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * A limit on spend targets, per period unless said otherwise. Amounts are in currency. An entry of a rules file that
 * sets several limits becomes several rules with the same id.
 */
public sealed interface Rule {
    /** What all rules have. */
    Head head();

    /**
     * What all rules have.
     *
     * @param id unique among entries of a rules file
     * @param soft penalty, objective units for each unit of currency by which the rule is broken; empty if hard
     * @param where file and line it was read from, {@code weir.yaml:31}; empty if it came from code
     */
    record Head(String id, OptionalDouble soft, String where) {
        /** @throws IllegalArgumentException if the id is blank or the penalty negative */
        public Head {
            require(!id.isBlank(), "rule id must not be blank.");
            soft.ifPresent(weight -> requireInRange("soft", weight, 0, Double.MAX_VALUE));
        }

        /** A hard rule that came from code. */
        public static Head hard(String id) {
            return new Head(id, OptionalDouble.empty(), "");
        }
    }

    /**
     * Which spend a rule limits: the sum over these channels.
     *
     * @param name for messages: {@code social}, {@code search+social}, {@code budget-per-period}
     * @param channels at least one
     */
    record Scope(String name, ImmutableSet<String> channels) {
        /** @throws IllegalArgumentException if there is no channel */
        public Scope {
            require(!channels.isEmpty(), "rule scope %s has no channel.", name);
        }

        /** One channel. */
        public static Scope of(String channel) {
            return new Scope(channel, ImmutableSet.of(channel));
        }
    }

    /** At least {@code min}, at most {@code max}. */
    record Bounds(Head head, Scope scope, OptionalDouble min, OptionalDouble max) implements Rule {}

    /** Exactly {@code amount}; the rest is optimised around it. */
    record Fixed(Head head, Scope scope, double amount) implements Rule {}

    /** At least and at most these shares, 0 to 1, of what all channels spend in the period. */
    record Share(Head head, Scope scope, OptionalDouble min, OptionalDouble max) implements Rule {}

    /**
     * At most {@code up} more and {@code down} less than the period before, relative, {@code >= 0}; the first period is
     * compared with the last actual one, and after a period at zero with the mean of history's active periods.
     */
    record MaxChange(Head head, Scope scope, double up, double down) implements Rule {}

    /** Multiples of {@code amount} only. */
    record Step(Head head, Scope scope, double amount) implements Rule {}

    /** Nothing in periods that overlap these days, inclusive. */
    record Off(Head head, Scope scope, LocalDate from, LocalDate to) implements Rule {}

    /** At least {@code amount} over the whole horizon. */
    record Commit(Head head, Scope scope, double amount) implements Rule {}

    /** Exactly {@code amount} over the whole horizon; when it is spent is optimised. */
    record HorizonTotal(Head head, Scope scope, double amount) implements Rule {}

    /** {@code amount} of the total is left unspent. */
    record Reserve(Head head, double amount) implements Rule {}

    /** Nothing in a period, or at least {@code amount}. */
    record OnMin(Head head, Scope scope, double amount) implements Rule {}

    /** At most {@code most} of the scope's channels spend in one period. */
    record AtMostActive(Head head, Scope scope, int most) implements Rule {}

    /**
     * In each period the targets of at most {@code most} of the scope's channels differ from the period before; the first
     * period is compared with the last actual one. By geo, a channel counts if any of its targets differs.
     */
    record MaxChanged(Head head, Scope scope, int most) implements Rule {}

    /**
     * Over the horizon the scope's spend brings at least {@code amount} for each unit of currency, in units of the objective;
     * what it brings is what the plan would be worth less were that spend zero.
     */
    record MinReturn(Head head, Scope scope, double amount) implements Rule {}

    /** {@code amount} of each period's target is kept for experiments, whatever it earns. */
    record TestBudget(Head head, Scope scope, double amount) implements Rule {}

    /** What becomes of what a period leaves, at run time; limits no target. */
    record Unspent(Head head, boolean carry) implements Rule {}
}
