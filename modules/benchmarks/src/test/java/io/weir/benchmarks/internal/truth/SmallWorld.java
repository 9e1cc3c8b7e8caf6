package io.weir.benchmarks.internal.truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.SplittableRandom;

/** Writes worlds for tests: 60 weeks of three channels. */
final class SmallWorld {
    static final int WEEKS = 60;
    static final int PERIODS = 4;

    static final String NO_ADSTOCK = "{\"kind\": \"none\"}";
    static final String GEOMETRIC = "{\"kind\": \"geometric\", \"alpha\": 0.4, \"l_max\": null, \"normalised\": true}";
    static final String HILL = "{\"kind\": \"hill\", \"slope\": 1, \"half\": 1}";

    private static final LocalDate START = LocalDate.of(2022, 1, 3);

    private SmallWorld() {}

    /** A channel's entry; {@code more} goes behind, with a comma before it. */
    static String channel(String name, String adstock, String saturation, double beta, String more) {
        return String.format(
                Locale.ROOT,
                "{\"name\": \"%s\", \"kind\": \"other\", \"spend_column\": \"%s_spend\", \"spend_scale\": 100,"
                        + " \"adstock\": %s, \"saturation\": %s, \"beta\": %s%s}",
                name,
                name,
                adstock,
                saturation,
                beta,
                more);
    }

    /** Writes workspace and truth; the channels are called one, two and three. */
    static TrueWorld write(Path folder, long seed, String interactions, String... channels) {
        var random = new SplittableRandom(seed);
        var csv = new StringBuilder("week,revenue,one_spend,two_spend,three_spend\n");
        for (int t = 0; t < WEEKS; t++) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%.2f,%.2f,%.2f,%.2f\n",
                    START.plusWeeks(t),
                    random.nextDouble(4000, 6000),
                    random.nextDouble(0, 300),
                    random.nextDouble(0, 300),
                    random.nextDouble(0, 300)));
        }
        String truth = """
                {
                  "world": "small", "period": "week",
                  "kpi": {"column": "revenue", "kind": "revenue"},
                  "history": {"file": "history.csv", "date_column": "week", "rows": %d},
                  "plan": {"start": "%s", "periods": %d, "budget": 1200},
                  "channels": [%s],
                  "interactions": [%s],
                  "baseline": {"formula": "5000 + 2t"},
                  "noise": {"kind": "normal AR(1) 0.5", "sd": 100}
                }
                """.formatted(WEEKS, START.plusWeeks(WEEKS), PERIODS, String.join(", ", channels), interactions);
        String yaml = """
                history:
                  file: history.csv
                  date: week
                  kpi: {column: revenue, kind: revenue}
                  channels:
                    - {name: one, kind: other, spend: one_spend}
                    - {name: two, kind: other, spend: two_spend}
                    - {name: three, kind: other, spend: three_spend}
                plan: {periods: %d, budget: 1200}
                """.formatted(PERIODS);
        try {
            Files.writeString(folder.resolve("history.csv"), csv);
            Files.writeString(folder.resolve(TruthFile.NAME), truth);
            Files.writeString(folder.resolve("weir.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TrueWorld.read(folder);
    }
}
