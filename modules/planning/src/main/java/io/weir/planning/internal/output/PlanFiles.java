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
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files of a plan. They are written all or none: each is complete on disk under a temporary name before the first
 * takes its place, so that a failure leaves earlier results as they were. A crash of the machine between two moves is
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
        var staged = new LinkedHashMap<Path, Path>();
        try (var staging = StagingFolder.in(directory)) {
            for (Map.Entry<String, byte[]> file : contents.entrySet()) {
                Path target = directory.resolve(file.getKey());
                requireReplaceable(target);
                Path temporary = staging.path().resolve(file.getKey());
                writeDurably(temporary, file.getValue());
                staged.put(temporary, target);
            }
            for (Map.Entry<Path, Path> move : staged.entrySet()) {
                Files.move(
                        move.getKey(),
                        move.getValue(),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return ImmutableList.copyOf(staged.values());
        } catch (IOException e) {
            throw BadInputException.of(
                    directory.toString(),
                    "the plan's files could not be written (" + reason(e) + "); earlier files are as they were.",
                    "Maybe choose another folder with --out, or give yourself the right to write there.");
        }
    }

    /** Found out before anything is moved: a folder of that name cannot be replaced by a file. */
    private static void requireReplaceable(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "is a folder");
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
