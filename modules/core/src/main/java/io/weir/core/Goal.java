package io.weir.core;

/** What a plan maximises; always incremental (with the spend minus without it). */
public enum Goal {
    /** Money earned. */
    REVENUE("revenue"),
    /** Margin times revenue, less the spend. */
    PROFIT("profit"),
    /** Number of conversions. */
    CONVERSIONS("conversions"),
    /** Number of opens, visits and the like. */
    ENGAGEMENT("engagement"),
    /** What the customers are worth over time whom conversions win, less the spend. */
    LIFETIME_VALUE("lifetime-value");

    private final String word;

    Goal(String word) {
        this.word = word;
    }

    /** The word used in files. */
    public String word() {
        return word;
    }

    /** The word used in sentences: {@code lifetime value}. */
    public String spoken() {
        return word.replace('-', ' ');
    }

    /** Whether values are amounts of money. */
    public boolean isMoney() {
        return this == REVENUE || isNet();
    }

    /** Whether the spend is taken off values. */
    public boolean isNet() {
        return this == PROFIT || this == LIFETIME_VALUE;
    }
}
