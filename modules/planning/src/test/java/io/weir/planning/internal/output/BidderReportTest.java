package io.weir.planning.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.planning.BidderReport;
import java.io.IOException;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BidderReportTest {
    @TempDir
    private Path folder;

    @Test
    void tellsWhetherLearningWasWorthIt() {
        assertThat(SampleBidders.better().text())
                .contains(
                        "The learned bidder brings +1.23 % [+1.01, +1.45] more than the paced one.",
                        "0.9876 [0.9865, 0.9887]",
                        "bidder-of-bound  0.9876  ratio    [0.9865, 0.9887]  >= 0.95  holds",
                        "train-minutes    3.50    minutes  [3.50, 3.50]  <= 15  holds");
        assertThat(SampleBidders.noBetter().text())
                .contains("Learning does not beat the paced bidder beyond doubt", ", and no controller does.");
        assertThat(SampleBidders.behindAController().text())
                .contains("beyond doubt (+0.04 % [-0.10, +0.18]); budget pacer does (+0.60 % [+0.10, +1.10]).");
        assertThat(SampleBidders.worse().text())
                .contains("brings less than the paced one (-2.00 % [-3.00, -1.00])", "<= 15  falls short");
    }

    @Test
    void isADocumentForPrograms() throws IOException {
        JsonNode document = new ObjectMapper().readTree(SampleBidders.better().json());
        assertThat(document.path("format").asText()).isEqualTo("weir-bidder/1");
        assertThat(document.path("beats_paced").asBoolean()).isTrue();
        assertThat(document.path("training").path("train_minutes").asDouble()).isEqualTo(3.5);
        assertThat(document.path("training").path("curve")).hasSize(3);
        assertThat(document.path("contenders").get(0).path("of_bound").get(0).asDouble())
                .isEqualTo(0.9876);
        assertThat(document.path("contenders").get(2).path("of_bound").get(0).asDouble())
                .isEqualTo(0.92);
        assertThat(document.path("weeks").get(1).path("bid")).hasSize(168);
        assertThat(SampleBidders.better().json()).doesNotContain("\n");
    }

    @Test
    void isAPageOfItsOwn() {
        BidderReport report = SampleBidders.better();
        Path file = folder.resolve("social.html");
        report.writeHtml(file);
        assertThat(file).content().isEqualTo(report.html());
        Document page = Jsoup.parse(report.html());
        assertThat(page.select("#compared tbody tr")).hasSize(3);
        assertThat(page.select("#summary .lead").text()).contains("+1.23 %");
        assertThat(page.select("#learning tbody tr")).hasSize(3);
        assertThat(page.select("link, img, script[src]")).isEmpty();
    }

    @Test
    void namesStayText() {
        Document page = Jsoup.parse(SampleBidders.hostile().html());
        assertThat(page.select("h1").text()).isEqualTo("</script><b>&\"'");
        assertThat(page.select("b, i")).isEmpty();
    }
}
