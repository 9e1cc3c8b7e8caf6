package io.weir.planning.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import io.weir.planning.PlanReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PlanHtmlTest {
    static final ImmutableList<PlanReport> reports = SampleReports.all();

    /** Parsed once; nothing here changes a page. */
    private static final Map<PlanReport, Document> PAGES = new ConcurrentHashMap<>();

    @ParameterizedTest
    @FieldSource("reports")
    void everySectionIsThereAndListed(PlanReport report) {
        Document page = page(report);
        var expected = new ArrayList<>(List.of(
                "summary",
                "spend",
                "weeks",
                "value",
                "curves",
                "marginal",
                "carry-over",
                "rules",
                "advice",
                "experiment",
                "fit",
                "data",
                "diagnostics",
                "notes",
                "provenance"));
        if (report.advice().isEmpty()) {
            expected.remove("advice");
        }
        assertThat(page.select("main > section").eachAttr("id")).isEqualTo(expected);
        for (String link : page.select("a[href]").eachAttr("href")) {
            assertThat(page.getElementById(link.substring(1))).as(link).isNotNull();
        }
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("reports")
    void nothingIsFetchedFromOutside(PlanReport report) {
        Document page = page(report);
        assertThat(page.select("[src], link, iframe, object, embed, form, base"))
                .isEmpty();
        assertThat(page.select("[href]").eachAttr("href")).allMatch(href -> href.startsWith("#"));
        assertThat(page.select("style").html()).doesNotContain("url(", "@import");
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none';");
    }

    @ParameterizedTest
    @FieldSource("reports")
    void noTextShowsANumberThatIsNone(PlanReport report) {
        Document page = page(report);
        assertThat(page.body().text() + page.select("[aria-label]").eachAttr("aria-label"))
                .doesNotContain("NaN", "Infinity", "null", "Optional", "\uFFFD");
    }

    @ParameterizedTest
    @FieldSource("reports")
    void everyChartSaysWhatItShows(PlanReport report) {
        Document page = page(report);
        assertThat(page.select(".plot")).hasSize(plots(report));
        assertThat(page.select(".plot"))
                .allMatch(plot -> plot.attr("role").equals("img")
                        && plot.attr("aria-label").length() > 20);
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select(".scroll"))
                .allMatch(scroll -> scroll.attr("tabindex").equals("0"));
    }

    @Test
    void aLearnedAgentStandsBesideTheOptimiser() {
        Element section = page(SampleReports.shop()).expectFirst("#advice");
        assertThat(section.text()).contains("8 runs on the same draws", "+2.1", "caution allows 10");
        assertThat(section.select("tbody tr"))
                .hasSameSizeAs(SampleReports.shop().channels());
    }

    @Test
    void hostileNamesAreTextsAndNothingElse() throws Exception {
        PlanReport report = SampleReports.hostile();
        Document page = page(report);
        assertThat(page.select("script")).hasSize(3);
        assertThat(page.select("img")).isEmpty();
        assertThat(page.select("a[href^=http]")).isEmpty();
        assertThat(page.expectFirst("h1").text()).isEqualTo(report.workspace());
        assertThat(page.select("#curves h3").eachText()).anyMatch(name -> name.startsWith("<script>alert(3)</script>"));
        String json = page.expectFirst("#chart-data").data();
        assertThat(json).doesNotContain("<", ">", "&", "\u2028");
        assertThat(new ObjectMapper().readTree(json).at("/channels/2/name").textValue())
                .isEqualTo(report.channels().get(2).name());
    }

    @Test
    void marksEachHeldAmountWithItsRule() {
        Document page = page(SampleReports.shop());
        Element first = page.expectFirst("#weeks tbody tr");
        assertThat(first.select("td").get(1).select("a.hold").eachAttr("href")).containsExactly("#rule-1", "#rule-2");
        assertThat(first.select("td").get(1).expectFirst("a.hold").attr("data-tip"))
                .startsWith("group-cap: search and social: at most 60,000.00 per week together.");
        assertThat(page.expectFirst("#rule-1").text()).contains("1 EUR more of max would bring 1.80 EUR.");
    }

    @Test
    void namesTheLiftTestThatHelpsMost() {
        Element section = page(SampleReports.shop()).expectFirst("#experiment");
        assertThat(section.text())
                .contains(
                        "The lift test that would improve the plan most: pause email for 4 weeks (0 instead of 12,766");
        assertThat(section.select("tbody tr")).hasSize(3);
        assertThat(page(SampleReports.nothing()).select("#experiment table")).isEmpty();
    }

    @Test
    void warningsComeFirst() {
        assertThat(page(SampleReports.shop()).select(".facts li").eachText())
                .first()
                .asString()
                .startsWith("Warning");
    }

    @Test
    void geosAreInATableOfTheirOwn() {
        assertThat(page(SampleReports.byGeo()).select("#weeks details:has([aria-label=Spend by geo]) tbody tr"))
                .hasSize(4 * 9);
        assertThat(page(SampleReports.byGeo()).select("#weeks table.grid thead th"))
                .hasSize(3 + 2);
        assertThat(page(SampleReports.shop()).select("#weeks [aria-label=Spend by geo]"))
                .isEmpty();
    }

    @Test
    void saysOfEachAmountWhyItIsNotMoreAndNotLess() {
        Element first = page(SampleReports.shop()).expectFirst("#weeks details:last-of-type tbody tr");

        assertThat(first.select("td").eachText())
                .contains(
                        "500.00 EUR more would break group-cap.",
                        "500.00 EUR less, given to social in 2024-01-01, would lose 0.700 EUR.");
    }

    @Test
    void countsAreNotMoney() {
        String text = page(SampleReports.conversions()).body().text();
        assertThat(text)
                .contains("conversions per 1 spent", "No currency is set")
                .doesNotContain("EUR");
    }

    @Test
    void lifetimeValueIsMoneyAndItsKpiIsNot() {
        Document page = page(SampleReports.customers());

        assertThat(page.body().text())
                .contains("goal: incremental lifetime value less spend", "EUR per EUR")
                .contains("plan.lifetime-value: 120.00 EUR a conversion, as given.")
                .doesNotContain("lifetime-value less spend");
        assertThat(page.expectFirst("#chart-data").data())
                .contains("\"valueUnit\":\"EUR\"", "\"kpi\":\"sign_ups\"", "\"kpiUnit\":\"\"", "\"breakEven\":false");
    }

    @Test
    void isTheSameEachTime() {
        assertThat(PlanHtml.text(SampleReports.wide())).isEqualTo(PlanHtml.text(SampleReports.wide()));
    }

    private static int plots(PlanReport report) {
        int perChannel = report.channels().stream()
                .mapToInt(c -> (c.curve().isEmpty() ? 0 : 1) + (c.carryOver().isEmpty() ? 0 : 1))
                .sum();
        return 4 + (report.fit().periods().isEmpty() ? 0 : 2) + perChannel;
    }

    private static Document page(PlanReport report) {
        return PAGES.computeIfAbsent(report, r -> Jsoup.parse(PlanHtml.text(r)));
    }
}
