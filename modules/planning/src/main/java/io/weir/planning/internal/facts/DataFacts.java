package io.weir.planning.internal.facts;

import com.google.common.collect.ImmutableList;
import io.weir.core.History;
import io.weir.planning.PlanReport.Fact;

public final class DataFacts {
    private DataFacts() {}

    public static ImmutableList<Fact> of(History h) {
        return ImmutableList.of();
    }
}
