package io.weir.planning.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import io.weir.planning.PlanReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PlanJsonTest {
    static final ImmutableList<PlanReport> reports = SampleReports.all();

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @ParameterizedTest
    @FieldSource("reports")
    void prettyAndCompactAreTheSameDocument(PlanReport report) throws Exception {
        String compact = PlanJson.compact(report);
        assertThat(compact).doesNotContain("\n");
        assertThat(MAPPER.readTree(PlanJson.pretty(report))).isEqualTo(MAPPER.readTree(compact));
    }

    @Test
    void holdsTheWholeReportInAFixedOrder() throws Exception {
        JsonNode json = MAPPER.readTree(PlanJson.pretty(SampleReports.shop()));
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "format",
                        "workspace",
                        "goal",
                        "kpi",
                        "currency",
                        "period_length",
                        "start",
                        "periods",
                        "headline",
                        "channels",
                        "cells",
                        "rules",
                        "fit",
                        "facts",
                        "diagnostics",
                        "experiment",
                        "advice",
                        "notes",
                        "provenance");
        assertThat(json.at("/headline/budget").decimalValue()).isEqualByComparingTo("400000");
        assertThat(json.at("/headline/probability_better").doubleValue()).isEqualTo(0.914);
        assertThat(json.at("/cells/1/channel").textValue()).isEqualTo("social");
        assertThat(json.at("/cells/1/binding")).hasSize(2);
        assertThat(json.at("/channels/0/curve")).hasSize(41);
        assertThat(json.at("/channels/0/curve/3").fieldNames())
                .toIterable()
                .containsExactly("spend", "mean", "low", "high");
        assertThat(json.at("/fit/contributions/email")).hasSize(104);
        assertThat(json.at("/experiment/pays").booleanValue()).isTrue();
        assertThat(json.at("/experiment/tests/0").fieldNames())
                .toIterable()
                .containsExactly(
                        "channel",
                        "periods",
                        "planned",
                        "tested",
                        "lift",
                        "standard_error",
                        "cost",
                        "gain",
                        "gain_share");
        assertThat(json.at("/provenance/seed").textValue()).isEqualTo("42");
    }

    @Test
    void spendHasTheCurrencysDecimals() {
        assertThat(PlanJson.pretty(SampleReports.shop())).contains("\"spend\" : 12765.96");
    }

    @Test
    void whatIsNotKnownIsNull() throws Exception {
        JsonNode json = MAPPER.readTree(PlanJson.pretty(SampleReports.nothing()));
        assertThat(json.at("/headline/return_on_spend").isNull()).isTrue();
        assertThat(MAPPER.readTree(PlanJson.pretty(SampleReports.conversions()))
                        .get("currency")
                        .isNull())
                .isTrue();
    }

    @Test
    void theGoalIsTheWordOfTheWorkspaceFile() throws Exception {
        assertThat(MAPPER.readTree(PlanJson.pretty(SampleReports.customers()))
                        .get("goal")
                        .textValue())
                .isEqualTo("lifetime-value");
    }

    @Test
    void looksAsItsPageSays() {
        Golden.assertSame("small-plan.json", PlanJson.pretty(SampleReports.small()));
    }

    @Test
    void isTheSameEachTime() {
        assertThat(PlanJson.pretty(SampleReports.wide())).isEqualTo(PlanJson.pretty(SampleReports.wide()));
    }
}
