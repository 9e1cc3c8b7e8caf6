package io.weir.planning;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Band;
import io.weir.planning.internal.output.BidderHtml;
import io.weir.planning.internal.output.BidderTexts;
import io.weir.planning.internal.output.PlanFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * All that is told about a bidder that was trained: how it learned, and what it brings in markets that it was not trained in.
 *
 * @param channel its name
 * @param worlds in which it was trained and judged, by name
 * @param currency of amounts; empty if none is set
 * @param policy the file that it was written to, as the user named it
 * @param training how it was trained
 * @param markets in which it was judged
 * @param contenders the learned bidder, the paced one that it changes, then other controllers; at least two
 * @param weeks a period of the learned bidder and the same of the paced one
 */
public record BidderReport(
        String channel,
        ImmutableList<String> worlds,
        String currency,
        String policy,
        Training training,
        int markets,
        ImmutableList<Contender> contenders,
        ImmutableList<Week> weeks) {
    /** What the learned bidder has to reach of the clairvoyant bound. */
    public static final double LEAST_OF_BOUND = 0.95;
    /** Within which time, minutes. */
    public static final double MOST_MINUTES = 15;

    /**
     * How it was trained.
     *
     * @param seed of all chance
     * @param steps ticks that it learned from
     * @param configuration a hash of all that decided what was learned
     * @param versions of what trained it
     * @param curve evaluations in order; at least one
     * @param keptRound the round whose network was kept
     * @param minutes until that evaluation
     */
    public record Training(
            long seed,
            long steps,
            String configuration,
            String versions,
            ImmutableList<Point> curve,
            int keptRound,
            double minutes) {}

    /**
     * An evaluation.
     *
     * @param round after which
     * @param gain value won over the paced bidder in the markets it is evaluated in, less what stays unspent, per cent
     */
    public record Point(int round, double gain) {}

    /**
     * One bidder.
     *
     * @param name in words
     * @param ofBound value over the clairvoyant bound for the same spend
     * @param overPaced value over what the whole target could have bought, over the same of the paced bidder, less 1
     * @param spent share of the target that was spent
     */
    public record Contender(String name, Band ofBound, Band overPaced, Band spent) {}

    /**
     * A period, tick by tick.
     *
     * @param name of the bidder
     * @param target currency
     * @param spent since the period began, currency, {@code [tick]}
     * @param bid mean over lines by their opportunities, currency per unit of the lines, {@code [tick]}
     * @param won share of opportunities, {@code [tick]}
     * @param price shadow price, value per currency, {@code [tick]}
     */
    public record Week(
            String name,
            double target,
            ImmutableDoubleArray spent,
            ImmutableDoubleArray bid,
            ImmutableDoubleArray won,
            ImmutableDoubleArray price) {}

    /** The learned bidder. */
    public Contender learned() {
        return contenders.get(0);
    }

    /** Whether the learned bidder is told to bring more than the paced one: the interval of its lead lies above 0. */
    public boolean beatsPaced() {
        return learned().overPaced().low() > 0;
    }

    /** Of the controllers that bring more than the paced bidder beyond doubt the one that brings most, if there is any. */
    public Optional<Contender> aheadOfPaced() {
        return contenders.stream()
                .skip(1)
                .filter(one -> one.overPaced().low() > 0)
                .max(Comparator.comparingDouble(one -> one.overPaced().value()));
    }

    /** Whether it reached {@link #LEAST_OF_BOUND} of the bound, and within {@link #MOST_MINUTES}. */
    public boolean holds() {
        return learned().ofBound().value() >= LEAST_OF_BOUND && training.minutes() <= MOST_MINUTES;
    }

    /** For people. */
    public String text() {
        return BidderTexts.text(this);
    }

    /** For programs: one document on one line. */
    public String json() {
        return BidderTexts.json(this);
    }

    /** The page: one file that needs nothing from outside. */
    public String html() {
        return BidderHtml.text(this);
    }

    /**
     * Writes the page.
     *
     * @throws io.weir.core.BadInputException if it cannot be written
     */
    public void writeHtml(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        PlanFiles.writeAll(
                Map.of(file.getFileName().toString(), html().getBytes(StandardCharsets.UTF_8)),
                folder == null ? Path.of("") : folder);
    }
}
