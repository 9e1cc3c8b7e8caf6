package io.weir.planning.internal.output;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.weir.planning.WhatIfReport;

/** {@code whatif.html}: one file that needs nothing from outside, made as {@link PlanHtml} makes the report. */
public final class WhatIfHtml {
    private WhatIfHtml() {}

    /** The whole file. */
    public static String text(WhatIfReport report) {
        var engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, WhatIfHtml.class.getClassLoader(), WhatIfHtml.class.getPackageName());
        engine.setTrimControlStructures(true);
        var html = new StringOutput(1 << 20);
        engine.render("whatif.jte", WhatIfPage.of(report, PlanHtml.assets("whatif.js")), html);
        return html.toString();
    }
}
