package io.weir.planning;

import io.weir.planning.internal.output.WhatIfJson;
import io.weir.planning.internal.output.WhatIfTable;

/** A comparison as text. */
public final class WhatIfText {
    private WhatIfText() {}

    /** For people: a table and sentences of at most 100 columns. */
    public static String table(WhatIfReport report) {
        return WhatIfTable.text(report);
    }

    /** For programs: the document that {@code whatif.json} holds. */
    public static String json(WhatIfReport report) {
        return WhatIfJson.compact(report);
    }
}
