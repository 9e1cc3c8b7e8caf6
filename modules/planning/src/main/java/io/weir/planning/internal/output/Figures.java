package io.weir.planning.internal.output;

import io.weir.core.Goal;
import io.weir.core.MoneyUnit;
import io.weir.core.PeriodLength;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.Estimate;
import java.util.Locale;
import java.util.Optional;

/**
 * Numbers of one report as people read them, with their units. What is not a finite number becomes a dash. An estimate's
 * mean and interval share one scale, so that they can be compared at a glance.
 */
final class Figures {
    private final MoneyUnit unit;
    private final Goal goal;
    private final String kpiName;
    private final PeriodLength length;
    private final Typography typography;

    /** The signs that numbers are set with. */
    enum Typography {
        /** For terminals: a hyphen for minus, plain spaces. */
        PLAIN("-", " ", "-"),
        /** For documents: a true minus, spaces that do not break. */
        TYPESET("\u2212", "\u00a0", "\u2013");

        private final String minus;
        private final String space;
        private final String dash;

        Typography(String minus, String space, String dash) {
            this.minus = minus;
            this.space = space;
            this.dash = dash;
        }
    }

    Figures(PlanReport report, Typography typography) {
        this.unit = report.unit();
        this.goal = report.goal();
        this.kpiName = report.kpiName();
        this.length = report.grid().length();
        this.typography = typography;
    }

    /** {@code week}, or {@code weeks} unless the count is 1. */
    String periods(int count) {
        return count == 1 ? period() : period() + "s";
    }

    /** {@code week} or {@code day}. */
    String period() {
        return length.name().toLowerCase(Locale.ROOT);
    }

    /** The currency's code; empty if none is known. */
    String currency() {
        return unit.currency().map(c -> c.getCurrencyCode()).orElse("");
    }

    /** What values are counted in: a currency code, {@code conversions}, the KPI's name; may be empty. */
    String valueUnit() {
        if (goal.isMoney()) {
            return currency();
        }
        return goal == Goal.CONVERSIONS ? goal.word() : kpiName;
    }

    /** What values are: {@code revenue}, {@code lifetime value less spend}, {@code conversions}, or the KPI's name. */
    String valueNoun() {
        return switch (goal) {
            case ENGAGEMENT -> kpiName;
            case LIFETIME_VALUE -> goal.spoken() + " less spend"; // that of profit goes without saying
            default -> goal.spoken();
        };
    }

    /** What a return is counted in: {@code EUR per EUR}, {@code conversions per EUR}; may be empty. */
    String returnUnit() {
        if (currency().isEmpty()) {
            return goal.isMoney() ? "per 1 spent" : valueUnit() + " per 1 spent";
        }
        return valueUnit() + " per " + currency();
    }

    /** One unit of spend: {@code EUR}, or {@code unit of money}. */
    String moneyWord() {
        return currency().isEmpty() ? "unit of money" : currency();
    }

    /** A column or axis name with its unit in parentheses. */
    String named(String name, String unitText) {
        return unitText.isEmpty() ? name : name + " (" + unitText + ")";
    }

    /** The exact amount with its currency. */
    String spend(double amount) {
        return Double.isFinite(amount) ? set(unit.text(zeroed(amount))) : typography.dash;
    }

    /** The exact amount without its currency, for a column that names it. */
    String spendNumber(double amount) {
        return Double.isFinite(amount)
                ? set(new MoneyUnit(Optional.empty(), unit.decimals()).text(zeroed(amount)))
                : typography.dash;
    }

    /** The amount to whole units of the currency, without it. */
    String wholeSpend(double amount) {
        return Double.isFinite(amount) ? set(Scale.fixed(amount, 0)) : typography.dash;
    }

    /** An amount in three digits: {@code 12.3k EUR}. */
    String shortSpend(double amount) {
        return with(compact(amount), currency());
    }

    /** An expected value in three digits, with its unit. */
    String shortValue(double value) {
        return with(compact(value), valueUnit());
    }

    /** {@code 1.23M EUR}. */
    String shortMean(Estimate estimate) {
        return with(text(Scale.compact(estimate), estimate.mean()), valueUnit());
    }

    /** {@code 0.98M to 1.41M EUR}. */
    String shortInterval(Estimate estimate) {
        return with(shortRange(estimate), valueUnit());
    }

    /** {@code 0.98M to 1.41M}. */
    String shortRange(Estimate estimate) {
        return range(Scale.compact(estimate), estimate);
    }

