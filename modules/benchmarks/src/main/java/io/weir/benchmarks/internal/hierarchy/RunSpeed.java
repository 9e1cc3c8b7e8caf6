package io.weir.benchmarks.internal.hierarchy;

import io.weir.core.Progress;
import io.weir.hierarchy.TargetSetter;
import io.weir.hierarchy.Trial;
import io.weir.planning.ScratchFolder;
import io.weir.planning.Worlds;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;

/** How long a year of a team takes, hour by hour, with more and more channels. */
public final class RunSpeed {
    private static final int WEEKS = 52;
    private static final int BEFORE = 4;
    private static final int KINDS = 3;
    private static final double NANOS = 1e9;

    private RunSpeed() {}

    /** Seconds of a run of {@link #WEEKS} weeks on one core; the second of two, when the machine is warm. */
    public static double seconds(int channels) {
        var trial = new Trial(
                SimulatedMarket.sampled(world(channels), BEFORE + WEEKS + Trial.AFTER),
                BEFORE,
                1,
                WEEKS,
                Progress.SILENT);
        double seconds = 0;
        for (int k = 0; k < 2; k++) {
            long began = System.nanoTime();
            trial.tried(TargetSetter.history(trial.usual()));
            seconds = (System.nanoTime() - began) / NANOS;
        }
        return seconds;
    }

    /** Search, social and mail in turn, each with a rival in its auctions. */
    private static World world(int channels) {
        var yaml = new StringBuilder(
                "name: year\ntick: hour\nauctions: 64\npeople: [{size: 400000, need: 0.004}]\nchannels:\n");
        var rivals = new StringBuilder("rivals:\n");
        for (int c = 0; c < channels; c++) {
            int number = c / KINDS + 1;
            String text = switch (c % KINDS) {
                case 0 ->
                    "  - {name: search-%1$d, kind: search, spend: {mean: 3000}, keywords: [{name: brand}, {name: generic}]}\n";
                case 1 -> "  - {name: social-%1$d, kind: social, spend: {mean: 2000}}\n";
                default -> "  - {name: email-%1$d, kind: email, spend: {mean: 50}}\n";
            };
            yaml.append(String.format(Locale.ROOT, text, number));
            if (c % KINDS == 0) {
                rivals.append(String.format(
                        Locale.ROOT,
                        "  - {name: rival-%1$d, channel: search-%1$d, count: 2, budget: 3000, value: 2}\n",
                        number));
            }
        }
        try (var folder = new ScratchFolder()) {
            return Worlds.find(
                            Files.writeString(folder.path().resolve("year.yaml"), yaml.append(rivals))
                                    .toString(),
                            1)
                    .world();
        } catch (IOException e) {
            throw ScratchFolder.bad(e);
        }
    }
}
