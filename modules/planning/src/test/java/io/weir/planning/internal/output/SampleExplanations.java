package io.weir.planning.internal.output;

import io.weir.planning.Options;
import io.weir.planning.Simulation;
import io.weir.planning.WorldExplanation;
import io.weir.planning.internal.reading.WorldReader;
import java.nio.charset.StandardCharsets;

/** Explained worlds, made once. */
final class SampleExplanations {
    /** Few people, few weeks, names that mean harm. */
    private static final String HOSTILE = """
            name: "<script>alert(1)<img>"
            about: "</script><img src=x onerror=alert(2)> & so on"
            periods: 4
            warm-up: 1
            tick: day
            kpi: conversions
            people: [{name: "<b>town</b>", size: 20000, need: 0.02}]
            channels:
              - {name: "<i>search</i>", kind: search, spend: {mean: 300}, keywords: [{name: "</script>"}]}
              - {name: social, kind: social, spend: {mean: 200}, wear: 2}
            rivals: [{name: "<u>rival</u>", channel: social, budget: 300, value: 9}]
            shocks: [{what: price, channel: social, from: 2022-01-10, to: 2022-01-12, factor: 2}]
            """;

    private static final WorldExplanation MADE = make();

    private static WorldExplanation make() {
        var world = WorldReader.read("world.yaml", HOSTILE.getBytes(StandardCharsets.UTF_8));
        Simulation simulation = Simulation.of(world, Options.defaults());
        return WorldExplanation.of(simulation, Options.defaults());
    }

    private SampleExplanations() {}

    static WorldExplanation hostile() {
        return MADE;
    }
}
