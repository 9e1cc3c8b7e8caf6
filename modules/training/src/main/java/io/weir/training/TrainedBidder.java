package io.weir.training;

import com.google.common.collect.ImmutableList;
import io.weir.core.Progress;
import io.weir.policy.Network;
import io.weir.policy.NetworkFile;
import io.weir.simulator.World;
import io.weir.training.ChannelTraining.Point;
import java.nio.file.Path;

/**
 * What was learned for a channel.
 *
 * @param worlds in which
 * @param channel its name
 * @param network that changes the paced bidder's bid
 * @param curve {@code [evaluation]}, in order
 * @param kept the evaluation whose network was kept
 * @param minutes from the start of this run to that evaluation; of a run that went on after an interruption, since it went on
 */
public record TrainedBidder(
        ImmutableList<World> worlds,
        String channel,
        Network network,
        ImmutableList<Point> curve,
        Point kept,
        double minutes) {
    /** Whether any change was found to be better than none in the markets it is evaluated in. */
    public boolean changes() {
        return kept.gain() > 0;
    }

    /**
     * Writes the policy.
     *
     * @throws io.weir.core.BadInputException if the file cannot be written
     */
    public void write(Path file) {
        NetworkFile.write(file, network);
    }

    /** What it was trained with, in words. */
    public String versions() {
        return network.origin().versions();
    }

    /** A hash of all that decided what was learned. */
    public String configuration() {
        return network.origin().configuration();
    }

    /** Ticks that it learned from. */
    public long steps() {
        return network.origin().steps();
    }

    /**
     * Judges it in markets that it was not trained in.
     *
     * @param seeds how many in each world, {@code >= 2}
     */
    public ChannelJudgement judge(int seeds, Progress progress) {
        return new ChannelJudge(worlds, channel, network).judge(seeds, progress);
    }
}
