package io.weir.cli;

import io.weir.core.Progress;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a person sees while agents learn: the curve of evaluations in block characters with the latest number, the best, rounds, and
 * the minutes that are left.
 */
final class LearningCurve implements Progress {
    private static final String BLOCKS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
    /** As many evaluations as are drawn; the last ones. */
    private static final int WIDTH = 24;

    private static final double NANOS_PER_MINUTE = 60e9;

    private final TerminalProgress terminal;
    private final PrintWriter err;
    private final int rounds;
    private final String over;
    private final List<Double> gains = new ArrayList<>();
    private long began;
    private int firstRound = -1;

    /**
     * @param terminal where the curve is drawn, if a person watches
     * @param err where a line per evaluation is written, if none does
     * @param rounds that will be learned at most
     * @param over what gains are over
     */
    LearningCurve(TerminalProgress terminal, PrintWriter err, int rounds, String over) {
        this.terminal = terminal;
        this.err = err;
        this.rounds = rounds;
        this.over = over;
    }

    @Override
    public void at(String task, double fraction) {
        if (firstRound < 0) {
            firstRound = (int) Math.round(fraction * rounds);
            began = System.nanoTime();
        }
        terminal.at(task, fraction);
    }

    /**
     * An evaluation is there.
     *
     * @param round after which
     * @param gain per cent
     */
    void evaluated(int round, double gain) {
        gains.add(gain);
        if (terminal.isWatched()) {
            terminal.soFar(sparkline(gains) + " " + line(round, gain));
        } else {
            err.println(line(round, gain));
        }
    }

    private String line(int round, double gain) {
        double best = gains.stream().mapToDouble(g -> g).max().orElse(0);
        return String.format(
                Locale.ROOT,
                "round %d of %d: %+.2f %% over %s, best %+.2f %%%s",
                round,
                rounds,
                gain,
                over,
                best,
                left(round));
    }

    /** Minutes until all rounds are learned, as they went so far. */
    private String left(int round) {
        if (firstRound < 0 || round <= firstRound || round >= rounds) {
            return "";
        }
        double minutes = (System.nanoTime() - began) / NANOS_PER_MINUTE;
        return String.format(Locale.ROOT, ", %.1f min left", minutes * (rounds - round) / (round - firstRound));
    }

    /** The last numbers as blocks, the lowest of them least high. */
    static String sparkline(List<Double> numbers) {
        List<Double> last = numbers.subList(Math.max(0, numbers.size() - WIDTH), numbers.size());
        double low = last.stream().mapToDouble(x -> x).min().orElse(0);
        double high = last.stream().mapToDouble(x -> x).max().orElse(0);
        var blocks = new StringBuilder();
        for (double one : last) {
            int height = high > low ? (int) Math.round((BLOCKS.length() - 1) * (one - low) / (high - low)) : 0;
            blocks.append(BLOCKS.charAt(height));
        }
        return blocks.toString();
    }
}
