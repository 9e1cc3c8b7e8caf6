package io.weir.planning.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import io.weir.planning.WhatIfReport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class WhatIfHtmlTest {
    static final ImmutableList<WhatIfReport> reports = SampleWhatIfs.all();

    @ParameterizedTest
    @FieldSource("reports")
    void nothingIsFetchedFromOutside(WhatIfReport report) {
        Document page = page(report);
        assertThat(page.select("[src], link, iframe, object, embed, form, base"))
                .isEmpty();
        assertThat(page.select("[href]").eachAttr("href")).allMatch(href -> href.startsWith("#"));
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none';");
    }

    @ParameterizedTest
    @FieldSource("reports")
    void everySectionIsThereAndListed(WhatIfReport report) {
        Document page = page(report);
        assertThat(page.select("main > section")).hasSize(4 + report.scenarios().size());
        for (String link : page.select("a[href]").eachAttr("href")) {
            assertThat(page.getElementById(link.substring(1))).as(link).isNotNull();
        }
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("reports")
    void noTextShowsANumberThatIsNone(WhatIfReport report) {
        Document page = page(report);
        assertThat(page.body().text() + page.select("[aria-label]").eachAttr("aria-label"))
                .doesNotContain("NaN", "Infinity", "null", "Optional", "\uFFFD");
        assertThat(page.select(".plot"))
                .allMatch(plot -> plot.attr("role").equals("img")
                        && plot.attr("aria-label").length() > 20);
    }

    @Test
    void theSummaryPutsAllScenariosSideBySide() {
        Document page = page(SampleWhatIfs.shop());
        assertThat(page.select("#summary tbody tr").eachText())
                .hasSize(4)
                .anyMatch(row -> row.startsWith("less money \u221284,211 \u2212120,000 to \u221251,300 under")
                        && row.contains("not possible"))
                .anyMatch(row -> row.startsWith("leads not compared"));
        assertThat(page.select("#scenario-1").text())
                .contains("The base's plan cannot be kept: it spends 400,000.00 EUR, and 320,000.00 EUR may be spent.");
        assertThat(page.select("#scenario-2").text()).contains("planning anew brings");
        assertThat(page.select("#scenario-3").text())
                .contains("It is not compared with the base: the base counts revenue, this scenario conversions.");
    }

    @Test
    void hostileNamesAreTextsAndNothingElse() throws Exception {
        WhatIfReport report = SampleWhatIfs.hostile();
        Document page = page(report);
        assertThat(page.select("script")).hasSize(3);
        assertThat(page.select("img")).isEmpty();
        assertThat(page.select("#scenario-1 h2").text())
                .isEqualTo(report.scenarios().get(0).name());
        String json = page.expectFirst("#chart-data").data();
        assertThat(json).doesNotContain("<", ">", "&", "\u2028");
        assertThat(new ObjectMapper().readTree(json).at("/rows/1/name").textValue())
                .isEqualTo(report.scenarios().get(0).name());
    }

    @Test
    void isTheSameEachTimeHoweverLongItTook() {
        WhatIfReport once = SampleWhatIfs.shop();
        var slower = new WhatIfReport(once.workspace(), once.base(), once.scenarios(), 99, once.provenance());
        assertThat(WhatIfHtml.text(slower)).isEqualTo(WhatIfHtml.text(once));
        assertThat(WhatIfCsv.text(slower)).isEqualTo(WhatIfCsv.text(once));
    }

    private static Document page(WhatIfReport report) {
        return Jsoup.parse(WhatIfHtml.text(report));
    }
}
