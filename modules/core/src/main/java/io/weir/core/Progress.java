package io.weir.core;

/** Told how far long work is. Called from the thread that works. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress SILENT = (task, fraction) -> {};

    /**
     * @param task what is being done, a few words
     * @param fraction done of it, 0 to 1
     */
    void at(String task, double fraction);

    /**
     * What has come of it so far, for who watches.
     *
     * @param words short
     */
    default void soFar(String words) {}
}
