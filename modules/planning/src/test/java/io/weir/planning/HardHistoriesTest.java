package io.weir.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.planning.PlanReport.Estimate;
import io.weir.planning.PlanReport.Fact;
import io.weir.planning.PlanReport.Severity;
import io.weir.response.Posterior;
import io.weir.response.Posterior.ChannelPosterior;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories from which little can be learnt: the plan is made, its intervals are wide, and the report says why. */
class HardHistoriesTest {
    private static final int SEARCH = 0;
    private static final int SOCIAL = 1;
    private static final int TV = 2;

    @TempDir
    private Path directory;

    private Market market;

    @BeforeEach
    void opens() {
        market = new Market(directory);
    }

    /** One week of the history. */
    private record Week(double revenue, double search, double social, double tv) {}

    private interface Weeks {
        Week at(int week, SplittableRandom random);
    }

    @Test
    void knowsTheSumOfTwoProportionalChannelsBetterThanEach() {
        var planned = planned(Market.WEEKS, (t, random) -> {
            double search = 3000 * random.nextDouble(0.3, 1.7);
            double tv = 1000 * random.nextDouble(0.1, 1.9);
            return new Week(revenue(random, search, 0.6 * search, tv), search, 0.6 * search, tv);
        });

        double[] search = planned.total(SEARCH);
        double[] social = planned.total(SOCIAL);
        assertThat(width(sum(search, social))).isLessThan(0.75 * Math.min(width(search), width(social)));
        assertThat(planned.ratio(SEARCH)).isGreaterThan(2);
        assertThat(planned.ratio(SOCIAL)).isGreaterThan(2.5);
        assertThat(planned.facts()).anyMatch(text -> text.startsWith("Spend of search and social moves together"));
    }

    @Test
    void saysThatAChannelThatNeverVariedIsThePriors() {
        var planned = planned(Market.WEEKS, (t, random) -> {
            double search = 3000 * random.nextDouble(0.3, 1.7);
            double social = 2000 * random.nextDouble(0.2, 1.8);
            return new Week(revenue(random, search, social, 1000), search, social, 1000);
        });

        assertThat(planned.ratio(TV)).isGreaterThan(4).isGreaterThan(1.5 * planned.ratio(SEARCH));
        assertThat(planned.channel(TV).overlap())
                .isGreaterThan(0.65)
                .isGreaterThan(planned.channel(SEARCH).overlap());
        assertThat(planned.facts()).anyMatch(text -> text.startsWith("tv never varied"));
    }

    @Test
    void learnsNextToNothingFromAKpiThatIsOneSpike() {
        var planned = planned(Market.WEEKS, (t, random) -> anySpend(random, t == 40 ? 300_000 : 0));

        assertSpikeTeachesNothing(planned);
        assertThat(planned.facts()).anyMatch(text -> text.startsWith("revenue is zero in 59 weeks"));
    }

    @Test
    void learnsNextToNothingFromASpikeOnALevel() {
        assertSpikeTeachesNothing(planned(Market.WEEKS, (t, random) -> anySpend(random, t == 40 ? 300_000 : 20_000)));
    }

    private static void assertSpikeTeachesNothing(Planned planned) {
        assertThat(List.of(SEARCH, SOCIAL, TV)).allSatisfy(i -> {
            assertThat(planned.ratio(i)).isGreaterThan(6);
            assertThat(planned.channel(i).learnt()).isLessThan(0.35);
        });
        Estimate value = planned.report().headline().value();
        assertThat(value.high() / value.low()).isGreaterThan(3);
        assertThat(planned.facts()).anyMatch(text -> text.startsWith("revenue is extraordinary in 1 week"));
    }

    @Test
    void staysUnsureAfterTwentyWeeks() {
        Weeks weeks = (t, random) -> {
            Week week = anySpend(random, 0);
            return new Week(
                    revenue(random, week.search(), week.social(), week.tv()), week.search(), week.social(), week.tv());
        };
        var planned = planned(20, weeks);

        assertThat(List.of(SEARCH, SOCIAL, TV))
                .allSatisfy(i -> assertThat(planned.ratio(i)).isGreaterThan(2));
        assertThat(planned.facts()).anyMatch(text -> text.startsWith("The history is shorter than a year"));
        assertThat(planned.posterior().holdout()).isEmpty();
    }

