package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.weir.planning.TeamOptions;
import java.util.Arrays;
import java.util.Optional;

/** Reads a training file of a team. All faults are told at once. */
public final class TeamReader {
    /** Of firms that answer each other, which go in circles around what they come to rest at. */
    private static final double FIRMS_AVERAGING = 0.01;

    private static final String MESSAGES = "messages";
    private static final String COOPERATIVE = "cooperative";
    private static final String RIVALS = "rivals";
    private static final String[] KNOWN = {
        "structure",
        "information",
        MESSAGES,
        "central-critic",
        "shared-parameters",
        "sharing",
        "temperature",
        "credit",
        "past-opponents",
        "averaging",
        RIVALS,
        "reward",
        "horizon",
        "history",
        "periods",
        "markets",
        "rounds"
    };
    private static final int MOST_MESSAGES = 8;
    private static final int MOST_PERIODS = 520;
    private static final int MOST_MARKETS = 1000;
    private static final int LEAST_ROUNDS = 4;
    private static final int MOST_ROUNDS = 10_000;

    private final YamlMap map;

    private TeamReader(YamlMap map) {
        this.map = map;
    }

    /**
     * Reads it.
     *
     * @param name of the file, for messages
     * @param bytes what it holds
     * @throws io.weir.core.BadInputException with every fault, if it cannot be used
     */
    public static TeamOptions read(String name, byte[] bytes) {
        var faults = new Faults(name);
        Optional<TeamOptions> options = YamlTree.read(
                        new InputFile(name, bytes), "it needs at least one key, such as structure.", faults)
                .flatMap(value -> value.map(KNOWN))
                .map(map -> new TeamReader(map).options());
        faults.throwIfAny();
        return options.orElseThrow(() -> new IllegalStateException("options without faults could not be read."));
    }

    private TeamOptions options() {
        String structure = word("structure", "hierarchy", "flat", "independent");
        String information = word("information", "blackboard", "silence", MESSAGES);
        boolean speaks = information.equals(MESSAGES);
        boolean central = flag("central-critic", true);
        String sharing = word("sharing", COOPERATIVE, "competitive", "mixed");
        String credit = word("credit", "team", "difference", "shapley", "coma");
        if (speaks && structure.equals("flat")) {
            fault("information", "needs several agents: with structure flat there is one, which has none to talk to.");
        }
        if (!speaks && number(MESSAGES, 0, NumberRange.whole(0, MOST_MESSAGES)) > 0) {
            fault(MESSAGES, "needs information: messages.");
        }
        if (!credit.equals("team") && !sharing.equals(COOPERATIVE)) {
            fault("credit", "is of the team's reward: it needs sharing: cooperative.");
        }
        if (credit.equals("coma") && !central) {
            fault("credit", "needs central-critic: true, as what the others did is part of it.");
        }
        boolean rivalsLearn = word(RIVALS, "as-they-are", "learn").equals("learn");
        if (rivalsLearn && !(sharing.equals(COOPERATIVE) && credit.equals("team"))) {
            fault(
                    RIVALS,
                    "learn for what their whole firm wins, as all do then: it needs sharing: cooperative and credit: team.");
        }
        return new TeamOptions(
                structure,
                information,
                speaks ? whole(MESSAGES, 1, 1, MOST_MESSAGES) : 0,
                central,
                flag("shared-parameters", false),
                sharing,
                number("temperature", 0.5, NumberRange.POSITIVE),
                credit,
                number("past-opponents", 0, NumberRange.SHARE),
                number("averaging", rivalsLearn ? FIRMS_AVERAGING : 0, NumberRange.SHARE),
                rivalsLearn,
                word("reward", "kpi", "revenue", "profit", "return", "conversions", "engagement", "lifetime-value"),
                word("horizon", "run", "period").equals("run"),
                whole("history", 26, 1, MOST_PERIODS),
                whole("periods", 12, 2, MOST_PERIODS),
                whole("markets", 8, 1, MOST_MARKETS),
                whole("rounds", 40, LEAST_ROUNDS, MOST_ROUNDS));
    }

    /** One of some words; the first if it is left out. */
    private String word(String key, String... words) {
        ImmutableMap<String, String> known = Maps.toMap(Arrays.asList(words), each -> each);
        return map.get(key).flatMap(value -> value.word(known)).orElse(words[0]);
    }

    private boolean flag(String key, boolean standard) {
        return map.get(key).flatMap(YamlValue::flag).orElse(standard);
    }

    private double number(String key, double standard, NumberRange range) {
        return map.get(key).map(value -> value.number(range).orElse(standard)).orElse(standard);
    }

    private int whole(String key, int standard, int least, int most) {
        return (int) number(key, standard, NumberRange.whole(least, most));
    }

    private void fault(String key, String problem) {
        map.get(key).orElse(map.self()).fault(problem, "");
    }
}
