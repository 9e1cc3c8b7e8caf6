package io.weir.planning.internal.reading;

/** What stands before the decimals of a number; the other one may stand between thousands. */
enum DecimalMark {
    POINT('.'),
    COMMA(',');

    private final char sign;

    DecimalMark(char sign) {
        this.sign = sign;
    }

    char sign() {
        return sign;
    }

    static DecimalMark of(char sign) {
        return sign == '.' ? POINT : COMMA;
    }

    DecimalMark other() {
        return this == POINT ? COMMA : POINT;
    }
}
