package io.weir.planning.internal.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A table of plain text that fits a given width: the last column gives way, then the first. */
public final class TextTable {
    private static final String BETWEEN = "  ";
    private static final int LEAST = 6;

    private final List<String> header;
    private final Set<Integer> leftAligned;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(List<String> header, Set<Integer> leftAligned) {
        this.header = List.copyOf(header);
        this.leftAligned = Set.copyOf(leftAligned);
    }

    void add(List<String> row) {
        rows.add(row.stream().map(TextTable::oneLine).toList());
    }

    /** A line of dashes below what has been added. */
    void rule() {
        rows.add(List.of());
    }

    List<String> render(int width) {
        int[] widths = widths(width);
        var lines = new ArrayList<String>();
        lines.add(line(header, widths));
        lines.add(dashes(widths));
        for (List<String> row : rows) {
            lines.add(row.isEmpty() ? dashes(widths) : line(row, widths));
        }
        return lines;
    }

    /** The text, or its beginning with an ellipsis, in at most {@code length} characters. */
    static String shorten(String text, int length) {
        int characters = text.codePointCount(0, text.length());
        if (characters <= length) {
            return text;
        }
        return length < 1 ? "" : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "\u2026";
    }

    /** The text in lines of at most {@code width} characters, broken at spaces, continued {@code hanging} deeper. */
    public static List<String> wrap(String text, int width, int hanging) {
        String flat = oneLine(text);
        String start = " ".repeat(flat.length() - flat.stripLeading().length());
        String indent = start + " ".repeat(hanging);
        var lines = new ArrayList<String>();
        var line = new StringBuilder(start);
        boolean empty = true;
        for (String word : flat.strip().split(" ", -1)) {
            String rest = word;
            if (!empty && length(line) + 1 + length(rest) > width) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                empty = true;
            }
            while (length(rest) > width - indent.length()) {
                int end = rest.offsetByCodePoints(0, width - indent.length());
                lines.add(line + rest.substring(0, end));
                rest = rest.substring(end);
                line = new StringBuilder(indent);
            }
            line.append(empty ? "" : " ").append(rest);
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }

    /** Control characters, which could steer a terminal, become spaces. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private int[] widths(int width) {
        int[] widths = new int[header.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = length(header.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], row.isEmpty() ? 0 : length(row.get(i)));
            }
        }
        int last = widths.length - 1;
        widths[last] -= Math.min(excess(widths, width), Math.max(0, widths[last] - LEAST));
        widths[0] -= Math.min(excess(widths, width), Math.max(0, widths[0] - LEAST));
        return widths;
    }

    private static int excess(int[] widths, int width) {
        int total = BETWEEN.length() * (widths.length - 1);
        for (int w : widths) {
            total += w;
        }
        return Math.max(0, total - width);
    }

    private String line(List<String> fields, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String field = shorten(fields.get(i), widths[i]);
            String padding = " ".repeat(widths[i] - length(field));
            line.append(i == 0 ? "" : BETWEEN);
            line.append(leftAligned.contains(i) ? field + padding : padding + field);
        }
        return line.toString();
    }

    private static String dashes(int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : BETWEEN).append("-".repeat(widths[i]));
        }
        return line.toString();
    }

    private static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
