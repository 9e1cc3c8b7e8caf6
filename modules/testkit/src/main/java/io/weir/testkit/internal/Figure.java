package io.weir.testkit.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as exports print them. */
final class Figure {
    private Figure() {}

    /** Two decimals. */
    static String money(double amount) {
        return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    /** Without trailing zeros. */
    static String plain(double value) {
        BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
        return decimal.setScale(Math.max(0, decimal.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
