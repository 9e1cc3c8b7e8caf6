package io.weir.planning.internal.facts;

import com.google.common.collect.ImmutableList;
import io.weir.core.History;
import io.weir.planning.PlanReport.Fact;

/** What a planner should know of a history before any model: in plain words, with numbers and dates. */
public final class DataFacts {
    private DataFacts() {}

    /** The facts of a history: the whole first, then the KPI, the channels, pairs of channels and controls. */
    public static ImmutableList<Fact> of(History history) {
        var facts = new FactList(history);
        new SpanFacts(history, facts).add();
        new KpiFacts(history, facts).add();
        new ChannelFacts(history, facts).add();
        new DemandFacts(history, facts).add();
        new TogetherFacts(history, facts).add();
        return facts.all();
    }
}
