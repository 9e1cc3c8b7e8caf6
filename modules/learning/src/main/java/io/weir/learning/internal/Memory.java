package io.weir.learning.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.SplittableRandom;

/** The latest transitions of all agents together, in flat arrays. */
final class Memory {
    private final int capacity;
    private final int seen;
    private final int done;
    private final int agents;
    private final int width;
    private final float[] rows;
    private long added;

    /** @param capacity transitions that are kept */
    Memory(Layout layout, int capacity) {
        this.capacity = capacity;
        seen = layout.seen();
        done = layout.done();
        agents = layout.agents();
        width = 2 * seen + done + agents + 1;
        rows = new float[Math.multiplyExact(capacity, width)];
    }

    /**
     * One transition; the oldest is forgotten where there is no room.
     *
     * @param carry what a unit of value after it is worth before it; 0 where the episode is over
     */
    void add(float[] before, float[] actions, float[] rewards, float[] after, double carry) {
        int at = (int) (added++ % capacity) * width;
        System.arraycopy(before, 0, rows, at, seen);
        System.arraycopy(actions, 0, rows, at + seen, done);
        System.arraycopy(rewards, 0, rows, at + seen + done, agents);
        System.arraycopy(after, 0, rows, at + seen + done + agents, seen);
        rows[at + width - 1] = (float) carry;
    }

    int size() {
        return (int) Math.min(added, capacity);
    }

    /** Transitions ever added. */
    long added() {
        return added;
    }

    /**
     * Transitions drawn from memory.
     *
     * @param before {@code [row][seen]}
     * @param actions {@code [row][output]}
     * @param rewards {@code [row][agent]}
     * @param after {@code [row][seen]}
     * @param carries {@code [row]}, what a unit of value after is worth before
     */
    record Batch(float[] before, float[] actions, float[] rewards, float[] after, float[] carries) {
        int rows() {
            return carries.length;
        }
    }

    Batch draw(int count, SplittableRandom random) {
        var batch = new Batch(
                new float[count * seen],
                new float[count * done],
                new float[count * agents],
                new float[count * seen],
                new float[count]);
        for (int row = 0; row < count; row++) {
            int at = random.nextInt(size()) * width;
            System.arraycopy(rows, at, batch.before, row * seen, seen);
            System.arraycopy(rows, at + seen, batch.actions, row * done, done);
            System.arraycopy(rows, at + seen + done, batch.rewards, row * agents, agents);
            System.arraycopy(rows, at + seen + done + agents, batch.after, row * seen, seen);
            batch.carries[row] = rows[at + width - 1];
        }
        return batch;
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(added);
        for (int k = 0; k < size() * width; k++) {
            out.writeFloat(rows[k]);
        }
    }

    void load(DataInput in) throws IOException {
        added = in.readLong();
        for (int k = 0; k < size() * width; k++) {
            rows[k] = in.readFloat();
        }
    }
}
