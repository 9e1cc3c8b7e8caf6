package io.weir.planning.internal.facts;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.weir.core.History;
import io.weir.core.PeriodLength;
import io.weir.planning.PlanReport.Fact;
import io.weir.planning.PlanReport.Severity;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Facts of one history as they are found, and the words they are told in. */
final class FactList {
    private final History history;
    private final ImmutableList.Builder<Fact> facts = ImmutableList.builder();

    FactList(History history) {
        this.history = history;
    }

    ImmutableList<Fact> all() {
        return facts.build();
    }

    @FormatMethod
    void info(@FormatString String text, Object... arguments) {
        facts.add(new Fact(Severity.INFO, String.format(Locale.ROOT, text, arguments)));
    }

    @FormatMethod
    void warn(@FormatString String text, Object... arguments) {
        facts.add(new Fact(Severity.WARNING, String.format(Locale.ROOT, text, arguments)));
    }

    /** {@code week} or {@code day}. */
    String period() {
        return history.length() == PeriodLength.DAY ? "day" : "week";
    }

    /** {@code 1 week}, {@code 1,050 days}. */
    String periods(long count) {
        return String.format(Locale.ROOT, "%,d %s%s", count, period(), count == 1 ? "" : "s");
    }

    /** The first day of a period. */
    String date(int period) {
        return history.startOf(period).toString();
    }

    /** Up to five dates and a count of the others. */
    String dates(List<Integer> periods) {
        String first = periods.stream().limit(5).map(this::date).collect(Collectors.joining(", "));
        return periods.size() > 5 ? first + " and " + (periods.size() - 5) + " more" : first;
    }

    /** A number of the KPI. */
    static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%,.2f" : "%,.0f", value);
    }

    String money(double value) {
        return history.unit().shortText(value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /** The periods in which {@code test} holds. */
    static List<Integer> where(int periods, IntPredicate test) {
        return IntStream.range(0, periods).filter(test).boxed().toList();
    }
}
