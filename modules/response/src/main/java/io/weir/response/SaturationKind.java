package io.weir.response;

/** How a channel's effect flattens as its adstocked volume {@code x} grows. */
public enum SaturationKind {
    /** {@code x^slope / (half^slope + x^slope)}; S-shaped above slope 1. */
    HILL("hill"),
    /** {@code (1 - e^(-x/half')) / (1 + e^(-x/half'))}, one half at {@code half}. */
    LOGISTIC("logistic"),
    /** {@code x / (half + x)}: Hill with slope 1. */
    MICHAELIS_MENTEN("michaelis-menten"),
    /** {@code tanh(x/half')}, one half at {@code half}. */
    TANH("tanh"),
    /** {@code x^exponent}, exponent in (0, 1); does not level off. */
    ROOT("root");

    private final String word;

    SaturationKind(String word) {
        this.word = word;
    }

    /** The word used in files. */
    public String word() {
        return word;
    }
}
