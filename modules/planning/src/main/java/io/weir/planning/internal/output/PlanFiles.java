package io.weir.planning.internal.output;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.BadInputException;
import io.weir.planning.PlanReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Map;

/**
 * The files of a plan. They are written all or none: each is complete on disk under a temporary name before the first
 * takes its place, and what was replaced comes back if a later one cannot be, so that a failure leaves earlier results as
 * they were. A crash of the machine between two moves is
 * the one case in which new and old files can stand side by side.
 */
public final class PlanFiles {
    private PlanFiles() {}

    /**
     * Writes {@code plan.csv}, {@code plan.json}, {@code plan.xlsx} and {@code report.html} into {@code directory},
     * which is made if it is missing. The same report gives the same bytes.
     *
     * @return the files, in that order
     * @throws BadInputException if the directory cannot be made or written; earlier files are untouched
     */
    public static ImmutableList<Path> write(PlanReport report, Path directory) {
        return writeAll(render(report), directory);
    }

    private static ImmutableMap<String, byte[]> render(PlanReport report) {
        return ImmutableMap.of(
                "plan.csv", utf8(PlanCsv.text(report)),
                "plan.json", utf8(PlanJson.pretty(report)),
                "plan.xlsx", PlanWorkbook.bytes(report),
                "report.html", utf8(PlanHtml.text(report)));
    }

    public static ImmutableList<Path> writeAll(Map<String, byte[]> contents, Path directory) {
        try (var staging = StagingFolder.in(directory)) {
            var swaps = new ArrayList<FileSwap>();
            for (Map.Entry<String, byte[]> file : contents.entrySet()) {
                Path replacement = staging.path().resolve(file.getKey());
                writeDurably(replacement, file.getValue());
                swaps.add(FileSwap.prepare(replacement, directory.resolve(file.getKey())));
            }
            FileSwap.all(swaps);
            return contents.keySet().stream().map(directory::resolve).collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw BadInputException.of(
                    directory.toString(),
                    "the plan's files could not be written (" + reason(e) + "); earlier files are as they were.",
                    "Maybe one of them is open in another program, the disk is full, or you may not write there;"
                            + " --out names another folder.");
        }
    }

    private static void writeDurably(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "no right to write " + denied.getFile();
        }
        if (e instanceof FileAlreadyExistsException existing) {
            return existing.getFile() + " is a file, not a folder";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
