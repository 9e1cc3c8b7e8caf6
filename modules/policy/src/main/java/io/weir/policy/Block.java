package io.weir.policy;

/** The weights from one room of {@link Signals} to another. Immutable and thread-safe. */
interface Block {
    /** Outputs from which vector instructions pay. */
    int WIDE = 16;

    /** @param weights {@code [input][output]} of the block, at most {@link Signals#MOST} each */
    static Block of(float[][] weights) {
        return weights[0].length < WIDE ? new NarrowBlock(weights) : new WideBlock(weights);
    }

    /**
     * Adds products in the order of the inputs, each rounded once ({@link Math#fma}).
     *
     * @param from what they are added to
     * @param sums what comes of it; may be {@code from}
     * @return {@code sums}, or {@code from} if no input is listed and {@code sums} was left as it was
     */
    float[] add(Signals in, float[] from, float[] sums);
}
