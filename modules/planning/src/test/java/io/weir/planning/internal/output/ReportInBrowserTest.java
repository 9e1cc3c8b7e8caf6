package io.weir.planning.internal.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Report and comparison as a browser shows them; skipped where there is no Chromium. */
class ReportInBrowserTest {
    @TempDir
    Path folder;

    static Stream<Arguments> reports() {
        return Stream.of(
                Arguments.of("shop", PlanHtml.text(SampleReports.shop())),
                Arguments.of("by geo", PlanHtml.text(SampleReports.byGeo())),
                Arguments.of("hostile names", PlanHtml.text(SampleReports.hostile())),
                Arguments.of("world, hostile names", ExplainHtml.text(SampleExplanations.hostile())),
                Arguments.of("bidder", BidderHtml.text(SampleBidders.better())),
                Arguments.of("bidder, hostile names", BidderHtml.text(SampleBidders.hostile())),
                Arguments.of("what if, shop", WhatIfHtml.text(SampleWhatIfs.shop())),
                Arguments.of("what if, nothing comparable", WhatIfHtml.text(SampleWhatIfs.incomparable())),
                Arguments.of("what if, hostile names", WhatIfHtml.text(SampleWhatIfs.hostile())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reports")
    void everyChartIsDrawnAndNothingGoesWrong(String name, String html) throws Exception {
        Optional<Path> browser = chromium();
        assumeTrue(browser.isPresent(), "no chromium on the path; not looked at");
        Path page = Files.writeString(folder.resolve("report.html"), html, StandardCharsets.UTF_8);
        Path console = folder.resolve("console.txt");
        Path dom = folder.resolve("dom.html");
        Process process = new ProcessBuilder(List.of(
                        browser.get().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--window-size=1280,1000",
                        "--virtual-time-budget=4000",
                        "--enable-logging=stderr",
                        "--dump-dom",
                        page.toUri().toString()))
                .redirectOutput(dom.toFile())
                .redirectError(console.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        List<Element> charts = Jsoup.parse(dom.toFile()).select("figure.chart div[role=img]");
        assertThat(charts).isNotEmpty();
        assertThat(charts)
                .allSatisfy(chart -> assertThat(chart.select("svg path"))
                        .as("drawn in %s", chart.id())
                        .isNotEmpty());
        assertThat(Files.readString(console)).doesNotContain("Uncaught").doesNotContain("Refused to");
    }

    private static Optional<Path> chromium() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
