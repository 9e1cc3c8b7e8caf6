package io.weir.planning.internal.reading;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A relative change as scenarios write it, {@code +30%} or {@code -20%}.
 *
 * @param factor new over old, 1.3 for {@code +30%}
 * @param text for people: {@code +30 %}
 */
record Percent(double factor, String text) {
    /** Largest rise: a thousand times as much. */
    private static final double MOST = 1000;

    private static final Pattern FORM = Pattern.compile("([-+\u2212])\\s*(\\d{1,9}(?:\\.\\d{1,9})?|\\.\\d{1,9})\\s*%");
    private static final Pattern UNSIGNED = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*%");
    private static final Pattern SHARE = Pattern.compile("[-+]?\\d{0,9}(?:\\.\\d{1,9})?");

    /**
     * Reads a change; empty, and a fault, if it is none, or none that may be.
     *
     * @param allowsAll whether a fall of 100 % is valid
     */
    static Optional<Percent> read(YamlValue value, boolean allowsAll) {
        String text = value.isScalar() ? value.shown() : "";
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            value.fault("must be a change in percent with its sign: +30% or -20%.", remedy(text));
            return Optional.empty();
        }
        boolean rises = matcher.group(1).equals("+");
        BigDecimal size = new BigDecimal(matcher.group(2).startsWith(".") ? "0" + matcher.group(2) : matcher.group(2));
        if (size.signum() == 0) {
            value.fault("changes nothing.", "Maybe delete this entry, or another percentage was meant.");
            return Optional.empty();
        }
        double factor = BigDecimal.ONE
                .add(size.movePointLeft(2).multiply(BigDecimal.valueOf(rises ? 1 : -1)))
                .doubleValue();
        if (factor < 0 || factor == 0 && !allowsAll) {
            value.fault(
                    allowsAll
                            ? "is a fall of more than 100 %; at most all of it can go."
                            : "is a fall of 100 % or more; nothing is free of charge.",
                    "Maybe a smaller fall was meant: -50%.");
            return Optional.empty();
        }
        if (factor > MOST) {
            value.fault("is more than a thousand times as much; valid is up to +99900%.", "");
            return Optional.empty();
        }
        String sign = rises ? "+" : "-";
        return Optional.of(new Percent(factor, sign + size.stripTrailingZeros().toPlainString() + " %"));
    }

    private static String remedy(String text) {
        Matcher unsigned = UNSIGNED.matcher(text);
        if (unsigned.matches()) {
            boolean nothing = new BigDecimal(unsigned.group(1)).signum() == 0;
            return nothing ? "Maybe delete this entry: it changes nothing." : "Maybe \"+" + text + "\" was meant.";
        }
        if (text.contains(",")) {
            return "Maybe the decimals were meant to follow a point: +2.5%.";
        }
        if (!text.isEmpty() && SHARE.matcher(text).matches()) {
            return "Maybe the percent sign is missing.";
        }
        return "";
    }
}
