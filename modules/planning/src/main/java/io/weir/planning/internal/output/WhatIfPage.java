package io.weir.planning.internal.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.planning.WhatIfReport;
import io.weir.planning.WhatIfReport.Difference;
import io.weir.planning.WhatIfReport.ScenarioReport;
import io.weir.planning.WhatIfReport.Unchanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the template of {@code whatif.html} shows.
 *
 * @param figures in the base's units
 * @param data for the charts, safe inside a script element
 */
record WhatIfPage(
        WhatIfReport report,
        Figures figures,
        WhatIfSentences sentences,
        WhatIfRows rows,
        ReportPage.Assets assets,
        String data) {

    static WhatIfPage of(WhatIfReport report, ReportPage.Assets assets) {
        var figures = new Figures(report.base(), Figures.Typography.TYPESET);
        WhatIfRows rows = WhatIfRows.of(report);
        return new WhatIfPage(
                report,
                figures,
                new WhatIfSentences(report, rows, Figures.Typography.TYPESET),
                rows,
                assets,
                ChartData.embeddable(document(report, figures, rows)));
    }

    List<ReportPage.Entry> contents() {
        var entries = new ArrayList<ReportPage.Entry>();
        entries.add(new ReportPage.Entry("summary", "Summary"));
        entries.add(new ReportPage.Entry("differences", "Differences to the base"));
        entries.add(new ReportPage.Entry("spend", "Spend per channel"));
        report.scenarios().forEach(s -> entries.add(new ReportPage.Entry(id(s), s.name())));
        entries.add(new ReportPage.Entry("provenance", "Provenance"));
        return entries;
    }

    String id(ScenarioReport scenario) {
        return "scenario-" + (report.scenarios().indexOf(scenario) + 1);
    }

    /** The scenario's numbers in its own units. */
    Figures figures(ScenarioReport scenario) {
        return sentences.figures(scenario);
    }

    /** The unit of a scenario's values where it is not the base's, with a space before it. */
    String otherUnit(ScenarioReport scenario) {
        String noun = figures(scenario).valueNoun();
        return noun.equals(figures.valueNoun()) ? "" : " " + noun;
    }

    ChannelWeeks weeks(ScenarioReport scenario) {
        return ChannelWeeks.of(scenario.plan());
    }

    /** Whether the chart of differences has anything to show. */
    boolean hasDifferences() {
        return report.scenarios().stream().anyMatch(s -> s.difference().isPresent());
    }

    /** A column's name with the unit of spend per period. */
    String perPeriod(String name) {
        return name + " (" + (figures.currency().isEmpty() ? "" : figures.currency() + " ") + "per " + figures.period()
                + ")";
    }

    private static ObjectNode document(WhatIfReport report, Figures figures, WhatIfRows rows) {
        ObjectNode node = JsonNodeFactory.withExactBigDecimals(true).objectNode();
        node.put("period", figures.period());
        node.put("spendUnit", figures.currency());
        node.put("valueUnit", figures.valueUnit());
        ArrayNode channels = node.putArray("channels");
        rows.channels().forEach(channels::add);
        ArrayNode list = node.putArray("rows");
        for (int k = 0; k < rows.all().size(); k++) {
            WhatIfRows.Row row = rows.all().get(k);
            ObjectNode entry = list.addObject();
            entry.put("name", row.name());
            entry.set("spend", ChartData.numbers(row.spends()));
            if (k > 0) {
                ScenarioReport s = report.scenarios().get(k - 1);
                put(entry, "difference", s.difference());
                put(entry, "unchanged", s.unchanged().flatMap(Unchanged::difference));
            }
        }
        return node;
    }

    private static void put(ObjectNode entry, String key, Optional<Difference> difference) {
        difference.ifPresent(d -> entry.set(key, ChartData.estimate(d.change())));
    }
}
