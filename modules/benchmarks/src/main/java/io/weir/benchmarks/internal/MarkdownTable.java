package io.weir.benchmarks.internal;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown that also reads well in a terminal. */
public final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();

    public MarkdownTable(String... head) {
        rows.add(List.of(head));
    }

    public MarkdownTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    public MarkdownTable row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    @Override
    public String toString() {
        int columns = rows.get(0).size();
        var widths = new int[columns];
        for (List<String> row : rows) {
            for (int k = 0; k < columns; k++) {
                widths[k] = Math.max(widths[k], row.get(k).length());
            }
        }
        var out = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            line(out, rows.get(r), widths);
            if (r == 0) {
                out.append("|");
                for (int width : widths) {
                    out.append("-".repeat(width + 2)).append("|");
                }
                out.append("\n");
            }
        }
        return out.toString();
    }

    private static void line(StringBuilder out, List<String> row, int[] widths) {
        out.append("|");
        for (int k = 0; k < widths.length; k++) {
            out.append(" ")
                    .append(row.get(k))
                    .append(" ".repeat(widths[k] - row.get(k).length() + 1))
                    .append("|");
        }
        out.append("\n");
    }
}
