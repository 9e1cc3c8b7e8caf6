package io.weir.simulator.internal;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;

/** How many people went from one state to another, since the market began. */
final class Flows implements Tape.Kept {
    static final int DISCOVERED = 0;
    static final int FORGOT = 1;
    static final int COOLED = 2;
    static final int GAVE_UP = 3;
    static final int STARTED = 4;
    static final int FADED = 5;
    static final int NEEDED = 6;
    static final int RECOVERED = 7;
    static final int LAPSED = 8;
    static final int REJOINED = 9;
    static final int FIRST_ORDER = 10;
    static final int REPEAT_ORDER = 11;
    static final int WON_BACK = 12;
    static final int BOUGHT_ELSEWHERE = 13;
    static final int SIGNED_UP = 14;
    static final int UNSUBSCRIBED = 15;
    static final int INFORMED = 16;
    static final int WARMED = 17;
    static final int AROUSED = 18;
    static final int PROMPTED = 19;

    /** Names, in the order of the numbers above. */
    static final ImmutableList<String> NAMES = ImmutableList.of(
            "discovered",
            "forgot",
            "cooled",
            "gave up",
            "started to search",
            "need faded",
            "came into need",
            "recovered",
            "lapsed",
            "may be asked again",
            "first order",
            "repeat order",
            "won back",
            "bought elsewhere",
            "signed up",
            "unsubscribed",
            "informed",
            "warmed",
            "aroused",
            "prompted");

    private final double[] counts = new double[NAMES.size()];

    void add(int kind, double n) {
        counts[kind] += n;
    }

    double at(int kind) {
        return counts[kind];
    }

    void clear() {
        Arrays.fill(counts, 0);
    }

    @Override
    public void save(Tape tape) {
        tape.write(counts);
    }

    @Override
    public void load(Tape tape) {
        tape.read(counts);
    }
}
