package io.weir.cli;

import io.weir.core.Progress;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar per task on standard error, where a person watches; a line per task where none does. */
final class TerminalProgress implements Progress, AutoCloseable {
    private static final int STEPS = 1000;

    private final PrintWriter err;
    private final boolean watched;
    private @Nullable ProgressBar bar;
    private String task = "";

    TerminalProgress(PrintWriter err, boolean watched) {
        this.err = err;
        this.watched = watched;
    }

    /** Lines go to {@code err}; a bar, where a person watches, to the terminal. */
    static TerminalProgress to(PrintWriter err) {
        return new TerminalProgress(err, System.console() != null);
    }

    @Override
    public synchronized void at(String now, double fraction) {
        if (!now.equals(task)) {
            close();
            task = now;
            if (watched) {
                bar = new ProgressBarBuilder()
                        .setTaskName(now)
                        .setInitialMax(STEPS)
                        .setStyle(ProgressBarStyle.ASCII)
                        .hideEta()
                        .setUpdateIntervalMillis(100)
                        .build();
            } else {
                err.println(now + " ...");
            }
        }
        if (bar != null) {
            bar.stepTo(Math.round(STEPS * Math.min(1, Math.max(0, fraction))));
        }
    }

    /** Whether a person watches. */
    boolean isWatched() {
        return watched;
    }

    @Override
    public synchronized void soFar(String words) {
        if (bar != null) {
            bar.setExtraMessage(words);
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
        task = "";
    }
}
