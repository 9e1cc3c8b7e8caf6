package io.weir.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.guava.GuavaModule;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * What a benchmark says.
 *
 * @param text tables and what they mean, in Markdown
 * @param figures in the order in which they are told
 */
public record BenchmarkReport(String text, ImmutableList<Figure> figures) {
    /** Tables, then one line per figure. */
    public String told() {
        var out = new StringBuilder(text);
        out.append("\n");
        figures.forEach(f -> out.append(f.line()).append("\n"));
        return out.toString();
    }

    /** {@code {"figures": [{name, value, unit, low, high, reach, holds}]}}. */
    public String json() {
        try {
            return JsonMapper.builder()
                    .addModule(new GuavaModule())
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(ImmutableMap.of("figures", figures));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures cannot be written as JSON.", e);
        }
    }
}
