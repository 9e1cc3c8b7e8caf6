package io.weir.policy;

import java.util.Arrays;

/**
 * What passes from one layer to the next: numbers, and which of them the next layer has to look at. Not to be shared by threads.
 *
 * <p>Numbers that are not listed count as zero. After the last of {@code size} numbers stands one that is always zero; the list
 * is followed by enough mentions of it to be read in steps of {@link #STEP}.
 */
final class Signals {
    /** Numbers that a layer adds at a time. */
    static final int STEP = 6;

    private final int size;
    private final float[] values;
    private final int[] listed;
    private int count;

    /** All of them listed. */
    Signals(int size) {
        this.size = size;
        values = new float[size + 1];
        listed = new int[size + STEP];
        for (int k = 0; k < listed.length; k++) {
            listed[k] = Math.min(k, size);
        }
        count = size;
    }

    int size() {
        return size;
    }

    /** The numbers, those not listed too, and the zero behind them. */
    float[] values() {
        return values;
    }

    /** Places of the listed, in order, and of the zero behind them. */
    int[] listed() {
        return listed;
    }

    /** How many are listed. */
    int count() {
        return count;
    }

    /** Lists the positive ones. Signs of sums cannot be foreseen, so it is done without a branch that would often be guessed wrong. */
    void listPositive() {
        int found = 0;
        for (int k = 0; k < size; k++) {
            listed[found] = k;
            found += -Float.floatToRawIntBits(values[k]) >>> 31;
        }
        Arrays.fill(listed, found, found + STEP, size);
        count = found;
    }

    /** Fills as many numbers as there are. */
    void copyTo(double[] output) {
        Arrays.fill(output, 0);
        for (int k = 0; k < count; k++) {
            output[listed[k]] = values[listed[k]];
        }
    }
}
