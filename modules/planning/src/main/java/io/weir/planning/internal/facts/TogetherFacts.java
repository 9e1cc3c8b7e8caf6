package io.weir.planning.internal.facts;

import io.weir.core.ChannelHistory;
import io.weir.core.History;
import io.weir.core.Panel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Pairs of channels whose spend moves together, so that their effects are hard to tell apart. */
final class TogetherFacts {
    /** Told from this correlation. */
    private static final double CLOSE = 0.8;
    /** Most pairs that are told one by one. */
    private static final int MOST = 10;

    private final History history;
    private final FactList facts;

    TogetherFacts(History history, FactList facts) {
        this.history = history;
        this.facts = facts;
    }

    private record Pair(String one, String other, double correlation) {}

    void add() {
        List<Pair> pairs = pairs();
        pairs.sort(Comparator.comparingDouble(Pair::correlation).reversed());
        pairs.stream()
                .limit(MOST)
                .forEach(pair -> facts.warn(
                        "Spend of %s and %s moves together (correlation %.2f): the history hardly tells which of the two"
                                + " works.",
                        pair.one, pair.other, pair.correlation));
        if (pairs.size() > MOST) {
            facts.warn("Spend of %d more pairs of channels moves together.", pairs.size() - MOST);
        }
    }

    private List<Pair> pairs() {
        List<ChannelHistory> paid = history.paid();
        List<double[]> series =
                paid.stream().map(channel -> centred(channel.spend())).toList();
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < paid.size(); i++) {
            for (int j = i + 1; j < paid.size(); j++) {
                double correlation = Statistics.correlation(series.get(i), series.get(j));
                if (correlation > CLOSE) {
                    pairs.add(new Pair(
                            paid.get(i).channel().name(), paid.get(j).channel().name(), correlation));
                }
            }
        }
        return pairs;
    }

    /** All regions one after the other, each without its mean, so that large regions do not make channels look alike. */
    private static double[] centred(Panel panel) {
        var all = new double[panel.geos() * panel.periods()];
        for (int g = 0; g < panel.geos(); g++) {
            double mean = Statistics.mean(panel.geo(g));
            for (int t = 0; t < panel.periods(); t++) {
                all[g * panel.periods() + t] = panel.at(g, t) - mean;
            }
        }
        return all;
    }
}
