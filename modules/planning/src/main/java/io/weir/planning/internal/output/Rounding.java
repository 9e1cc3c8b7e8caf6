package io.weir.planning.internal.output;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/** Estimates as files carry them: six significant digits, which is far more than a posterior knows. */
final class Rounding {
    private static final MathContext SIX = new MathContext(6, RoundingMode.HALF_EVEN);

    private Rounding() {}

    /** The number with six significant digits and without trailing zeros; empty if it is not finite. */
    static Optional<BigDecimal> sixDigits(double value) {
        if (!Double.isFinite(value)) {
            return Optional.empty();
        }
        return Optional.of(tidy(BigDecimal.valueOf(value).round(SIX)));
    }

    /** The amount with at most {@code decimals} decimals and without trailing zeros; empty if it is not finite. */
    static Optional<BigDecimal> decimals(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return Optional.empty();
        }
        return Optional.of(tidy(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP)));
    }

    private static BigDecimal tidy(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }
}
