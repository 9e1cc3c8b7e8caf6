package io.weir.planning.internal.reading;

import java.time.LocalDate;
import java.util.Optional;

/** One entry of a scenario's {@code changes:}, with where it stands. Factors are new over old: 1.3 for {@code +30%}. */
public sealed interface ScenarioChange {
    /** File and line. */
    String where();

    /** What the entry says: {@code social: price +30 %}. */
    String words();

    /** The channel it concerns; empty for the budget. */
    Optional<String> channel();

    /** What a unit of money buys of a channel is divided by {@code factor}, {@code > 0}. */
    record Price(String where, String name, double factor, String percent) implements ScenarioChange {
        @Override
        public String words() {
            return name + ": price " + percent + " (what a unit of money buys is divided by " + Texts.plain(factor)
                    + ")";
        }

        @Override
        public Optional<String> channel() {
            return Optional.of(name);
        }
    }

    /** A channel spends nothing in periods that overlap these days, inclusive. */
    record Pause(String where, String name, LocalDate from, LocalDate to) implements ScenarioChange {
        @Override
        public String words() {
            return name + ": nothing from " + from + " to " + to;
        }

        @Override
        public Optional<String> channel() {
            return Optional.of(name);
        }
    }

    /** A channel spends {@code factor} times what the base plan gives it, over the horizon, {@code >= 0}. */
    record Spend(String where, String name, double factor, String percent) implements ScenarioChange {
        @Override
        public String words() {
            return name + ": spend " + percent + " of the base plan's, over the horizon; the rest is planned around it";
        }

        @Override
        public Optional<String> channel() {
            return Optional.of(name);
        }
    }

    /** The budget times {@code factor}, {@code >= 0}. */
    record BudgetTimes(String where, double factor, String percent) implements ScenarioChange {
        @Override
        public String words() {
            return "budget " + percent;
        }

        @Override
        public Optional<String> channel() {
            return Optional.empty();
        }
    }

    /** A new channel that responds as {@code source} does, with its return times {@code returns}, {@code > 0}. */
    record Newcomer(String where, String name, String source, double returns) implements ScenarioChange {
        @Override
        public String words() {
            return name + ": new, responds as " + source + " does with " + Texts.plain(returns)
                    + " times its return; less is known of it";
        }

        @Override
        public Optional<String> channel() {
            return Optional.of(name);
        }
    }
}
