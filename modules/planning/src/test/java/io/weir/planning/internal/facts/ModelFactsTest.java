package io.weir.planning.internal.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.weir.core.Channel;
import io.weir.core.ChannelKind;
import io.weir.core.Geo;
import io.weir.core.PeriodLength;
import io.weir.planning.PlanReport.Fact;
import io.weir.planning.PlanReport.Severity;
import io.weir.response.AdstockKind;
import io.weir.response.Posterior;
import io.weir.response.Posterior.ChannelPosterior;
import io.weir.response.Posterior.Choice;
import io.weir.response.Posterior.CostCurve;
import io.weir.response.Posterior.Diagnostics;
import io.weir.response.Posterior.Fit;
import io.weir.response.Posterior.Holdout;
import io.weir.response.SaturationKind;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A healthy model of one channel, social, with one thing wrong at a time. */
class ModelFactsTest {
    private static final int DRAWS = 41;
    private static final int PERIODS = 100;

    private double rHat = 1.002;
    private int divergences;
    private int outside = 10;
    private double overlap = 0.3;
    private double[] drift = evenly(0.9, 1.1);
    private Optional<Holdout> holdout = Optional.of(new Holdout(13, 0.061, 0.093, 12.0 / 13));
    private ImmutableList<Choice> choices = ImmutableList.of();

    @Test
    void saysOfAHealthyModelThatItIs() {
        assertThat(warnings()).isEmpty();
        assertThat(texts())
                .anyMatch(text -> text.startsWith("The sampler's chains agree"))
                .contains(
                        "In sample 90 % of the weeks lie within the model's 90 % interval.",
                        "Foretold the last 13 weeks without having seen them: 6.1 % off on average, against 9.3 % for"
                                + " repeating last year; 12 of 13 weeks within the 90 % interval.");
    }

    @Test
    void warnsWhereRepeatingLastYearForetellsBetter() {
        holdout = Optional.of(new Holdout(13, 0.12, 0.08, 11.0 / 13));

        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("12 % off", "8.0 %", "worse than repeating last year");
    }

    @Test
    void warnsWhereTooFewForetoldPeriodsAreInside() {
        holdout = Optional.of(new Holdout(13, 0.06, 0.08, 7.0 / 13));

        assertThat(warnings()).singleElement().asString().contains("7 of 13 weeks", "too few");
    }

    @Test
    void saysNothingOfAForecastThatWasNotTried() {
        holdout = Optional.empty();

        assertThat(texts()).noneMatch(text -> text.contains("Foretold"));
    }

    @Test
    void warnsOfCoverageFarFromWhatItShouldBe() {
        outside = 30;
        assertThat(warnings()).singleElement().asString().contains("70 % of the weeks", "far fewer");
        outside = 0;
        assertThat(warnings()).singleElement().asString().contains("100 % of the weeks", "far more");
    }

    @Test
    void warnsWhereThePriorDecides() {
        overlap = 0.87;

        assertThat(warnings())
                .containsExactly(
                        "The history says next to nothing about social: the plan's number for it is the prior's"
                                + " (prior and posterior of its return overlap by 87 %).");
    }

    @Test
    void warnsWhereEffectivenessMoved() {
        drift = evenly(0.4, 0.8);

        assertThat(warnings())
                .containsExactly(
                        "social works 0.60 times as well at the end of the history as on average over it (0.42 to"
                                + " 0.78).");
    }

    @Test
    void recommendsALiftTestWhereSpendIsTakenToFollowDemand() {
        choices = ImmutableList.of(new Choice("social", Choice.What.DEMAND, "follows demand", Math.log(45)));

        assertThat(warnings()).singleElement().asString().contains("follow demand", "45 times likelier", "lift test");
    }

    @Test
    void namesFamiliesThatTheHistoryChose() {
        choices = ImmutableList.of(new Choice("social", Choice.What.ADSTOCK, "delayed", 40));

        assertThat(warnings()).isEmpty();
        assertThat(texts())
                .contains(
                        "The carry-over of social is taken as \"delayed\": the history is over a million times likelier"
                                + " so.");
        assertThat(ModelFacts.ofChannel(posterior(), posterior().channels().get(0)))
                .hasSize(1);
    }

    @Test
    void warnsOfASamplerThatCannotBeTrusted() {
        rHat = 1.2;
        divergences = 30;

        assertThat(warnings()).hasSize(2);
        assertThat(warnings().get(0)).contains("do not agree on return of social", "1.200");
        assertThat(warnings().get(1)).contains("30 of the sampler's moves went astray");
    }

    private List<String> warnings() {
        return ModelFacts.of(posterior()).stream()
                .filter(fact -> fact.severity() == Severity.WARNING)
                .map(Fact::text)
                .toList();
    }

    private List<String> texts() {
        return ModelFacts.of(posterior()).stream().map(Fact::text).toList();
    }

    private Posterior posterior() {
        return new Posterior(
                PeriodLength.WEEK,
                1,
                ImmutableList.of(new Geo("all", 1)),
                ImmutableList.of(social()),
                ImmutableList.of(),
                DRAWS,
                choices,
                holdout,
                fit(),
                new Diagnostics(rHat, 800, "return of social", divergences, 0.8, 4, 1000, 0.3));
    }

    private ChannelPosterior social() {
        double[] ones = evenly(1, 1);
        return new ChannelPosterior(
                new Channel("social", ChannelKind.SOCIAL, false),
                AdstockKind.NONE,
                SaturationKind.HILL,
                1,
                1,
                new double[DRAWS][0],
                ones,
                ones,
                new double[DRAWS],
                new double[DRAWS],
                IntStream.range(0, DRAWS).mapToObj(d -> new double[] {1}).toArray(double[][]::new),
                ones,
                drift,
                CostCurve.none(DRAWS),
                new double[] {1},
                0.5,
                overlap);
    }

    /** Of a hundred weeks, as many as asked lie outside. */
    private Fit fit() {
        double[] actual = IntStream.range(0, PERIODS)
                .mapToDouble(t -> t < outside ? 200 : 100 + t % 3)
                .toArray();
        double[] zeros = new double[PERIODS];
        return new Fit(
                LocalDate.of(2022, 1, 3),
                actual,
                filled(100),
                filled(90),
                filled(110),
                filled(80),
                new double[][] {zeros},
                new double[1][DRAWS]);
    }

    private static double[] filled(double value) {
        var out = new double[PERIODS];
        Arrays.fill(out, value);
        return out;
    }

    private static double[] evenly(double from, double to) {
        return IntStream.range(0, DRAWS)
                .mapToDouble(d -> from + (to - from) * d / (DRAWS - 1))
                .toArray();
    }
}
