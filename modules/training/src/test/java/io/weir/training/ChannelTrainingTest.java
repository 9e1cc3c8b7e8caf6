package io.weir.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.weir.bidding.BidChange;
import io.weir.core.Band;
import io.weir.core.Progress;
import io.weir.policy.Network;
import io.weir.policy.NetworkFile;
import io.weir.training.ChannelTraining.Point;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelTrainingTest {
    private static final int ROUNDS = 10;
    private static final double SAME = 1e-4;
    private static final Path GOLDEN = Path.of("src/test/resources/golden/tiny-search.net");

    @TempDir
    private Path folder;

    private final List<Point> told = new ArrayList<>();

    private TrainedBidder train(int rounds, Optional<Path> kept) {
        return new ChannelTraining(ImmutableList.of(TinyWorlds.world()), "search", 1, rounds)
                .train(kept, Progress.SILENT, told::add);
    }

    /** The whole way twice: the same bytes; and the outputs of a stored network, which {@code -Dweir.golden=write} makes anew. */
    @Test
    void trainsTheSameNetworkAgain() {
        TrainedBidder one = train(ROUNDS, Optional.empty());
        TrainedBidder two = train(ROUNDS, Optional.of(folder.resolve("run")));
        one.write(folder.resolve("one.net"));
        two.write(folder.resolve("two.net"));
        assertThat(folder.resolve("two.net")).hasSameBinaryContentAs(folder.resolve("one.net"));
        assertThat(folder.resolve("run/learning.csv")).isRegularFile();
        assertThat(one.curve()).isEqualTo(two.curve()).hasSize(2);
        assertThat(one.curve().get(0).gain()).isZero();
        assertThat(one.kept().gain()).isGreaterThanOrEqualTo(0);
        assertThat(one.changes()).isEqualTo(one.kept().gain() > 0);
        assertThat(told).hasSize(4).startsWith(one.curve().toArray(new Point[0]));

        if (System.getProperty("weir.golden", "").equals("write")) {
            one.write(GOLDEN);
        }
        Network stored = NetworkFile.read(GOLDEN, BidChange.INPUTS, BidChange.OUTPUTS);
        assertThat(one.network().origin().configuration())
                .isEqualTo(stored.origin().configuration());
        var random = new SplittableRandom(1);
        double[] input = new double[BidChange.INPUTS.size()];
        double[] output = new double[1];
        double[] before = new double[1];
        boolean decides = false;
        for (int k = 0; k < 200; k++) {
            for (int i = 0; i < input.length; i++) {
                input[i] = random.nextDouble(-1, 1);
            }
            one.network().act(input, output, one.network().scratch());
            stored.act(input, before, stored.scratch());
            assertThat(output[0]).isCloseTo(before[0], within(SAME));
            decides |= Math.abs(output[0]) > SAME;
        }
        assertThat(decides).as("the stored network decides something").isTrue();
    }

    @Test
    void goesOnWhereItWas() {
        Path kept = folder.resolve("run");
        TrainedBidder whole = train(ROUNDS, Optional.of(kept));
        told.clear();
        TrainedBidder again = train(ROUNDS, Optional.of(kept));
        assertThat(told).containsExactlyElementsOf(whole.curve());
        assertThat(again.curve()).isEqualTo(whole.curve());
        assertThat(Files.exists(kept.resolve("checkpoint"))).isTrue();
    }

    @Test
    void judgesInFreshMarkets() {
        ChannelJudgement judgement = train(5, Optional.empty()).judge(3, Progress.SILENT);
        assertThat(judgement.markets()).isEqualTo(3);
        assertThat(judgement.contenders())
                .extracting(ChannelJudgement.Contender::name)
                .startsWith("learned", "paced");
        ChannelJudgement.Contender learned = judgement.learned();
        // five rounds change nothing yet: it is the paced bidder
        assertThat(learned.overPaced()).isEqualTo(new Band(0, 0, 0));
        assertThat(learned.ofBound().value()).isBetween(0.2, 1 + 1e-9);
        assertThat(learned.spent().value()).isBetween(0.2, 1 + 1e-9);
        assertThat(judgement.weeks()).hasSize(2);
        ChannelJudgement.Trace week = judgement.weeks().get(0);
        assertThat(week.spent().length()).isEqualTo(7);
        for (int tick = 1; tick < 7; tick++) {
            assertThat(week.spent().get(tick))
                    .isGreaterThanOrEqualTo(week.spent().get(tick - 1));
        }
        assertThat(week.spent().get(6)).isLessThanOrEqualTo(week.target() * (1 + 1e-9));
    }
}
