package io.weir.planning.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.Control;
import io.weir.core.Geo;
import io.weir.core.KpiKind;
import io.weir.core.PeriodLength;
import io.weir.planning.PlanSettings.BudgetSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories that other projects publish are read as they are. */
class PublishedDataTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"halo-fatigue", "halo-lite", "pymc-example", "shift", "six-channel", "small-business"})
    void readsEveryWorld(String world) {
        WorkspaceFiles files = WorkspaceReader.read(SharedData.file("worlds/" + world));

        assertThat(files.name()).isEqualTo(world);
        assertThat(files.history().periods()).isGreaterThan(100);
        assertThat(files.history().paid()).hasSizeGreaterThan(1);
        assertThat(files.history().controls())
                .allSatisfy(control -> assertThat(control.future()).isPresent());
        assertThat(files.plan().periods()).isEqualTo(8);
        assertThat(files.plan().start())
                .isEqualTo(files.history().startOf(files.history().periods()));
        assertThat(files.hashes()).containsOnlyKeys("history.csv", "weir.yaml");
    }

    @Test
    void readsRobyn() throws IOException {
        WorkspaceFiles files = read("data/robyn/dt_simulated_weekly.csv", """
                history:
                  file: history.csv
                  date: DATE
                  period: week
                  kpi: {column: revenue, kind: revenue}
                  currency: EUR
                  channels:
                    - {name: tv, kind: other, spend: tv_S}
                    - {name: ooh, kind: other, spend: ooh_S}
                    - {name: print, kind: other, spend: print_S}
                    - {name: facebook, kind: social, spend: facebook_S, volume: facebook_I}
                    - {name: search, kind: search, spend: search_S, volume: search_clicks_P}
                  organic: [{name: newsletter, volume: newsletter}]
                  controls: [competitor_sales_B, events]
                """);

        assertThat(files.history().periods()).isEqualTo(208);
        assertThat(files.history().start()).isEqualTo(LocalDate.of(2015, 11, 23));
        assertThat(files.history().channels()).hasSize(6);
        assertThat(files.history().paid()).hasSize(5);
        assertThat(files.history().controls())
                .extracting(Control::name)
                .containsExactly("competitor_sales_B", "events=event1", "events=event2");
        assertThat(files.history().controls().get(1).values().total()).isEqualTo(1);
        assertThat(files.history().kpi().counted().at(0, 0)).isCloseTo(2754371.66666667, within(1e-6));
        assertThat(files.plan().start()).isEqualTo(LocalDate.of(2019, 11, 18));
        assertThat(files.plan().budget()).isInstanceOf(BudgetSetting.Total.class);
        assertThat(files.notes()).anyMatch(note -> note.contains("event1 and event2 compared with na"));
    }

    @Test
    void readsMeridianNational() throws IOException {
        WorkspaceFiles files = read("data/meridian/national_all_channels.csv", meridian("", "national"));

        assertThat(files.history().periods()).isEqualTo(156);
        assertThat(files.history().kpi().kind()).isEqualTo(KpiKind.CONVERSIONS);
        assertThat(files.history().kpi().value().orElseThrow().at(0, 0)).isEqualTo(0.019999500475);
        assertThat(files.history().channels().get(0).volume().orElseThrow().at(0, 0))
                .isEqualTo(44340630);
    }

    @Test
    void readsMeridianByGeo() throws IOException {
        WorkspaceFiles files = read(
                "data/meridian/geo_all_channels.csv",
                meridian("  geo: geo\n  population: population\n", "geo") + "plan: {by-geo: true, budget: 100000}\n");

        assertThat(files.history().geos()).hasSize(40);
        assertThat(files.history().geos().get(0)).isEqualTo(new Geo("Geo0", 136670.94));
        assertThat(files.history().periods()).isEqualTo(156);
        assertThat(files.history().kpi().counted().at(0, 1)).isCloseTo(2064249.6, within(1e-6));
        assertThat(files.plan().byGeo()).isTrue();
    }

    private static String meridian(String extra, String kind) {
        String channels = IntStream.range(0, 5)
                .mapToObj(i -> "    - {name: channel" + i + ", kind: other, spend: Channel" + i
                        + "_spend, volume: Channel" + i + "_impression}\n")
                .collect(Collectors.joining());
        return "# " + kind + """

                history:
                  file: history.csv
                  date: time
                  period: week
                  kpi: {column: conversions, kind: conversions, value: revenue_per_conversion}
                  organic: [{name: organic, volume: Organic_channel0_impression}]
                  controls: [competitor_sales_control, sentiment_score_control, Promo]
                """ + extra + "  channels:\n" + channels;
    }

    @Test
    void readsWideRetailHistory() throws IOException {
        String channels = Stream.of("dm", "inst", "nsp", "auddig", "audtr", "vidtr", "viddig", "so", "on", "sem")
                .map(name -> "    - {name: " + name + ", kind: other, spend: mdsp_" + name + ", volume: mdip_" + name
                        + "}\n")
                .collect(Collectors.joining());
        WorkspaceFiles files = read("data/mmm-stan/data.csv", """
                history:
                  file: history.csv
                  date: wk_strt_dt
                  kpi: {column: sales, kind: revenue}
                  organic:
                    - {name: em, kind: email, volume: mdip_em}
                    - {name: sms, volume: mdip_sms}
                    - {name: aff, volume: mdip_aff}
                  controls: [me_ics_all, me_gas_dpg, st_ct, mrkdn_valadd_edw, "hldy_Black Friday", "hldy_Father's Day"]
                  channels:
                """ + channels);

        assertThat(files.history().periods()).isEqualTo(209);
        assertThat(files.history().length()).isEqualTo(PeriodLength.WEEK);
        assertThat(files.history().paid()).hasSize(10);
        assertThat(files.history().channels()).hasSize(13);
    }

    @Test
    void readsTwoGeosWithSpendColumnsOnly() throws IOException {
        WorkspaceFiles files = read("data/pymc-marketing/mmm_multidimensional_example.csv", """
                history:
                  file: history.csv
                  date: date
                  period: week
                  geo: geo
                  kpi: {column: y, kind: revenue}
                  channels:
                    - {name: x1, kind: other, spend: x1}
                    - {name: x2, kind: other, spend: x2}
                  controls: [event_1, event_2]
                """);

        assertThat(files.history().geos()).extracting(Geo::name).containsExactly("geo_a", "geo_b");
        assertThat(files.history().periods()).isEqualTo(159);
        assertThat(files.history().channels().get(1).spend().at(1, 0)).isCloseTo(8063.918385910292, within(1e-9));
    }

    @Test
    void readsDaysAsDays() throws IOException {
        WorkspaceFiles files = read("data/pymc-marketing/funnel_data.csv", """
                history:
                  file: history.csv
                  date: date
                  kpi: {column: target_var, kind: revenue}
                  channels:
                    - {name: x1, kind: social, spend: impressions_x1}
                    - {name: x4, kind: search, spend: impressions_x4}
                  controls: [event_2020_09, trend]
                """);

        assertThat(files.history().length()).isEqualTo(PeriodLength.DAY);
        assertThat(files.history().periods()).isEqualTo(1050);
    }

    private WorkspaceFiles read(String data, String yaml) throws IOException {
        Path workspace = SharedData.workspace(directory, data, yaml);
        WorkspaceFiles files = WorkspaceReader.read(workspace);
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all).as("nothing is written").hasSize(2);
        }
        return files;
    }
}
