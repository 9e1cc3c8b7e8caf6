package io.weir.planning.internal.reading;

import io.weir.core.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes small workspaces: 30 weeks, two channels, one control. */
final class Workspaces {
    /** First week of the history. */
    static final LocalDate START = LocalDate.of(2023, 1, 2);
    /** Weeks in the history. */
    static final int WEEKS = 30;

    /** A workspace file that the history of {@link #csv()} fits; its parts can be replaced line by line. */
    static final String YAML = """
            history:
              file: history.csv
              date: week
              period: week
              kpi: {column: revenue, kind: revenue}
              currency: EUR
              channels:
                - {name: search, kind: search, spend: search_spend}
                - {name: social, kind: social, spend: social_spend}
              controls: [price]
            plan:
              start: 2023-07-31
              periods: 4
              budget: 4000
              objective: revenue
            """;

    private final Path directory;

    Workspaces(Path directory) {
        this.directory = directory;
        write("weir.yaml", YAML);
        write("history.csv", csv());
    }

    /** Day on which week {@code t} begins. */
    static LocalDate week(int t) {
        return START.plusWeeks(t);
    }

    /** The default history; line 2 is week 0. */
    static String csv() {
        return csv(Workspaces::row);
    }

    static String csv(IntFunction<String> row) {
        return "week,revenue,search_spend,social_spend,price\n"
                + IntStream.range(0, WEEKS).mapToObj(row).collect(Collectors.joining("\n"))
                + "\n";
    }

    static String row(int t) {
        return week(t) + "," + (9000.5 + 10 * t) + "," + (500.25 + t % 5) + "," + (300.5 + t % 7) + "," + (1.5 + t % 3);
    }

    /** The default history with one row replaced. */
    static String csvWith(int week, String row) {
        return csv(t -> t == week ? row : row(t));
    }

    Workspaces yaml(String yaml) {
        return write("weir.yaml", yaml);
    }

    /** Replaces a part of the default workspace file. */
    Workspaces yamlWith(String old, String replacement) {
        if (!YAML.contains(old)) {
            throw new IllegalArgumentException("the workspace file does not hold \"" + old + "\".");
        }
        return yaml(YAML.replace(old, replacement));
    }

    Workspaces history(String csv) {
        return write("history.csv", csv);
    }

    Workspaces write(String name, String content) {
        return write(name, content, StandardCharsets.UTF_8);
    }

    Workspaces write(String name, String content, Charset charset) {
        return write(name, content.getBytes(charset));
    }

    Workspaces write(String name, byte[] content) {
        try {
            Files.write(directory.resolve(name), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WorkspaceFiles read() {
        return WorkspaceReader.read(directory);
    }

    /** What the reader says against the workspace; "" if nothing. */
    String faults() {
        try {
            read();
            return "";
        } catch (BadInputException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
