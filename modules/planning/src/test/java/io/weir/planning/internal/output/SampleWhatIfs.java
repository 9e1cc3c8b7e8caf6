package io.weir.planning.internal.output;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Band;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.Estimate;
import io.weir.planning.WhatIfReport;
import io.weir.planning.WhatIfReport.Difference;
import io.weir.planning.WhatIfReport.Played;
import io.weir.planning.WhatIfReport.ScenarioReport;
import io.weir.planning.WhatIfReport.Unchanged;
import java.util.Optional;

/** Comparisons as a planner would meet them, made up from the sample reports; the same each time. */
final class SampleWhatIfs {
    private SampleWhatIfs() {}

    /** A cut, a dearer channel, another goal over another horizon. */
    static WhatIfReport shop() {
        return new WhatIfReport(
                "shop",
                SampleReports.shop(),
                ImmutableList.of(
                        new ScenarioReport(
                                "less money",
                                "cut.yaml",
                                ImmutableList.of("budget -20 %"),
                                false,
                                SampleReports.shop(),
                                Optional.of(difference(-84_211, -120_000, -51_300, 0)),
                                "",
                                Optional.empty(),
                                "it spends 400,000.00 EUR, and 320,000.00 EUR may be spent",
                                Optional.of(new Played(Optional.of(new Band(-61_000, -70_400, -51_600)), 8, "")),
                                ImmutableList.of()),
                        new ScenarioReport(
                                "dearer social, after a rival entered in spring",
                                "social.yaml",
                                ImmutableList.of(
                                        "social: price +30 % (what a unit of money buys is divided by 1.3)",
                                        "model.interactions: none"),
                                true,
                                SampleReports.shop(),
                                Optional.of(difference(-21_040, -44_000, 1_200, 0.06)),
                                "",
                                Optional.of(new Unchanged(
                                        400_000,
                                        new Estimate(1_180_000, 1_010_000, 1_390_000),
                                        Optional.of(difference(-24_500, -47_000, -900, 0.03)),
                                        difference(3_460, 200, 7_100, 0.97))),
                                "",
                                Optional.of(new Played(
                                        Optional.empty(), 8, "its model is not the one that the market was fitted to")),
                                ImmutableList.of("It was calibrated anew.")),
                        new ScenarioReport(
                                "leads",
                                "leads.yaml",
                                ImmutableList.of("plan.objective: conversions"),
                                false,
                                SampleReports.conversions(),
                                Optional.empty(),
                                "the base counts revenue, this scenario conversions",
                                Optional.of(new Unchanged(
                                        400_000,
                                        new Estimate(25_000, 21_000, 29_000),
                                        Optional.empty(),
                                        difference(0, 0, 0, 0.5))),
                                "",
                                Optional.empty(),
                                ImmutableList.of())),
                6.24,
                ImmutableMap.of("seed", "42", "sha256 of scenario less money", "3f1c9a52d6f1b0a4"));
    }

    /** One week, two channels, visits, yen. */
    static WhatIfReport small() {
        return one("small", SampleReports.small(), SampleReports.small(), Optional.of(difference(12, -3, 31, 0.86)));
    }

    /** Names that try to be markup, formulas, or more than one field. */
    static WhatIfReport hostile() {
        PlanReport plan = SampleReports.hostile();
        return one("</script><img src=x onerror=alert(5)>", plan, plan, Optional.of(difference(1, 0, 2, 1)));
    }

    /** Many channels, and nothing that could be compared. */
    static WhatIfReport incomparable() {
        return one("nothing", SampleReports.wide(), SampleReports.byGeo(), Optional.empty());
    }

    static ImmutableList<WhatIfReport> all() {
        return ImmutableList.of(shop(), small(), hostile(), incomparable());
    }

    private static WhatIfReport one(String name, PlanReport base, PlanReport plan, Optional<Difference> difference) {
        return new WhatIfReport(
                base.workspace(),
                base,
                ImmutableList.of(new ScenarioReport(
                        name,
                        "one.yaml",
                        ImmutableList.of("rules: taken away"),
                        false,
                        plan,
                        difference,
                        difference.isPresent() ? "" : "they differ",
                        Optional.empty(),
                        "it is of another horizon",
                        Optional.empty(),
                        ImmutableList.of())),
                0.96,
                ImmutableMap.of());
    }

    private static Difference difference(double mean, double low, double high, double better) {
        return new Difference(new Estimate(mean, low, high), better);
    }
}
