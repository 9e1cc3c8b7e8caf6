package io.weir.planning.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.planning.WorldExplanation;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class ExplainHtmlTest {
    private static final WorldExplanation WORLD = SampleExplanations.hostile();
    private static final Document PAGE = Jsoup.parse(ExplainHtml.text(WORLD));

    @Test
    void nothingIsFetchedFromOutside() {
        assertThat(PAGE.select("[src], link, iframe, object, embed, form, base"))
                .isEmpty();
        assertThat(PAGE.select("[href]").eachAttr("href")).allMatch(href -> href.startsWith("#"));
        assertThat(PAGE.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none';");
    }

    @Test
    void everySectionIsThereAndListed() {
        for (String link : PAGE.select("a[href]").eachAttr("href")) {
            assertThat(PAGE.getElementById(link.substring(1))).as(link).isNotNull();
        }
        assertThat(PAGE.select("main > section").eachAttr("id"))
                .contains("people", "curves", "best", "together", "auctions", "calendar", "history", "periods");
        assertThat(PAGE.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }

    @Test
    void hostileNamesAreTextsAndNothingElse() {
        assertThat(PAGE.select("script")).hasSize(3);
        assertThat(PAGE.select("img, b, i, u")).isEmpty();
        assertThat(PAGE.select("h1").text()).isEqualTo("<script>alert(1)<img>");
        assertThat(PAGE.expectFirst("#chart-data").data()).doesNotContain("<", ">", "&", "\u2028");
    }

    @Test
    void noTextShowsANumberThatIsNone() {
        assertThat(PAGE.body().text() + PAGE.select("[aria-label]").eachAttr("aria-label"))
                .doesNotContain("NaN", "Infinity", "null", "Optional", "\uFFFD");
        assertThat(PAGE.select("#calendar li").eachText())
                .containsExactly("From 2022-01-10 to 2022-01-12 price of social is \u00d7 2.");
        assertThat(PAGE.select("#auctions li").text()).contains("<u>rival</u> in social: 300 per week, values 9");
    }

    @Test
    void tablesHoldWhatTheTruthHolds() throws Exception {
        JsonNode truth = new ObjectMapper().readTree(new String(SimulationFiles.truth(WORLD), StandardCharsets.UTF_8));
        assertThat(truth.at("/response_curves/channels")).hasSize(2);
        assertThat(truth.at("/response_curves/channels/0/incremental/0/value").doubleValue())
                .isZero();
        assertThat(truth.at("/clairvoyant_split/channels/1/clairvoyant").doubleValue())
                .isPositive();
        assertThat(truth.at("/response_surface/incremental")).hasSize(5);
        assertThat(truth.at("/response_surface/incremental/4/4/value").doubleValue())
                .isPositive();
        assertThat(truth.at("/by_period")).hasSize(8);
        double lost = truth.at("/channels/0/incremental/value").doubleValue();
        assertThat(PAGE.expectFirst("#summary tbody tr").select("td").get(1).text())
                .startsWith(String.format(java.util.Locale.ROOT, "%,.0f", lost).replace('-', '\u2212'));
    }

    @Test
    void isTheSameEachTime() {
        assertThat(ExplainHtml.text(WORLD)).isEqualTo(ExplainHtml.text(WORLD));
    }
}
