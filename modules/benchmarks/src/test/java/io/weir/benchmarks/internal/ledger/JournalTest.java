package io.weir.benchmarks.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.enforcer.Account;
import io.weir.enforcer.LedgerCommand;
import io.weir.enforcer.LedgerCommand.Note;
import io.weir.enforcer.LedgerOutcome;
import io.weir.enforcer.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Account SEARCH = new Account("search");
    private static final Span WEEK = Span.period(LocalDate.of(2024, 1, 1));
    private static final List<LedgerCommand> COMMANDS = List.of(
            new LedgerCommand.Reserve(SEARCH, WEEK, 5, Duration.ofSeconds(9), false, note("a")),
            new LedgerCommand.Reserve(SEARCH, WEEK, 5, Duration.ofSeconds(9), true, note("b")),
            new LedgerCommand.Settle("a", 3, true, note("c")),
            new LedgerCommand.Refund("a", 2, note("d")),
            new LedgerCommand.Release("b", note("e")),
            new LedgerCommand.Transfer(SEARCH, new Account("social"), WEEK, 4, note("f")),
            new LedgerCommand.Acknowledge(SEARCH, note("g")));

    @TempDir
    Path folder;

    @Test
    void whatWasNotAnsweredIsReadBackAsItWasAsked() throws IOException {
        Path file = folder.resolve("journal");
        try (var journal = new Journal(file)) {
            COMMANDS.forEach(journal::asks);
        }
        assertThat(Journal.read(file).unanswered()).isEqualTo(COMMANDS);
    }

    @Test
    void whatWasRefusedIsNotAskedAgain() throws IOException {
        Path file = folder.resolve("journal");
        try (var journal = new Journal(file)) {
            journal.asks(COMMANDS.get(0));
            journal.hears(COMMANDS.get(0), new LedgerOutcome.Refused(LedgerOutcome.Reason.LIMIT, "", ""));
        }
        assertThat(Journal.read(file).unanswered()).isEmpty();
        assertThat(Journal.read(file).refused()).isEqualTo(1);
    }

    /** A kill may cut a line at any byte. */
    @Test
    void aLineThatWasCutOffCountsAsNotWritten() throws IOException {
        Path whole = folder.resolve("whole");
        try (var journal = new Journal(whole)) {
            COMMANDS.forEach(journal::asks);
        }
        byte[] bytes = Files.readAllBytes(whole);
        for (int length = 0; length < bytes.length; length++) {
            Path cut = folder.resolve("cut");
            Files.write(cut, java.util.Arrays.copyOf(bytes, length));
            try (var journal = new Journal(cut)) {
                journal.asks(COMMANDS.get(0));
            }
            var read = Journal.read(cut).unanswered();
            assertThat(COMMANDS).as("cut at %d", length).containsAll(read);
            Files.writeString(cut, "", StandardOpenOption.TRUNCATE_EXISTING);
        }
    }

    private static Note note(String key) {
        return new Note(key, "worker", "");
    }
}
