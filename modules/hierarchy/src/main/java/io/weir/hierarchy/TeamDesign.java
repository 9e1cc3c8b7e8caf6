package io.weir.hierarchy;

import static io.weir.core.Checks.require;

import java.util.Locale;

/**
 * Who is in a team, and what they tell each other.
 *
 * @param structure who decides what
 * @param information what agents know of each other
 * @param messages numbers that each agent says to all others before every period, 1 to 8 with {@link Information#MESSAGES}, else 0
 */
public record TeamDesign(Structure structure, Information information, int messages) {
    private static final int MOST_MESSAGES = 8;

    /** @throws IllegalArgumentException if messages do not fit the information, or one agent is to talk to others */
    public TeamDesign {
        boolean speaks = information == Information.MESSAGES;
        require(
                speaks ? messages >= 1 && messages <= MOST_MESSAGES : messages == 0,
                "messages (%s) must be 1 to %s where agents send messages, else 0.",
                messages,
                MOST_MESSAGES);
        require(
                !speaks || structure != Structure.FLAT,
                "information (messages) needs several agents: one has none to talk to.");
    }

    /** One whose agents say one number each where they send messages. */
    public static TeamDesign of(Structure structure, Information information) {
        return new TeamDesign(structure, information, information == Information.MESSAGES ? 1 : 0);
    }

    /** Who decides what. */
    public enum Structure {
        /**
         * An agent sets all targets, and one per channel decides how its target is spent. Source: Deng and others (2023),
         * <em>Multi-channel Autobidding with Budget and ROI Constraints</em>: budgets of channels are all that the top level needs to set.
         */
        HIERARCHY,
        /** One agent decides everything. */
        FLAT,
        /** One agent per channel asks for its money and decides how it is spent; what all ask for beyond what there is is cut alike. */
        INDEPENDENT;

        /** As it stands in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What agents know of each other. */
    public enum Information {
        /** Nothing but what is reported to the agent that sets targets. */
        SILENCE,
        /** All see how many people are in which state, and each channel's share and return, so that channels can act in sequence. */
        BLACKBOARD,
        /**
         * Each says numbers that it learns to choose, and hears what the others said before. Source: Foerster, Assael, de Freitas and
         * Whiteson (2016), <em>Learning to Communicate with Deep Multi-Agent Reinforcement Learning</em>; here messages are actions.
         */
        MESSAGES;

        /** As it stands in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
