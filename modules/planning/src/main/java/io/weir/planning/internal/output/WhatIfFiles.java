package io.weir.planning.internal.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.planning.WhatIfReport;
import java.nio.file.Path;

/** The files of a comparison, written all or none as those of a plan are. */
public final class WhatIfFiles {
    private WhatIfFiles() {}

    /**
     * Writes {@code whatif.csv}, {@code whatif.json} and {@code whatif.html} into {@code directory}, which is made if it is
     * missing. The same report gives the same bytes.
     *
     * @return the files, in that order
     * @throws io.weir.core.BadInputException if the directory cannot be made or written; earlier files are untouched
     */
    public static ImmutableList<Path> write(WhatIfReport report, Path directory) {
        return PlanFiles.writeAll(
                ImmutableMap.of(
                        "whatif.csv", WhatIfCsv.text(report).getBytes(UTF_8),
                        "whatif.json", WhatIfJson.pretty(report).getBytes(UTF_8),
                        "whatif.html", WhatIfHtml.text(report).getBytes(UTF_8)),
                directory);
    }
}
