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
    ENGAGEMENT("engagement");

    private final String word;

    Goal(String word) {
        this.word = word;
    }

    /** The word used in files and on screens. */
    public String word() {
        return word;
    }

    /** Whether values are amounts of money. */
    public boolean isMoney() {
        return this == REVENUE || this == PROFIT;
    }
}
