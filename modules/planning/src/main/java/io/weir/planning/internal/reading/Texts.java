package io.weir.planning.internal.reading;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Values as messages show them. */
final class Texts {
    private static final int LONGEST = 60;

    private Texts() {}

    /** A value on one line, cut after {@value #LONGEST} characters. */
    static String shown(String value) {
        var line = new StringBuilder();
        value.codePoints()
                .limit(LONGEST + 1L)
                .forEach(c -> line.appendCodePoint(Character.isISOControl(c) || c == 0x2028 ? ' ' : c));
        return line.codePointCount(0, line.length()) > LONGEST
                ? line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "..."
                : line.toString();
    }

    /** A number without superfluous digits: {@code 0.25}, {@code 40}. */
    static String plain(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }

    /** {@code 1 period}, {@code 2,000 periods}. */
    static String count(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? noun : noun + "s");
    }

    /** {@code a, b and c}, cut after a dozen. */
    static String list(Collection<String> words) {
        List<String> all = List.copyOf(words);
        if (all.size() > 12) {
            return String.join(", ", all.subList(0, 12)) + " and " + (all.size() - 12) + " more";
        }
        return all.size() < 2
                ? String.join("", all)
                : String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.get(all.size() - 1);
    }
}
