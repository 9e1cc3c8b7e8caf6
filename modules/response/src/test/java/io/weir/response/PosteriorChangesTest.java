package io.weir.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.weir.core.Channel;
import io.weir.core.ChannelHistory;
import io.weir.core.ChannelKind;
import io.weir.core.History;
import io.weir.core.Panel;
import io.weir.core.PlanGrid;
import io.weir.response.Posterior.ChannelPosterior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PosteriorChangesTest {
    private static final Channel TV = Channel.paid("tv", ChannelKind.SOCIAL);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aDearerChannelBringsWithMoreMoneyWhatItBroughtBefore(long seed) {
        var random = new SplittableRandom(seed);
        var market = Market.any(random, Market.Kind.INTERACTING);
        double[] plan = market.anyPlan(random);
        double[] dearer = plan.clone();
        for (int t = 0; t < market.grid().periods(); t++) {
            dearer[market.grid().cell(t, 1)] *= 1.3;
        }

        Posterior changed = PosteriorChanges.priced(market.posterior(), "social", 1.3);

        assertClose(
                objective(market, changed).valuesByDraw(dearer),
                market.objective().valuesByDraw(plan));
        assertThat(objective(market, changed).value(plan))
                .isLessThan(market.objective().value(plan));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Market.Kind.class,
            names = {"INTERACTING", "TIRING", "SPREAD_OVER_GEOS", "BIDDING_UP"})
    void aNewcomerWithoutSpendChangesNothing(Market.Kind kind) {
        var random = new SplittableRandom(5);
        var market = Market.any(random, kind);
        double[] plan = market.anyPlan(random);

        var with = with(market, 0.8, 7);

        assertThat(with.value(inserted(market.grid(), plan, 0)))
                .isCloseTo(
                        market.objective().value(plan),
                        within(1e-4 * market.objective().value(plan)));
    }

    @Test
    void aNewcomerBringsOnAverageItsShareOfWhatTheOtherBrings() {
        var market = Market.any(new SplittableRandom(9), Market.Kind.CONCAVE);
        Posterior changed = PosteriorChanges.withOneLike(market.posterior(), TV, "social", 0.8, 3);

        ChannelPosterior tv = changed.channels().get(3);
        ChannelPosterior social = changed.channels().get(1);

        assertThat(tv.channel()).isEqualTo(TV);
        assertThat(factor(tv, social).average().orElseThrow()).isCloseTo(0.8, within(1e-12));
        assertThat(tv.learnt()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void lessIsKnownOfANewcomerThanOfTheOther(long seed) {
        var market = Market.any(new SplittableRandom(seed), Market.Kind.CONCAVE);

        Posterior changed = PosteriorChanges.withOneLike(market.posterior(), TV, "social", 0.8, seed);

        double known = variance(changed.channels().get(1).returns());
        double imagined = variance(changed.channels().get(3).returns());
        double added = PosteriorChanges.LIKENESS_SPREAD * PosteriorChanges.LIKENESS_SPREAD;
        assertThat(imagined).isCloseTo(known + added, within(1e-9));
    }

    @Test
    void theSameSeedGivesTheSameNewcomerAndAnotherSeedAnother() {
        Posterior base =
                Market.any(new SplittableRandom(4), Market.Kind.CONCAVE).posterior();

        double[] once = returns(PosteriorChanges.withOneLike(base, TV, "social", 1, 11));

        assertThat(returns(PosteriorChanges.withOneLike(base, TV, "social", 1, 11)))
                .containsExactly(once);
        assertThat(returns(PosteriorChanges.withOneLike(base, TV, "social", 1, 12)))
                .isNotEqualTo(once);
    }

    @Test
    void aNewcomerLiftsWhatTheOtherLifts() {
        Posterior base =
                Market.any(new SplittableRandom(4), Market.Kind.INTERACTING).posterior();

        Posterior changed = PosteriorChanges.withOneLike(base, TV, "social", 1, 11);

        assertThat(changed.interactions())
                .extracting(i -> i.source() + ">" + i.target())
                .containsExactly("1>0", "4>0", "3>0");
        assertThat(changed.channels())
                .extracting(c -> c.channel().name())
                .containsExactly("search", "social", "email", "tv", "news");
    }

    @Test
    void refusesNamesThatDoNotFit() {
        Posterior base =
                Market.any(new SplittableRandom(4), Market.Kind.CONCAVE).posterior();

        assertThatThrownBy(() -> PosteriorChanges.priced(base, "tv", 2)).hasMessage("there is no paid channel tv.");
        assertThatThrownBy(() -> PosteriorChanges.priced(base, "news", 2)).hasMessageContaining("news");
        assertThatThrownBy(() -> PosteriorChanges.priced(base, "social", 0)).hasMessageContaining("factor (0.0)");
        assertThatThrownBy(() -> PosteriorChanges.priced(base, "social", Double.NaN))
                .hasMessageContaining("factor (NaN)");
        var social = Channel.paid("social", ChannelKind.SOCIAL);
        assertThatThrownBy(() -> PosteriorChanges.withOneLike(base, social, "email", 1, 1))
                .hasMessage("there is a channel social already.");
        assertThatThrownBy(() -> PosteriorChanges.withOneLike(base, TV, "email", -1, 1))
                .hasMessageContaining("returns (-1.0)");
    }

    private static DoubleStream factor(ChannelPosterior tv, ChannelPosterior social) {
        return IntStream.range(0, tv.returns().length).mapToDouble(d -> tv.returns()[d] / social.returns()[d]);
    }

    private static double[] returns(Posterior posterior) {
        return posterior.channels().get(3).returns();
    }

    /** Of the logs. */
    private static double variance(double[] values) {
        double[] logs = Arrays.stream(values).map(Math::log).toArray();
        double mean = Arrays.stream(logs).average().orElseThrow();
        return Arrays.stream(logs).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    }

    private static ResponseObjective objective(Market market, Posterior posterior) {
        return ResponseObjective.of(posterior, market.history(), market.grid(), market.worth(), posterior.draws());
    }

    private static ResponseObjective with(Market market, double returns, long seed) {
        Posterior changed = PosteriorChanges.withOneLike(market.posterior(), TV, "social", returns, seed);
        History old = market.history();
        var channels = new ArrayList<>(old.channels());
        channels.add(3, new ChannelHistory(TV, Panel.constant(old.geos().size(), old.periods(), 0), Optional.empty()));
        var history = new History(
                old.length(),
                old.start(),
                old.geos(),
                old.kpi(),
                ImmutableList.copyOf(channels),
                old.controls(),
                old.experiments(),
                old.unit());
        List<PlanGrid.Column> columns = new ArrayList<>(market.grid().columns());
        columns.add(new PlanGrid.Column("tv", Optional.empty()));
        var grid = new PlanGrid(
                market.grid().length(), market.grid().start(), market.grid().periods(), ImmutableList.copyOf(columns));
        return ResponseObjective.of(changed, history, grid, market.worth(), changed.draws());
    }

    /** The plan with one more column. */
    private static double[] inserted(PlanGrid grid, double[] plan, double spend) {
        int columns = grid.columns().size();
        var out = new double[grid.periods() * (columns + 1)];
        for (int t = 0; t < grid.periods(); t++) {
            System.arraycopy(plan, t * columns, out, t * (columns + 1), columns);
            out[t * (columns + 1) + columns] = spend;
        }
        return out;
    }

    private static void assertClose(double[] actual, double[] expected) {
        for (int d = 0; d < actual.length; d++) {
            assertThat(actual[d]).isCloseTo(expected[d], within(1e-9 * Math.abs(expected[d])));
        }
    }
}