    private static Week anySpend(SplittableRandom random, double revenue) {
        return new Week(
                revenue,
                3000 * random.nextDouble(0.3, 1.7),
                2000 * random.nextDouble(0.2, 1.8),
                1000 * random.nextDouble(0.1, 1.9));
    }

    private static double revenue(SplittableRandom random, double search, double social, double tv) {
        return 20000
                + 12000 * search / (search + 3000)
                + 8000 * social / (social + 3000)
                + 3000 * tv / (tv + 1000)
                + 500 * random.nextDouble(-1, 1);
    }

    /** What was learnt and planned; {@code facts} are the warnings about the data. */
    private record Planned(Posterior posterior, List<String> facts, PlanReport report) {
        ChannelPosterior channel(int i) {
            return posterior.channels().get(i);
        }

        /** KPI that a channel brought over the history, {@code [draw]}. */
        double[] total(int i) {
            return posterior.fit().total()[i];
        }

        /** Upper over lower end of the 90 % interval of a channel's return. */
        double ratio(int i) {
            double[] sorted = sorted(channel(i).returns());
            return sorted[at(sorted, 0.95)] / sorted[at(sorted, 0.05)];
        }
    }

    private Planned planned(int periods, Weeks weeks) {
        var random = new SplittableRandom(5);
        var csv = new StringBuilder("week,revenue,search_spend,social_spend,tv_spend\n");
        for (int t = 0; t < periods; t++) {
            Week week = weeks.at(t, random);
            csv.append(Market.START.minusWeeks(periods - t))
                    .append(String.format(
                            Locale.ROOT,
                            ",%.2f,%.2f,%.2f,%.2f%n",
                            week.revenue(),
                            week.search(),
                            week.social(),
                            week.tv()));
        }
        Workspace workspace = market.history(csv.toString()).workspace("periods: 4\nbudget: 24000");
        Calibration calibration = market.calibration(workspace);
        PlanReport report = market.plan(workspace);
        assertThat(Market.totalMicros(report)).isEqualTo(Market.micros(24_000));
        assertThat(Stream.of(report.headline().value(), report.headline().change())
                        .flatMap(e -> Stream.of(e.mean(), e.low(), e.high())))
                .allMatch(Double::isFinite);
        assertThatTheSamplerIsToldOf(report, calibration.posterior().diagnostics());
        return new Planned(
                calibration.posterior(),
                workspace.facts().stream()
                        .filter(fact -> fact.severity() == Severity.WARNING)
                        .map(Fact::text)
                        .toList(),
                report);
    }

    /** The sampler of these tests is short; where that shows, the report must say so. */
    private static void assertThatTheSamplerIsToldOf(PlanReport report, Posterior.Diagnostics sampler) {
        List<String> warnings = report.diagnostics().warnings();
        assertThat(warnings.stream().anyMatch(text -> text.contains("do not agree")))
                .isEqualTo(sampler.rHat() > 1.05);
        if (sampler.divergences() > 0) {
            assertThat(Stream.concat(warnings.stream(), report.diagnostics().sentences().stream()))
                    .anyMatch(text -> text.contains("astray"));
        }
    }

    /** Width of the 90 % interval relative to the mean. */
    private static double width(double[] draws) {
        double[] sorted = sorted(draws);
        return (sorted[at(sorted, 0.95)] - sorted[at(sorted, 0.05)])
                / Arrays.stream(sorted).average().orElseThrow();
    }

    private static int at(double[] sorted, double p) {
        return (int) Math.round(p * (sorted.length - 1));
    }

    private static double[] sorted(double[] draws) {
        double[] copy = draws.clone();
        Arrays.sort(copy);
        return copy;
    }

    private static double[] sum(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(d -> a[d] + b[d]).toArray();
    }
}
