package io.weir.planning;

import io.weir.core.BadInputException;
import io.weir.planning.internal.reading.TeamReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A training file: how a team is to learn. Every key may be left out. What each means, with its source, stands in docs/team-training.md.
 *
 * @param structure who decides what: {@code hierarchy}, {@code flat} or {@code independent}
 * @param information what agents know of each other: {@code silence}, {@code blackboard} or {@code messages}
 * @param messages numbers that each says before every period; 0 where no messages are sent
 * @param centralCritic whether critics see all agents in training
 * @param sharedParameters whether agents that are alike are one network
 * @param sharing whose reward it is: {@code cooperative}, {@code competitive} or {@code mixed}
 * @param temperature between competitive and cooperative where rewards are mixed, {@code > 0}
 * @param credit how an agent's part in the team's reward is told: {@code team}, {@code difference}, {@code shapley} or {@code coma}
 * @param pastOpponents share of episodes against the others as they were before, 0 to 1
 * @param averaging share of the latest network in the one that is kept, 0 to 1; 0 for the latest alone
 * @param rivalsLearn whether another firm with such a team learns in the same auctions
 * @param reward what counts: {@code kpi}, {@code revenue}, {@code profit}, {@code return}, {@code conversions}, {@code engagement} or
 *     {@code lifetime-value}
 * @param longTerm whether what comes later counts too
 * @param history periods before a run, 1 to 520
 * @param periods of a run, 2 to 520
 * @param markets in which it is learned, each a history of its own, 1 to 1000
 * @param rounds of eight runs each, 4 to 10000
 */
public record TeamOptions(
        String structure,
        String information,
        int messages,
        boolean centralCritic,
        boolean sharedParameters,
        String sharing,
        double temperature,
        String credit,
        double pastOpponents,
        double averaging,
        boolean rivalsLearn,
        String reward,
        boolean longTerm,
        int history,
        int periods,
        int markets,
        int rounds) {
    private static final long LARGEST = 1 << 20;

    /** A hierarchy that cooperates, with a central critic and a blackboard. */
    public static TeamOptions standard() {
        return TeamReader.read("standard", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /**
     * Reads a training file.
     *
     * @throws BadInputException with every fault, if it cannot be used
     */
    public static TeamOptions read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw BadInputException.of(file.toString(), "is not a file.", "Maybe another file was meant.");
            }
            if (Files.size(file) > LARGEST) {
                throw BadInputException.of(file.toString(), "is larger than 1 MB.", "Maybe another file was meant.");
            }
            return TeamReader.read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw BadInputException.of(
                    file.toString(), "cannot be read: " + e.getMessage() + ".", "Maybe its permissions forbid it.");
        }
    }

    /** As a training file, with every key. */
    public String yaml() {
        return String.format(
                Locale.ROOT,
                "structure: %s%ninformation: %s%nmessages: %d%ncentral-critic: %s%nshared-parameters: %s%n"
                        + "sharing: %s%ntemperature: %s%ncredit: %s%npast-opponents: %s%naveraging: %s%n"
                        + "rivals: %s%nreward: %s%nhorizon: %s%nhistory: %d%nperiods: %d%nmarkets: %d%nrounds: %d%n",
                structure,
                information,
                messages,
                centralCritic,
                sharedParameters,
                sharing,
                temperature,
                credit,
                pastOpponents,
                averaging,
                rivalsLearn ? "learn" : "as-they-are",
                reward,
                longTerm ? "run" : "period",
                history,
                periods,
                markets,
                rounds);
    }
}
