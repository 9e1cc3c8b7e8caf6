package io.weir.policy;

/**
 * Up to {@link #MOST} numbers that pass from one layer to the next, and which of them the next layer has to look at: the others
 * count as zero. Not to be shared by threads.
 */
final class Signals {
    /** As many as a {@code long} has bits. */
    static final int MOST = Long.SIZE;

    private static final int QUARTER = MOST / 4;

    private final int size;
    private final long all;
    private final float[] values = new float[MOST + 1];
    private long listed;

    /** All of them listed. */
    Signals(int size) {
        this.size = size;
        all = -1L >>> (MOST - size);
        listed = all;
    }

    /** Rooms for so many numbers, all full but the last. */
    static Signals[] rooms(int numbers) {
        Signals[] rooms = new Signals[roomsOf(numbers)];
        for (int room = 0; room < rooms.length; room++) {
            rooms[room] = new Signals(Math.min(MOST, numbers - room * MOST));
        }
        return rooms;
    }

    /** How many rooms so many numbers need. */
    static int roomsOf(int numbers) {
        return (numbers + MOST - 1) / MOST;
    }

    int size() {
        return size;
    }

    /** The numbers, those not listed too. Behind place {@link #MOST} - 1 stands one that is always zero. */
    float[] values() {
        return values;
    }

    /** Bit {@code k} says whether number {@code k} is listed. */
    long listed() {
        return listed;
    }

    /**
     * Lists those whose sign is plus. Signs of sums cannot be foreseen, so it is done without a branch that would often be guessed
     * wrong, and in four parts that do not wait for each other.
     */
    void listPositive() {
        int first = 0;
        int second = 0;
        int third = 0;
        int fourth = 0;
        for (int k = QUARTER - 1; k >= 0; k--) {
            first = first << 1 | minus(values[k]);
            second = second << 1 | minus(values[k + QUARTER]);
            third = third << 1 | minus(values[k + 2 * QUARTER]);
            fourth = fourth << 1 | minus(values[k + 3 * QUARTER]);
        }
        long low = Integer.toUnsignedLong(second << QUARTER | first);
        long high = Integer.toUnsignedLong(fourth << QUARTER | third);
        listed = all & ~(high << 2 * QUARTER | low);
    }

    /** 1 if the sign is minus. */
    private static int minus(float value) {
        return Float.floatToRawIntBits(value) >>> 31;
    }

    /** Fills places from {@code first} on with as many numbers as there are. */
    void copyTo(double[] output, int first) {
        for (int k = 0; k < size; k++) {
            output[first + k] = (listed >>> k & 1) == 0 ? 0 : values[k];
        }
    }
}
