package io.weir.planning;

import com.google.common.collect.ImmutableList;
import io.weir.core.Band;
import io.weir.planning.internal.output.PlanFiles;
import io.weir.planning.internal.output.TeamHtml;
import io.weir.planning.internal.output.TeamTexts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a team has learned.
 *
 * @param worlds in which, by name
 * @param options how
 * @param seed of all chance
 * @param folder where it was written to
 * @param agents by name
 * @param curve {@code [evaluation]}, in order
 * @param kept round after which what is kept was found; 0 for no change at all
 * @param minutes that it took; of a run that went on after an interruption, since it went on
 * @param markets in which it was judged, none of which it learned in
 * @param gain KPI over what the same run brings by history's split, beyond that of a run in which nothing is spent, a share
 * @param changes how each channel's target was changed, mean over periods and markets: a factor on history's split
 * @param configuration a hash of all that decided what was learned
 * @param versions what it was trained with
 */
public record TeamReport(
        ImmutableList<String> worlds,
        TeamOptions options,
        long seed,
        String folder,
        ImmutableList<String> agents,
        ImmutableList<Point> curve,
        int kept,
        double minutes,
        int markets,
        Band gain,
        ImmutableList<Change> changes,
        String configuration,
        String versions) {
    /**
     * An evaluation.
     *
     * @param round after which
     * @param gain KPI over the plan's in the markets it learns in, per cent of a run's
     */
    public record Point(int round, double gain) {}

    /**
     * A channel.
     *
     * @param channel its name
     * @param factor on its share
     */
    public record Change(String channel, Band factor) {}

    /** For people. */
    public String text() {
        return TeamTexts.text(this);
    }

    /** For programs: one document on one line. */
    public String json() {
        return TeamTexts.json(this);
    }

    /** The page: one file that needs nothing from outside. */
    public String html() {
        return TeamHtml.text(this);
    }

    /**
     * Writes the page.
     *
     * @throws io.weir.core.BadInputException if it cannot be written
     */
    public void writeHtml(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        PlanFiles.writeAll(
                Map.of(file.getFileName().toString(), html().getBytes(StandardCharsets.UTF_8)),
                parent == null ? Path.of("") : parent);
    }
}