    /** {@code 1.23M (0.98M to 1.41M)}, without a unit. */
    String shortEstimate(Estimate estimate) {
        return text(Scale.compact(estimate), estimate.mean()) + " (" + shortRange(estimate) + ")";
    }

    /** A value with separators of thousands and without a unit; three digits below a thousand. */
    String value(double value) {
        return text(Scale.full(value), value);
    }

    /** An estimate with separators of thousands: {@code 1,234,567}. */
    String mean(Estimate estimate) {
        return text(Scale.full(estimate), estimate.mean());
    }

    /** {@code 980,000 to 1,410,000}. */
    String interval(Estimate estimate) {
        return range(Scale.full(estimate), estimate);
    }

    /** A return or a price without a unit: two decimals from 0.1 on, three digits below. */
    String rate(double value) {
        return text(Scale.rate(value), value);
    }

    /** A return's mean. */
    String rate(Estimate estimate) {
        return text(Scale.rate(Scale.magnitude(estimate)), estimate.mean());
    }

    /** A return's interval: {@code 1.20 to 2.40}. */
    String rateInterval(Estimate estimate) {
        return range(Scale.rate(Scale.magnitude(estimate)), estimate);
    }

    /** Three digits with k, M or B. */
    String compact(double value) {
        return text(Scale.compact(value), value);
    }

    /** Three decimals, for a number whose third decimal decides. */
    String ratio(double value) {
        return Double.isFinite(value) ? set(Scale.fixed(value, 3)) : typography.dash;
    }

    /** {@code 12 %}; one decimal below ten. */
    String percent(double share) {
        if (!Double.isFinite(share)) {
            return typography.dash;
        }
        double percent = share * 100;
        if (percent > 0 && percent < 0.05) {
            return "<" + typography.space + "0.1" + typography.space + "%";
        }
        return set(Scale.fixed(percent, Math.abs(percent) < 9.95 ? 1 : 0)) + typography.space + "%";
    }

    /** A chance; draws are finite, so it is never said to be 0 or 1. */
    String chance(double probability) {
        if (!Double.isFinite(probability)) {
            return typography.dash;
        }
        if (probability > 0.99) {
            return "over" + typography.space + "99" + typography.space + "%";
        }
        if (probability < 0.01) {
            return "under" + typography.space + "1" + typography.space + "%";
        }
        return Scale.fixed(probability * 100, 0) + typography.space + "%";
    }

    /** Relative change with its sign; {@code new} from nothing, a dash where both are nothing. */
    String change(double from, double to) {
        if (!(Math.abs(from) > 1e-9)) {
            return Math.abs(to) > 1e-9 ? "new" : typography.dash;
        }
        double percent = (to / from - 1) * 100;
        String number = Scale.fixed(percent, Math.abs(percent) < 9.95 ? 1 : 0);
        if (Scale.isNothing(number)) {
            return "0" + typography.space + "%";
        }
        return signed(percent, set(number)) + typography.space + "%";
    }

    /** {@code +1,200}; to whole units. */
    String signedWhole(double amount) {
        return signed(amount, wholeSpend(amount));
    }

    /** An estimate with separators of thousands and its sign: {@code +84,200}. */
    String signedValue(Estimate estimate) {
        return signed(estimate.mean(), mean(estimate));
    }

    /** {@code +84.2k}, without a unit. */
    String signedCompact(Estimate estimate) {
        return signed(estimate.mean(), text(Scale.compact(estimate), estimate.mean()));
    }

    /** {@code +84.2k EUR}. */
    String signedMean(Estimate estimate) {
        return signed(estimate.mean(), shortMean(estimate));
    }

    /** {@code 90 % interval}. */
    String intervalName() {
        return "90" + typography.space + "% interval";
    }

    String dash() {
        return typography.dash;
    }

    /** A number and its unit, kept on one line where the typography can. */
    String with(String number, String unitText) {
        return unitText.isEmpty() ? number : number + typography.space + unitText;
    }

    private String text(Scale scale, double value) {
        return Double.isFinite(value) ? set(scale.text(value)) : typography.dash;
    }

    private static String signed(double value, String text) {
        return value > 0 && !text.equals("0") ? "+" + text : text;
    }

    private String range(Scale scale, Estimate estimate) {
        return text(scale, estimate.low()) + " to " + text(scale, estimate.high());
    }

    private String set(String number) {
        return number.replace("-", typography.minus);
    }

    private static double zeroed(double value) {
        return Math.abs(value) < 1e-9 ? 0 : value;
    }
}
