package io.weir.simulator.internal;

import java.util.Arrays;

/** Numbers written one after the other and read in the same order: how a state is kept. */
final class Tape {
    private double[] numbers = new double[1024];
    private int at;

    /** What can be written and read. */
    interface Kept {
        /** Writes the state. */
        void save(Tape tape);

        /** Reads it, in the same order. */
        void load(Tape tape);
    }

    void write(double number) {
        if (at == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * at);
        }
        numbers[at++] = number;
    }

    void write(double[] array) {
        while (at + array.length > numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * numbers.length);
        }
        System.arraycopy(array, 0, numbers, at, array.length);
        at += array.length;
    }

    void write(double[][] arrays) {
        for (double[] array : arrays) {
            write(array);
        }
    }

    double read() {
        return numbers[at++];
    }

    void read(double[] array) {
        System.arraycopy(numbers, at, array, 0, array.length);
        at += array.length;
    }

    void read(double[][] arrays) {
        for (double[] array : arrays) {
            read(array);
        }
    }

    void rewind() {
        at = 0;
    }

    /** All that was written. */
    double[] written() {
        return Arrays.copyOf(numbers, at);
    }

    static Tape of(double[] written) {
        var tape = new Tape();
        tape.numbers = written.clone();
        return tape;
    }
}
