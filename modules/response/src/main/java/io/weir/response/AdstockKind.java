package io.weir.response;

/** How the effect of spend is spread over the periods after it. Weights are normalised to sum to 1. */
public enum AdstockKind {
    /** {@code w_l ~ retention^l}. */
    GEOMETRIC("geometric"),
    /** {@code w_l ~ retention^((l - peak)^2)}: the effect peaks {@code peak} periods after the spend. */
    DELAYED("delayed"),
    /** Weibull density at {@code l + 1}. */
    WEIBULL_PDF("weibull-pdf"),
    /** Product of Weibull survival probabilities. */
    WEIBULL_CDF("weibull-cdf"),
    /** {@code w_l ~ (1 - l / window)^(1 / retention - 1)}. */
    BINOMIAL("binomial"),
    /** All effect in the period of the spend. */
    NONE("none");

    private final String word;

    AdstockKind(String word) {
        this.word = word;
    }

    /** The word used in files. */
    public String word() {
        return word;
    }
}
