package io.weir.benchmarks.internal.truth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.guava.GuavaModule;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a world's {@code truth.json} says, in its own words. Spend is measured in units of each channel's
 * {@code spendScale}; contributions are KPI per period.
 *
 * @param world its name
 * @param period {@code week} or {@code day}
 * @param kpi what is counted
 * @param history where its history stands
 * @param plan what is to be planned
 * @param channels in the order of the file
 * @param interactions halos
 * @param controls columns of the history that move the KPI
 * @param baseline {@code formula} in words of mathematics, and the numbers it names
 * @param noise what no model explains
 * @param references values of reference plans; absent where nobody has computed them
 */
record TruthFile(
        String world,
        String period,
        Kpi kpi,
        HistoryFile history,
        Planned plan,
        ImmutableList<ChannelTruth> channels,
        @Nullable ImmutableList<Halo> interactions,
        @Nullable ImmutableList<String> controls,
        ImmutableMap<String, JsonNode> baseline,
        Noise noise,
        Optional<References> references) {
    static final String NAME = "truth.json";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new GuavaModule())
            .addModule(new com.fasterxml.jackson.datatype.jsr310.JavaTimeModule())
            .addModule(new com.fasterxml.jackson.datatype.jdk8.Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    record Kpi(String column, String kind) {}

    record HistoryFile(String file, String dateColumn, int rows) {}

    record Planned(LocalDate start, int periods, double budget) {}

    record ChannelTruth(
            String name,
            String kind,
            String spendColumn,
            double spendScale,
            Adstock adstock,
            Saturation saturation,
            double beta,
            Optional<Fatigue> fatigue,
            Optional<Drift> drift) {}

    /** {@code kind} is geometric, delayed or none; without {@code lMax} the memory is endless. */
    record Adstock(String kind, double alpha, double theta, OptionalInt lMax, boolean normalised) {}

    /** {@code kind} is hill ({@code slope}, {@code half}) or logistic ({@code lam}). */
    record Saturation(String kind, double slope, double half, double lam) {}

    record Fatigue(double f, Adstock adstock) {}

    record Drift(int fromRow, double factor) {}

    record Halo(String source, String target, double strength, Adstock adstock, Saturation saturation) {}

    /** {@code kind} is {@code normal}, or {@code normal AR(1) 0.25} with the correlation of neighbouring periods. */
    record Noise(String kind, double sd) {
        double memory() {
            int at = kind.indexOf("AR(1)");
            return at < 0 ? 0 : Double.parseDouble(kind.substring(at + 5).strip());
        }
    }

    record References(
            double optimum,
            double bestConstant,
            double equal,
            double historical,
            boolean concave,
            ImmutableMap<String, ImmutableList<Double>> optimumPlan) {}

    ImmutableList<Halo> halos() {
        return interactions == null ? ImmutableList.of() : interactions;
    }

    ImmutableList<String> controlColumns() {
        return controls == null ? ImmutableList.of() : controls;
    }

    /** @throws BadInputException if the file is missing or not of this form */
    static TruthFile read(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            return MAPPER.readValue(Files.readString(file), TruthFile.class);
        } catch (JsonProcessingException e) {
            throw BadInputException.of(
                    file.toString(), "is not the truth of a world: " + e.getOriginalMessage() + ".", "");
        } catch (IOException e) {
            throw BadInputException.of(
                    file.toString(), "cannot be read: " + e.getMessage() + ".", "Maybe another folder was meant.");
        }
    }
}
