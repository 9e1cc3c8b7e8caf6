package io.weir.planning;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requirePositive;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.math.Quantiles;
import io.weir.core.BadInputException;
import io.weir.core.PlanGrid;
import io.weir.planning.internal.fitting.WorldFitting;
import io.weir.planning.internal.output.FittedWorldTexts;
import io.weir.planning.internal.output.PlanFiles;
import io.weir.planning.internal.reading.WorldReader;
import io.weir.simulator.Audience;
import io.weir.simulator.Change;
import io.weir.simulator.Lever;
import io.weir.simulator.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A simulated market that answers as a calibrated business does: where agents can be trained and plans be tried for it. Found by
 * nonlinear least squares on what each channel brings at half, once and one and a half times its usual spend, when, and at what
 * price.
 *
 * @param world fitted to the posterior's mean
 * @param yaml its file
 * @param draws files of worlds that were fitted to single draws of the posterior, taken evenly: what the history leaves open
 * @param periods for which spend was changed
 * @param kpi per period while all channels spend as usual
 * @param channels those that ever spent
 * @param assumed what the history does not tell and was taken from elsewhere, in words
 */
public record FittedWorld(
        World world,
        byte[] yaml,
        ImmutableList<byte[]> draws,
        int periods,
        Answer kpi,
        ImmutableList<FittedChannel> channels,
        ImmutableList<String> assumed) {
    /** Multiples of usual spend that channels are asked at. */
    public static final ImmutableList<Double> MULTIPLES = ImmutableList.of(0.5, 1.0, 1.5);

    private static final String FILE = "world.yaml";
    private static final int USUAL = 1;

    /**
     * What the history does not tell.
     *
     * @param orderValue mean of an order, currency, above 0; empty for what a conversion is worth, or else a usual value
     * @param people how many there are, a thousand to a hundred million; empty for as many as usually bring so many orders
     * @param hourly whether bidders decide by the hour, not by the day, also where periods are weeks
     * @param draws worlds that are fitted to single draws, 0 to 100
     */
    public record Settings(OptionalDouble orderValue, OptionalDouble people, boolean hourly, int draws) {
        /** Fewest people. */
        public static final double LEAST_PEOPLE = 1_000;
        /** Most people. */
        public static final double MOST_PEOPLE = Audience.MOST_PEOPLE;
        /** Most worlds of single draws. */
        public static final int MOST_DRAWS = 100;

        /** @throws IllegalArgumentException if a component is out of range */
        public Settings {
            orderValue.ifPresent(value -> requirePositive("order value", value));
            people.ifPresent(count -> require(
                    count >= LEAST_PEOPLE && count <= MOST_PEOPLE,
                    "people (%s) must be in [%s, %s].",
                    count,
                    LEAST_PEOPLE,
                    MOST_PEOPLE));
            require(draws >= 0 && draws <= MOST_DRAWS, "draws (%s) must be in [0, %s].", draws, MOST_DRAWS);
        }

        /** All as the history says, by the day, no single draws. */
        public static Settings defaults() {
            return new Settings(OptionalDouble.empty(), OptionalDouble.empty(), false, 0);
        }
    }

    /**
     * What the model says and what the world does.
     *
     * @param model posterior mean
     * @param low 5 % quantile
     * @param high 95 % quantile
     * @param world what is expected in the world
     * @param least what matters in such an answer: less is as good as nothing, {@code >= 0}
     */
    public record Answer(double model, double low, double high, double world, double least) {
        /** Whether both the model and the world say as good as nothing. */
        public boolean isNothing() {
            return Math.abs(model) < least && Math.abs(world) < least;
        }

        /** How far the world is from the model's mean, share of the latter; 0 where both are as good as nothing. */
        public double difference() {
            return isNothing() ? 0 : Math.abs(world - model) / Math.max(least, Math.abs(model));
        }

        /** Whether the world is within the model's 90 % interval. */
        public boolean isWithin() {
            return isNothing() || world >= low && world <= high;
        }
    }

    /**
     * A channel.
     *
     * @param name its name
     * @param usual spend per period, currency, mean of the last year
     * @param brought KPI beyond nothing spent, at each of {@link #MULTIPLES}
     * @param after of what the usual spend brings, the part that comes after the changed periods
     * @param price currency per unit of volume in the history; empty where no volume is given
     * @param worldPrice the same in the world, per click, impression or mail
     * @param spent share of the usual spend that can be spent in the world
     */
    public record FittedChannel(
            String name,
            double usual,
            ImmutableList<Answer> brought,
            Answer after,
            Optional<Double> price,
            double worldPrice,
            double spent) {
        /** What the usual spend brings. */
        public Answer usually() {
            return brought.get(USUAL);
        }
    }

    /**
     * Fits a world to a calibrated workspace.
     *
     * @throws BadInputException if no channel ever spent
     */
    public static FittedWorld of(Workspace workspace, Calibration calibration, Settings settings, Options options) {
        return WorldFitting.of(
                workspace.name(),
                workspace.history(),
                workspace.settings(),
                calibration,
                Version.text(),
                settings,
                options);
    }

    /** Median difference between world and model over channels and multiples, share of what the model says. */
    public double medianDifference() {
        return Quantiles.median()
                .compute(channels.stream()
                        .flatMap(channel -> channel.brought().stream())
                        .mapToDouble(Answer::difference)
                        .toArray());
    }

    /** Largest difference of any channel at its usual spend, share of what the model says. */
    public double worstDifference() {
        return channels.stream()
                .mapToDouble(channel -> channel.usually().difference())
                .max()
                .orElse(0);
    }

    /** Share of channels and multiples at which the world is within the model's 90 % interval. */
    public double within() {
        return channels.stream()
                .flatMap(channel -> channel.brought().stream())
                .mapToDouble(answer -> answer.isWithin() ? 1 : 0)
                .average()
                .orElse(1);
    }

    /**
     * A plan as targets of the world's channels; channels that never spent are not in the world.
     *
     * @param cells currency per cell
     * @return {@code [period][channel of the world]}
     */
    public double[][] targets(PlanGrid grid, double[] cells) {
        double[][] targets = new double[grid.periods()][channels.size()];
        for (int c = 0; c < channels.size(); c++) {
            for (int cell : grid.cells(Set.of(channels.get(c).name()))) {
                targets[grid.periodOf(cell)][c] += cells[cell];
            }
        }
        return targets;
    }

    /**
     * The world with other prices for a while: what a unit costs is multiplied.
     *
     * @param factors per channel of the world, by name
     * @param from first day
     * @param to last day
     */
    public World priced(Map<String, Double> factors, LocalDate from, LocalDate to) {
        if (factors.isEmpty()) {
            return world;
        }
        ImmutableList.Builder<Change> changes = ImmutableList.builder();
        changes.addAll(world.changes());
        factors.forEach((channel, factor) ->
                changes.add(new Change(Lever.PRICE, Optional.of(channel), from, to, factor, false)));
        return world.with(changes.build());
    }

    /** Worlds of the single draws. */
    public ImmutableList<World> drawn() {
        return draws.stream()
                .map(file -> WorldReader.read("world.yaml", file))
                .collect(ImmutableList.toImmutableList());
    }

    /** {@code world.yaml}, and {@code world-01.yaml} and so on for single draws, by name. */
    public ImmutableMap<String, byte[]> files() {
        var files = ImmutableMap.<String, byte[]>builder();
        files.put(FILE, yaml);
        for (int k = 0; k < draws.size(); k++) {
            files.put(String.format(Locale.ROOT, "world-%02d.yaml", k + 1), draws.get(k));
        }
        return files.buildOrThrow();
    }

    /**
     * Fails early, before long work, if a folder holds a world of other make: what a simulated business came from, or one made by hand,
     * would be lost.
     *
     * @throws BadInputException if so
     */
    public static void requireReplaceable(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            if (Files.exists(file) && !Files.readString(file).startsWith(WorldFitting.HEAD)) {
                throw BadInputException.of(
                        file.toString(),
                        "is a world that was not fitted, and would be written over.",
                        "Maybe give another folder: --out.");
            }
        } catch (IOException e) {
            throw BadInputException.of(file.toString(), "cannot be read: " + e.getMessage() + ".", "");
        }
    }

    /**
     * Writes them into a folder, which is made if it is missing.
     *
     * @throws BadInputException if they cannot be written; earlier files are untouched
     */
    public void write(Path directory) {
        PlanFiles.writeAll(files(), directory);
    }

    /** For people: a table of how well it fits, what to beware of, and what was assumed. */
    public String text() {
        return FittedWorldTexts.text(this);
    }

    /** For programs: one document on one line. */
    public String json() {
        return FittedWorldTexts.json(this);
    }
}
