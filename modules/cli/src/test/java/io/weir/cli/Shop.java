package io.weir.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.weir.core.Progress;
import io.weir.planning.Calibration;
import io.weir.planning.Workspace;
import io.weir.planning.internal.model.ModelKey;
import io.weir.response.Calibrator;
import io.weir.response.ModelSettings;
import io.weir.response.SamplerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A small workspace, 60 weeks of two channels, and the command line run on it. */
final class Shop {
    static final String YAML = """
            history:
              file: history.csv
              date: week
              kpi: {column: revenue, kind: revenue}
              currency: EUR
              channels:
                - {name: search, kind: search, spend: search_spend}
                - {name: social, kind: social, spend: social_spend}
            plan:
              periods: 4
              budget: 20000
            """;
    static final int WEEKS = 60;

    private final Path directory;

    Shop(Path directory) {
        this.directory = directory;
        yaml(YAML);
        history(csv());
    }

    /** What a command said. */
    record Run(int code, String out, String err) {}

    static Run weir(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int code = Weir.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(words);
        return new Run(code, out.toString(), err.toString());
    }

    Path directory() {
        return directory;
    }

    Shop yaml(String text) {
        return write("weir.yaml", text);
    }

    Shop yamlWith(String old, String replacement) {
        if (!YAML.contains(old)) {
            throw new IllegalArgumentException("the workspace file does not hold \"" + old + "\".");
        }
        return yaml(YAML.replace(old, replacement));
    }

    Shop rules(String... rules) {
        return yaml(YAML + "rules:\n  - " + String.join("\n  - ", rules) + "\n");
    }

    Shop history(String csv) {
        return write("history.csv", csv);
    }

    Shop write(String name, String text) {
        return write(name, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Shop write(String name, byte[] bytes) {
        try {
            Files.write(directory.resolve(name), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The history; line 2 is week 0. */
    static String csv() {
        var random = new SplittableRandom(7);
        var out = new StringBuilder("week,revenue,search_spend,social_spend\n");
        for (int t = 0; t < WEEKS; t++) {
            double search = 3000 * random.nextDouble(0.4, 1.6);
            double social = 2000 * random.nextDouble(0.2, 1.8);
            double revenue = 20000
                    + 9000 * search / (search + 3000)
                    + 7000 * social / (social + 4000)
                    + 500 * random.nextDouble(-1, 1);
            out.append(String.format(Locale.ROOT, "%s,%.2f,%.2f,%.2f%n", week(t), revenue, search, social));
        }
        return out.toString();
    }

    static LocalDate week(int t) {
        return LocalDate.of(2023, 1, 2).plusWeeks(t);
    }

    /** The history with one line replaced; line 1 is the header. */
    static String csvWith(int line, String text) {
        String[] lines = csv().split("\n", -1);
        lines[line - 1] = text;
        return String.join("\n", lines);
    }

    /**
     * Puts a quickly fitted model where the command line looks for one of its own. It was made from {@link #csv()}; another
     * history does not fit it.
     */
    Shop calibrated() {
        return write("model.json", Fitted.MODEL);
    }

    /** Fitted once, when first asked for. */
    private static final class Fitted {
        static final byte[] MODEL = model();
    }

    private static byte[] model() {
        try {
            Path folder = Files.createTempDirectory("weir-shop-");
            Workspace workspace = Workspace.open(new Shop(folder).directory());
            var posterior = Calibrator.calibrate(
                    workspace.history(),
                    ModelSettings.defaults(),
                    new SamplerSettings(1, 2, 100, 100, 50),
                    Progress.SILENT);
            String key = ModelKey.of(workspace.history(), ModelSettings.defaults(), SamplerSettings.standard(1));
            byte[] model =
                    Files.readAllBytes(workspace.keep(new Calibration(posterior, key, 1, 1, ImmutableList.of())));
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file and folder of the workspace with the hash of its bytes. */
    Map<String, Integer> content() {
        try (var files = Files.walk(directory)) {
            var out = new TreeMap<String, Integer>();
            for (Path file : files.toList()) {
                int hash = Files.isDirectory(file) ? 0 : java.util.Arrays.hashCode(Files.readAllBytes(file));
                out.put(directory.relativize(file).toString(), hash);
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
