package io.weir.benchmarks.internal.ledger;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.weir.enforcer.Account;
import io.weir.enforcer.LedgerCommand;
import io.weir.enforcer.LedgerCommand.Note;
import io.weir.enforcer.LedgerOutcome;
import io.weir.enforcer.LedgerOutcome.Accepted;
import io.weir.enforcer.LedgerOutcome.Refused;
import io.weir.enforcer.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one worker asked and was answered, a line each, in a file that outlives it: a line that was handed to the operating
 * system is there after {@code kill -9}. Safe for use by several threads.
 */
final class Journal implements AutoCloseable {
    private static final Splitter TABS = Splitter.on('\t');

    /** Shows that a line is whole. */
    private static final String END = "\t.";

    private final OutputStream out;

    Journal(Path file) throws IOException {
        this.out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        // the line that a kill cut off ends here
        out.write('\n');
    }

    /** A command is about to be asked. */
    void asks(LedgerCommand command) {
        write("ASK\t" + command.note().key() + "\t" + text(command));
    }

    /** It was answered. */
    void hears(LedgerCommand command, LedgerOutcome outcome) {
        String key = command.note().key();
        if (outcome instanceof Accepted accepted) {
            write((accepted.again() ? "AGAIN\t" : "ACK\t") + key + "\t"
                    + accepted.entry().sequence() + "\t" + accepted.entry().amount());
        } else {
            write("NO\t" + key + "\t" + ((Refused) outcome).reason());
        }
    }

    /** Written whole: one call to the operating system. */
    private synchronized void write(String line) {
        try {
            out.write((line + END + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(LedgerCommand command) {
        if (command instanceof LedgerCommand.Reserve c) {
            return String.join(
                    "\t",
                    c.lease() ? "lease" : "reserve",
                    c.account().path(),
                    c.span().toString(),
                    Long.toString(c.micros()),
                    Long.toString(c.lifetime().toSeconds()));
        } else if (command instanceof LedgerCommand.Settle c) {
            return String.join("\t", "settle", c.reservation(), Long.toString(c.micros()), Boolean.toString(c.last()));
        } else if (command instanceof LedgerCommand.Refund c) {
            return String.join("\t", "refund", c.reservation(), Long.toString(c.micros()));
        } else if (command instanceof LedgerCommand.Release c) {
            return String.join("\t", "release", c.reservation());
        } else if (command instanceof LedgerCommand.Transfer c) {
            return String.join(
                    "\t", "transfer", c.from().path(), c.to().path(), c.span().toString(), Long.toString(c.micros()));
        } else if (command instanceof LedgerCommand.Acknowledge c) {
            return String.join("\t", "acknowledge", c.account().path());
        }
        throw new IllegalArgumentException("not asked by workers: " + command);
    }

    private static LedgerCommand command(String key, List<String> words) {
        var note = new Note(key, "worker", "");
        String first = words.get(1);
        return switch (words.get(0)) {
            case "lease", "reserve" ->
                new LedgerCommand.Reserve(
                        new Account(first),
                        Span.parse(words.get(2)),
                        Long.parseLong(words.get(3)),
                        Duration.ofSeconds(Long.parseLong(words.get(4))),
                        words.get(0).equals("lease"),
                        note);
            case "settle" ->
                new LedgerCommand.Settle(first, Long.parseLong(words.get(2)), Boolean.parseBoolean(words.get(3)), note);
            case "refund" -> new LedgerCommand.Refund(first, Long.parseLong(words.get(2)), note);
            case "release" -> new LedgerCommand.Release(first, note);
            case "transfer" ->
                new LedgerCommand.Transfer(
                        new Account(first),
                        new Account(words.get(2)),
                        Span.parse(words.get(3)),
                        Long.parseLong(words.get(4)),
                        note);
            case "acknowledge" -> new LedgerCommand.Acknowledge(new Account(first), note);
            default -> throw new IllegalArgumentException("no such command: " + words);
        };
    }

    /**
     * What a journal says.
     *
     * @param unanswered commands that were asked and not answered, in order
     * @param answers what was acknowledged, in order; the same key more than once where it was asked again
     * @param asked commands
     * @param refused commands
     */
    record Read(ImmutableList<LedgerCommand> unanswered, ImmutableList<Answer> answers, long asked, long refused) {}

    /**
     * An acknowledgement.
     *
     * @param key of the command
     * @param sequence of the line
     * @param amount of the line, micros
     * @param again whether it was answered as booked before
     */
    record Answer(String key, long sequence, long amount, boolean again) {}

    /** Reads a journal; a line that was cut off counts as not written. */
    static Read read(Path file) throws IOException {
        Map<String, LedgerCommand> open = new LinkedHashMap<>();
        var answers = ImmutableList.<Answer>builder();
        long asked = 0;
        long refused = 0;
        String text = Files.exists(file) ? Files.readString(file) : "";
        for (String line : Splitter.on('\n').split(text)) {
            if (!line.endsWith(END)) {
                continue;
            }
            List<String> words = TABS.splitToList(line.substring(0, line.length() - END.length()));
            String key = words.get(1);
            switch (words.get(0)) {
                case "ASK" -> asked += open.put(key, command(key, words.subList(2, words.size()))) == null ? 1 : 0;
                case "NO" -> {
                    open.remove(key);
                    refused++;
                }
                default -> {
                    open.remove(key);
                    long sequence = Long.parseLong(words.get(2));
                    long amount = Long.parseLong(words.get(3));
                    answers.add(new Answer(key, sequence, amount, words.get(0).equals("AGAIN")));
                }
            }
        }
        return new Read(ImmutableList.copyOf(open.values()), answers.build(), asked, refused);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
