package io.weir.serving.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.core.BadInputException;
import io.weir.enforcer.LedgerCommand.Note;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who the process is that bids for a channel: a name, a secret and the leases it took, in a file that the next process finds
 * after a crash. One process sits on it at a time, by a lock that the operating system lets go of when the process ends. Not
 * safe for use by several threads.
 */
final class Seat implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int NAME_LENGTH = 10;

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private final String name;
    private final String secret;
    private final TreeSet<Integer> leases = new TreeSet<>();
    private int next;

    private Seat(Path file, FileChannel channel, FileLock lock) throws IOException {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        if (Files.exists(file)) {
            JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
            this.name = root.path("name").asText("");
            this.secret = root.path("secret").asText("");
            this.next = root.path("next").asInt(-1);
            root.path("leases").forEach(lease -> leases.add(lease.asInt()));
            if (name.isEmpty() || secret.length() != 32 || next < 0) {
                throw new IOException("it is not whole");
            }
        } else {
            this.name = unguessed().substring(0, NAME_LENGTH);
            this.secret = unguessed();
            write();
        }
    }

    private static String unguessed() {
        return Note.fresh("agent", "").key();
    }

    /**
     * Sits down.
     *
     * @throws BadInputException if another process sits there, or the folder cannot be written
     */
    static Seat take(Path folder, String account) {
        String base = URLEncoder.encode(account, StandardCharsets.UTF_8);
        Path file = folder.resolve(base + ".json");
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve(base + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                channel.close();
                throw BadInputException.of(
                        file.toString(),
                        "another process bids for " + account + " here.",
                        "Maybe end that one first, or ask it instead.");
            }
            return new Seat(file, channel, lock);
        } catch (IOException e) {
            throw BadInputException.of(
                    file.toString(),
                    "cannot be read or written: " + e.getMessage() + ".",
                    "Maybe look at its permissions; if it is damaged and no process runs, delete it:"
                            + " leases of the process before then end by themselves.");
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Of this channel in this workspace, the same after a restart. */
    String name() {
        return name;
    }

    /** 32 hexadecimal digits. */
    String secret() {
        return secret;
    }

    /** Numbers of leases that were taken and not yet ended. */
    SortedSet<Integer> leases() {
        return new TreeSet<>(leases);
    }

    /** The key of a lease in the ledger. */
    String leaseKey(int number) {
        return "agent " + name + " lease " + number;
    }

    /** A number that no lease had, written down before it is used. */
    int nextLease() throws IOException {
        leases.add(next);
        next++;
        write();
        return next - 1;
    }

    /** A lease has ended. */
    void ended(int number) throws IOException {
        leases.remove(number);
        write();
    }

    private void write() throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("name", name).put("secret", secret).put("next", next);
        ArrayNode open = root.putArray("leases");
        leases.forEach(open::add);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.write(java.nio.ByteBuffer.wrap(MAPPER.writeValueAsBytes(root)));
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
