package io.weir.planning.internal.output;

import io.weir.planning.WhatIfReport;

/** {@code whatif.html}: one file that needs nothing from outside, made as {@link PlanHtml} makes the report. */
public final class WhatIfHtml {
    private WhatIfHtml() {}

    /** The whole file. */
    public static String text(WhatIfReport report) {
        return PlanHtml.rendered("whatif.jte", WhatIfPage.of(report, PlanHtml.assets("whatif.js")));
    }
}
