package io.weir.planning.internal.reading;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSet;
import java.util.Currency;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the way a number is written tells about its decimal mark: {@code 1,234.5} and {@code 0.125} can only be read in
 * one way, {@code 1,234} in two.
 */
enum NumberShape {
    /** Has neither point nor comma. */
    WHOLE,
    /** Its decimal mark is a point. */
    POINT,
    /** Its decimal mark is a comma. */
    COMMA,
    /** One to three digits, a point or comma, three digits: thousands or decimals. */
    EITHER,
    /** Is no number. */
    NONE;

    private static final CharMatcher SPACES = CharMatcher.anyOf(" \u00a0\u202f\u2009'\u2019");
    private static final Pattern EXPONENT =
            Pattern.compile("\\d*([.,]?)\\d+[eE][-+]?\\d{1,3}|\\d+([.,])[eE][-+]?\\d{1,3}");
    private static final Pattern SPACED = Pattern.compile("\\d{1,3}([ \u00a0\u202f\u2009'\u2019])\\d{3}(\\1\\d{3})*");
    private static final Pattern CODE = Pattern.compile("^(?:([A-Z]{3})[ \u00a0]?)?(.*?)(?:[ \u00a0]?([A-Z]{3}))?$");
    private static final ImmutableSet<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(ImmutableSet.toImmutableSet());

    /** The shape of a cell; currency signs and codes at its ends are overlooked. */
    static NumberShape of(String cell) {
        return ofDigits(unsigned(bare(cell)));
    }

    /** The number that a cell holds if decimals stand after {@code mark}; NaN if it holds none. */
    static double value(String cell, DecimalMark mark) {
        String bare = bare(cell);
        String digits = unsigned(bare);
        NumberShape shape = ofDigits(digits);
        if (shape == NONE
                || (shape == POINT && mark == DecimalMark.COMMA)
                || (shape == COMMA && mark == DecimalMark.POINT)) {
            return Double.NaN;
        }
        String plain = SPACES.removeFrom(digits)
                .replace(String.valueOf(mark.other().sign()), "")
                .replace(mark.sign(), '.');
        double value = Double.parseDouble(plain);
        return bare.equals(digits) || bare.charAt(0) == '+' ? value : -value;
    }

    /** The currency sign or code at an end of the cell; "" if there is none. */
    static String currency(String cell) {
        String text = unsigned(cell);
        int last = text.length() - 1;
        if (last < 0 || (Character.isDigit(text.charAt(0)) && Character.isDigit(text.charAt(last)))) {
            return "";
        }
        for (int end : new int[] {text.codePointAt(0), text.codePointBefore(text.length())}) {
            if (Character.getType(end) == Character.CURRENCY_SYMBOL) {
                return Character.toString(end);
            }
        }
        Matcher matcher = CODE.matcher(text);
        if (matcher.matches()) {
            String code = matcher.group(1) != null ? matcher.group(1) : matcher.group(3);
            return code != null && CURRENCIES.contains(code) ? code : "";
        }
        return "";
    }

    private static String bare(String cell) {
        String currency = currency(cell);
        if (currency.isEmpty()) {
            return cell;
        }
        String text = unsigned(cell);
        String sign = cell.substring(0, cell.length() - text.length());
        String amount = text.startsWith(currency)
                ? text.substring(currency.length())
                : text.substring(0, text.length() - currency.length());
        return sign + SPACES.trimFrom(amount);
    }

    private static String unsigned(String bare) {
        return !bare.isEmpty() && "+-\u2212".indexOf(bare.charAt(0)) >= 0 ? bare.substring(1) : bare;
    }

    private static NumberShape ofDigits(String text) {
        int points = 0;
        int commas = 0;
        boolean spaces = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                points++;
            } else if (c == ',') {
                commas++;
            } else if (SPACES.matches(c)) {
                spaces = true;
            } else if (c == 'e' || c == 'E') {
                return ofExponent(text);
            } else if (c < '0' || c > '9') {
                return NONE;
            }
        }
        if (points + commas == text.length()) {
            return NONE;
        }
        if (points == 0 && commas == 0) {
            return !spaces || SPACED.matcher(text).matches() ? WHOLE : NONE;
        }
        if (points > 0 && commas > 0) {
            return ofBoth(text, spaces);
        }
        char sign = points > 0 ? '.' : ',';
        return points + commas == 1 ? ofOne(text, sign, spaces) : ofGroups(text, sign, spaces);
    }

    private static NumberShape ofExponent(String text) {
        Matcher matcher = EXPONENT.matcher(text);
        if (!matcher.matches()) {
            return NONE;
        }
        return text.indexOf(',') >= 0 ? COMMA : text.indexOf('.') >= 0 ? POINT : WHOLE;
    }

    /** {@code 1,234.5} or {@code 1.234.567,8}: the last sign is the mark, the other groups. */
    private static NumberShape ofBoth(String text, boolean spaces) {
        int last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
        char mark = text.charAt(last);
        char grouping = mark == '.' ? ',' : '.';
        boolean valid = !spaces && text.indexOf(mark) == last && areGroups(text.substring(0, last), grouping);
        return valid ? decimal(mark) : NONE;
    }

    private static NumberShape ofOne(String text, char sign, boolean spaces) {
        int at = text.indexOf(sign);
        String whole = text.substring(0, at);
        String rest = text.substring(at + 1);
        if (spaces) {
            boolean valid = SPACED.matcher(whole).matches() && SPACES.matchesNoneOf(rest);
            return valid ? decimal(sign) : NONE;
        }
        boolean either = rest.length() == 3 && !whole.isEmpty() && whole.length() <= 3 && whole.charAt(0) != '0';
        return either ? EITHER : decimal(sign);
    }

    /** {@code 1.234.567}: what stands there more than once groups. */
    private static NumberShape ofGroups(String text, char sign, boolean spaces) {
        return !spaces && areGroups(text, sign) ? decimal(sign == '.' ? ',' : '.') : NONE;
    }

    private static boolean areGroups(String text, char sign) {
        int first = text.indexOf(sign);
        if (first < 1 || first > 3 || (text.length() - first) % 4 != 0) {
            return false;
        }
        for (int i = first; i < text.length(); i++) {
            if (((i - first) % 4 == 0) != (text.charAt(i) == sign)) {
                return false;
            }
        }
        return true;
    }

    private static NumberShape decimal(char mark) {
        return mark == '.' ? POINT : COMMA;
    }
}
