package io.weir.enforcer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.weir.core.BadInputException;
import io.weir.core.MoneyUnit;
import io.weir.core.Progress;
import io.weir.enforcer.LedgerCommand.Note;
import io.weir.enforcer.LedgerEntry.Kind;
import io.weir.enforcer.LedgerOutcome.Accepted;
import io.weir.enforcer.LedgerOutcome.Reason;
import io.weir.enforcer.LedgerOutcome.Refused;
import io.weir.testkit.MovableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises. Amounts are micros, small for reading. */
abstract class LedgerContract {
    static final MoneyUnit EUR = MoneyUnit.of("EUR");
    static final Account SEARCH = new Account("search");
    static final Account BRAND = new Account("search/brand");
    static final Account SOCIAL = new Account("social");
    static final Span WEEK = Span.period(LocalDate.of(2024, 1, 1));
    static final Span NEXT = Span.period(LocalDate.of(2024, 1, 8));
    private static final Duration HOUR = Duration.ofHours(1);

    final MovableClock clock = new MovableClock();
    private int keys;
    Ledger ledger;

    /** An empty store, the same within a test. */
    abstract LedgerStore store();

    /** A connection to tamper by. */
    abstract Connection connection() throws SQLException;

    Ledger open() {
        return Ledger.open(store(), EUR, clock);
    }

    @BeforeEach
    void openAccounts() {
        ledger = open();
        limit(Account.TOTAL, Span.HORIZON, 1500);
        limit(Account.TOTAL, WEEK, 1000);
        limit(SEARCH, WEEK, 700);
        limit(SOCIAL, WEEK, 600);
        limit(BRAND, WEEK, 400);
    }

    @AfterEach
    void everyTestLeavesACleanLedger() {
        if (auditsAtEnd()) {
            assertThat(ledger.audit(Optional.empty(), Progress.SILENT).faults()).isEmpty();
        }
        ledger.close();
    }

    private boolean tampered;

    private boolean auditsAtEnd() {
        return !tampered;
    }

    // ---- limits ----

    @ParameterizedTest
    @ValueSource(longs = {400, 399, 1})
    void whatFitsIsReservedOnEveryLevel(long amount) {
        assertThat(reserve(BRAND, amount).accepted()).isTrue();
        for (Account level : BRAND.upwards()) {
            assertThat(balance(level, WEEK).reserved()).isEqualTo(amount);
            assertThat(balance(level, Span.HORIZON).reserved()).isEqualTo(amount);
        }
        assertThat(balance(SOCIAL, WEEK).reserved()).isZero();
    }

    @Test
    void noLevelIsPassed() {
        assertThat(refused(reserve(BRAND, 401))).isEqualTo(Reason.LIMIT);
        assertThat(reserve(SEARCH, 700).accepted()).isTrue();
        assertThat(refused(reserve(BRAND, 1))).as("channel").isEqualTo(Reason.LIMIT);
        assertThat(refused(reserve(SOCIAL, 301))).as("total").isEqualTo(Reason.LIMIT);
        assertThat(reserve(SOCIAL, 300).accepted()).isTrue();
    }

    @Test
    void theHorizonLimitsWhatPeriodsAllow() {
        limit(Account.TOTAL, NEXT, 1000);
        assertThat(reserve(SEARCH, 700).accepted()).isTrue();
        assertThat(submit(reserveCommand(SEARCH, NEXT, 801)).accepted()).isFalse();
        assertThat(submit(reserveCommand(SEARCH, NEXT, 800)).accepted()).isTrue();
    }

    @Test
    void aRefusalNamesTheLevelAndItsAmounts() {
        reserve(SEARCH, 700_000_000);
        limit(Account.TOTAL, WEEK, 1_000_000_000);
        limit(Account.TOTAL, Span.HORIZON, 1_000_000_000);
        limit(SEARCH, WEEK, 700_000_000);
        reserve(SEARCH, 600_000_000);
        var outcome = (Refused) reserve(SEARCH, 200_000_000);
        assertThat(outcome.message())
                .isEqualTo("200.00 EUR for search would pass the limit of search in 2024-01-01: limit 700.00 EUR,"
                        + " settled 0.00 EUR, reserved 600.00 EUR, left 100.00 EUR.");
        assertThat(outcome.advice()).startsWith("Maybe ");
    }

    @Test
    void aLimitIsNotLoweredBelowWhatIsUsed() {
        reserve(SEARCH, 500);
        assertThat(refused(limit(SEARCH, WEEK, 499))).isEqualTo(Reason.LIMIT);
        assertThat(limit(SEARCH, WEEK, 500).accepted()).isTrue();
        assertThat(limit(SEARCH, WEEK, 900).accepted()).isTrue();
    }

    // ---- settlements ----

    @Test
    void lessThanReservedIsSettledAndTheRestIsFree() {
        reserve(BRAND, 400, "bid");
        settle("bid", 150, true);
        assertThat(balance(BRAND, WEEK).settled()).isEqualTo(150);
        assertThat(balance(BRAND, WEEK).reserved()).isZero();
        assertThat(reserve(BRAND, 250).accepted()).isTrue();
    }

    @Test
    void partsAddUp() {
        reserve(BRAND, 400, "bid");
        settle("bid", 100, false);
        settle("bid", 100, false);
        assertThat(balance(BRAND, WEEK).reserved()).isEqualTo(200);
        settle("bid", 100, true);
        assertThat(balance(BRAND, WEEK).reserved()).isZero();
        assertThat(balance(BRAND, WEEK).settled()).isEqualTo(300);
    }

    @Test
    void moreThanReservedIsAnOverrunThatBlocksUntilSomebodyTakesNote() {
        reserve(BRAND, 400, "bid");
        var settled = (Accepted) settle("bid", 450, true);
        assertThat(settled.entry().overrun()).isEqualTo(50);
        assertThat(balance(BRAND, WEEK).overrun()).isEqualTo(50);
        assertThat(balance(Account.TOTAL, Span.HORIZON).settled()).isEqualTo(450);
        limit(BRAND, WEEK, 1000);
        assertThat(refused(reserve(BRAND, 1))).isEqualTo(Reason.BLOCKED);
        assertThat(reserve(SEARCH, 1).accepted())
                .as("only the account that was charged")
                .isTrue();
        assertThat(submit(new LedgerCommand.Acknowledge(BRAND, note())).accepted())
                .isTrue();
        assertThat(reserve(BRAND, 1).accepted()).isTrue();
        assertThat(refused(submit(new LedgerCommand.Acknowledge(BRAND, note()))))
                .isEqualTo(Reason.STATE);
    }

    @Test
    void anOverrunOfAChannelBlocksItsCampaigns() {
        reserve(SEARCH, 10, "bid");
        settle("bid", 11, true);
        assertThat(refused(reserve(BRAND, 1))).isEqualTo(Reason.BLOCKED);
        assertThat(reserve(SOCIAL, 1).accepted()).isTrue();
    }

    @Test
    void whatIsSettledLateTakesRoomIfThereIsSome() {
        submit(reserveCommand(BRAND, WEEK, 400, "bid", Duration.ofMinutes(1), false));
        clock.move(HOUR);
        assertThat(ledger.expireDue("test")).isEqualTo(1);
        assertThat(balance(BRAND, WEEK).reserved()).isZero();
        assertThat(((Accepted) settle("bid", 100, true)).entry().overrun()).isZero();
        reserve(BRAND, 300, "other");
        assertThat(((Accepted) settle("bid", 300, true)).entry().overrun()).isEqualTo(300);
    }

    @Test
    void aRefundMakesRoomAgain() {
        reserve(BRAND, 400, "bid");
        settle("bid", 400, true);
        assertThat(submit(new LedgerCommand.Refund("bid", 100, note())).accepted())
                .isTrue();
        assertThat(balance(Account.TOTAL, WEEK).settled()).isEqualTo(300);
        assertThat(refused(submit(new LedgerCommand.Refund("bid", 301, note()))))
                .isEqualTo(Reason.AMOUNT);
        assertThat(reserve(BRAND, 100).accepted()).isTrue();
    }

    @Test
    void aReleaseFreesWhatIsLeft() {
        reserve(BRAND, 400, "bid");
        settle("bid", 100, false);
        assertThat(submit(new LedgerCommand.Release("bid", note())).accepted()).isTrue();
        assertThat(balance(BRAND, WEEK).reserved()).isZero();
        assertThat(refused(submit(new LedgerCommand.Release("bid", note())))).isEqualTo(Reason.STATE);
    }

    // ---- time ----

    @Test
    void reservationsThatAreOverMakeRoomForNewOnes() {
        submit(reserveCommand(BRAND, WEEK, 400, "bid", Duration.ofMinutes(1), false));
        assertThat(refused(submit(new LedgerCommand.Expire("bid", note())))).isEqualTo(Reason.STATE);
        clock.move(HOUR);
        assertThat(ledger.reserve(reserveCommand(BRAND, WEEK, 400)).accepted()).isTrue();
    }

    @Test
    void aClockThatGoesBackwardsStampsNoLineBeforeTheLast() {
        clock.move(HOUR);
        reserve(SEARCH, 1);
        clock.move(Duration.ofDays(-30));
        var later = (Accepted) reserve(SEARCH, 1);
        assertThat(later.entry().at()).isEqualTo("2024-01-01T01:00:00Z");
    }

    // ---- leases ----

    @Test
    void aLeaseIsReservedWholeAndSettledAsSpent() {
        Lease lease = ledger.lease(leaseCommand(BRAND, 400, "lease")).orElseThrow();
        assertThat(lease.spend(150)).isTrue();
        assertThat(balance(BRAND, WEEK).reserved()).isEqualTo(400);
        ledger.settle(lease, note());
        assertThat(balance(BRAND, WEEK).settled()).isEqualTo(150);
        assertThat(balance(BRAND, WEEK).reserved()).isZero();
        assertThat(lease.spend(1)).isFalse();
        assertThat(ledger.lease(leaseCommand(BRAND, 251, "more"))).isEmpty();
    }

    @Test
    void aLostLeaseIsTakenAsSpentUntilItIsReconciled() {
        Lease lease = ledger.lease(leaseCommand(BRAND, 400, "lease")).orElseThrow();
        lease.spend(150);
        assertThat(refused(submit(new LedgerCommand.Release("lease", note())))).isEqualTo(Reason.STATE);
        clock.move(HOUR.plusMinutes(1));
        ledger.expireDue("test");
        assertThat(balance(BRAND, WEEK).settled()).isEqualTo(400);
        Note note = note();
        assertThat(ledger.settle(lease, note).accepted()).isTrue();
        assertThat(balance(BRAND, WEEK).settled()).isEqualTo(150);
        assertThat(((Accepted) ledger.settle(lease, note)).again()).isTrue();
        assertThat(balance(BRAND, WEEK).settled()).isEqualTo(150);
    }

    // ---- transfers and periods ----

    @Test
    void aTransferMovesLimitsBetweenChannelsAndLeavesTheTotal() {
        reserve(SEARCH, 500);
        assertThat(refused(transfer(SEARCH, SOCIAL, 201))).isEqualTo(Reason.LIMIT);
        assertThat(transfer(SEARCH, SOCIAL, 200).accepted()).isTrue();
        assertThat(balance(SEARCH, WEEK).limit()).hasValue(500);
        assertThat(balance(SOCIAL, WEEK).limit()).hasValue(800);
        assertThat(balance(Account.TOTAL, WEEK).limit()).hasValue(1000);
    }

    @Test
    void aTransferToACampaignRaisesItsChannelToo() {
        assertThat(transfer(SOCIAL, BRAND, 100).accepted()).isTrue();
        assertThat(balance(BRAND, WEEK).limit()).hasValue(500);
        assertThat(balance(SEARCH, WEEK).limit()).hasValue(800);
        assertThat(balance(SOCIAL, WEEK).limit()).hasValue(500);
    }

    @Test
    void aClosedPeriodTakesNothingMore() {
        reserve(BRAND, 100, "bid");
        assertThat(refused(close(Optional.empty()))).as("open reservations").isEqualTo(Reason.STATE);
        settle("bid", 100, true);
        assertThat(close(Optional.empty()).accepted()).isTrue();
        assertThat(refused(reserve(BRAND, 1))).isEqualTo(Reason.CLOSED);
        assertThat(refused(settle("bid", 1, true))).isEqualTo(Reason.CLOSED);
        assertThat(refused(limit(SEARCH, WEEK, 900))).isEqualTo(Reason.CLOSED);
        assertThat(refused(close(Optional.empty()))).isEqualTo(Reason.CLOSED);
    }

    @Test
    void whatAPeriodLeavesIsCarriedToTheNext() {
        limit(Account.TOTAL, NEXT, 1000);
        limit(SEARCH, NEXT, 100);
        reserve(SEARCH, 300, "bid");
        settle("bid", 300, true);
        assertThat(close(Optional.of(NEXT)).accepted()).isTrue();
        assertThat(balance(SEARCH, NEXT).limit()).hasValue(500);
        assertThat(balance(Account.TOTAL, NEXT).limit()).hasValue(1700);
        assertThat(balance(SOCIAL, NEXT).limit()).as("has no limit there").isEmpty();
    }

    @Test
    void nothingIsCarriedToWhereItWouldBeLost() {
        assertThat(refused(close(Optional.of(NEXT)))).isEqualTo(Reason.ACCOUNT);
        limit(Account.TOTAL, NEXT, 1);
        assertThat(close(Optional.of(NEXT)).accepted()).isTrue();
        assertThat(balance(Account.TOTAL, NEXT).limit()).hasValue(1001);
    }

    // ---- keys ----

    @Test
    void askedAgainACommandIsAnsweredAgainAndCountedOnce() {
        var command = reserveCommand(BRAND, WEEK, 100, "bid", HOUR, false);
        var first = (Accepted) submit(command);
        clock.move(Duration.ofMinutes(5));
        var again = (Accepted) submit(command);
        assertThat(again.again()).isTrue();
        assertThat(again.entry()).isEqualTo(first.entry());
        assertThat(balance(BRAND, WEEK).reserved()).isEqualTo(100);
    }

    @Test
    void askedTwiceInOneWriteItIsCountedOnce() {
        var command = reserveCommand(BRAND, WEEK, 100, "bid", HOUR, false);
        assertThat(ledger.submitAll(List.of(command, command))).allMatch(LedgerOutcome::accepted);
        assertThat(balance(BRAND, WEEK).reserved()).isEqualTo(100);
    }

    @Test
    void whatWouldBeRefusedBecauseItWasBookedIsAnsweredAgain() {
        reserve(BRAND, 400, "bid");
        var full = reserveCommand(BRAND, WEEK, 400, "bid", HOUR, false);
        var release = new LedgerCommand.Release("bid", note());
        assertThat(((Accepted) submit(full)).again()).as("no room twice").isTrue();
        submit(release);
        assertThat(((Accepted) submit(release)).again())
                .as("nothing left to release")
                .isTrue();
        var close = new LedgerCommand.Close(WEEK, Optional.empty(), note());
        submit(close);
        assertThat(((Accepted) submit(close)).again()).as("closed already").isTrue();
        assertThat(((Accepted) submit(full)).again()).as("in a closed period").isTrue();
    }

    @Test
    void oneThatWasBookedDoesNotStopTheOthersOfItsWrite() {
        reserve(BRAND, 100, "bid");
        var outcomes = ledger.submitAll(List.of(
                reserveCommand(SOCIAL, WEEK, 10),
                reserveCommand(BRAND, WEEK, 100, "bid", HOUR, false),
                new LedgerCommand.Settle("bid", 70, true, note()),
                reserveCommand(BRAND, WEEK, 401),
                reserveCommand(SOCIAL, WEEK, 20)));
        assertThat(outcomes).extracting(LedgerOutcome::accepted).containsExactly(true, true, true, false, true);
        assertThat(balance(SOCIAL, WEEK).reserved()).isEqualTo(30);
        assertThat(balance(BRAND, WEEK).settled()).isEqualTo(70);
        assertThat(ledger.submitAll(List.of())).isEmpty();
    }

    /** As from two processes: each must see what the other did. */
    @Test
    void twoLedgersOnOneStoreSeeEachOther() {
        try (Ledger other = open()) {
            reserve(BRAND, 300, "bid");
            assertThat(other.submit(reserveCommand(BRAND, WEEK, 101)).accepted())
                    .isFalse();
            other.submit(new LedgerCommand.Settle("bid", 100, true, note()));
            assertThat(refused(submit(new LedgerCommand.Release("bid", note()))))
                    .isEqualTo(Reason.STATE);
            assertThat(reserve(BRAND, 300).accepted()).isTrue();
            assertThat(other.submit(reserveCommand(BRAND, WEEK, 1)).accepted()).isFalse();
        }
    }

    @Test
    void aKeyIsGoodForOneCommandOnly() {
        reserve(BRAND, 100, "bid");
        var other = (Refused) reserve(BRAND, 101, "bid");
        assertThat(other.reason()).isEqualTo(Reason.KEY);
        assertThat(other.message()).contains("key (bid)", "reserve on search/brand");
        assertThat(refused(submit(new LedgerCommand.Release("bid", new Note("bid", "test", "")))))
                .isEqualTo(Reason.KEY);
    }

    // ---- bad input ----

    @Test
    void unknownAccountsPeriodsAndReservationsAreNamed() {
        assertThat(refused(reserve(new Account("radio"), 1))).isEqualTo(Reason.ACCOUNT);
        assertThat(refused(submit(reserveCommand(SEARCH, NEXT, 1)))).isEqualTo(Reason.ACCOUNT);
        assertThat(refused(limit(new Account("radio/spots"), WEEK, 1))).isEqualTo(Reason.ACCOUNT);
        assertThat(((Refused) settle("nobody", 1, true)).message()).isEqualTo("there is no reservation (nobody).");
        assertThat(refused(transfer(SEARCH, new Account("radio"), 1))).isEqualTo(Reason.ACCOUNT);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, LedgerCommand.MOST + 1, Long.MAX_VALUE})
    void amountsOutOfRangeAreRefusedBeforeTheyAreAsked(long amount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reserveCommand(SEARCH, WEEK, amount))
                .withMessageContaining("must be in [1, 100000000000000000]");
    }

    @Test
    void chargesCannotCountBeyondRange() {
        reserve(SEARCH, 1, "bid");
        for (int k = 0; k < 10; k++) {
            assertThat(settle("bid", LedgerCommand.MOST, false).accepted()).isTrue();
        }
        assertThat(refused(settle("bid", LedgerCommand.MOST, false))).isEqualTo(Reason.AMOUNT);
    }

    @Test
    void aLedgerOfAnotherCurrencyIsNotOpened() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Ledger.open(store(), MoneyUnit.of("USD"), clock))
                .withMessageContaining("its amounts are in EUR, not in USD.");
    }

    @Test
    void aLedgerOfANewerVersionIsNotOpened() throws SQLException {
        tamper("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                + " installed_by, execution_time, success) SELECT 99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', 1,"
                + " success FROM flyway_schema_history WHERE version = '1'");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(this::open)
                .withMessageContaining("another version of weir")
                .withMessageContaining("Maybe use the newest weir");
    }

    // ---- many at once ----

    @Test
    void noThreadsTogetherPassALimit() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Callable<Long>> work = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            work.add(() -> spendRandomly(number));
        }
        long settled = 0;
        for (var done : pool.invokeAll(work)) {
            settled += done.get();
        }
        pool.shutdown();
        assertThat(balance(Account.TOTAL, WEEK).settled())
                .isEqualTo(settled)
                .isPositive()
                .isLessThanOrEqualTo(1000);
        assertThat(balance(Account.TOTAL, WEEK).reserved()).isZero();
    }

    /** With a ledger of its own, as another process would. */
    private long spendRandomly(int number) {
        var random = new SplittableRandom(number);
        long settled = 0;
        try (Ledger own = open()) {
            for (int k = 0; k < 30; k++) {
                String key = "thread-" + number + "-" + k;
                Account account = List.of(SEARCH, BRAND, SOCIAL).get(random.nextInt(3));
                long amount = random.nextLong(1, 60);
                if (own.submit(reserveCommand(account, WEEK, amount, key, HOUR, false))
                        .accepted()) {
                    long spent = random.nextLong(0, amount + 1);
                    own.submit(new LedgerCommand.Settle(key, spent, true, new Note(key + " settled", "test", "")));
                    settled += spent;
                }
            }
        }
        return settled;
    }

    /** Each is either booked or told that it is not; none waits for ever. */
    @Test
    void whoAsksWhileItClosesIsAnswered() throws Exception {
        for (int round = 0; round < 20; round++) {
            Ledger closing = open();
            List<CompletableFuture<LedgerOutcome>> answers = Collections.synchronizedList(new ArrayList<>());
            var asking = new Thread(() -> {
                for (int k = 0; k < 50; k++) {
                    answers.add(closing.submitLater(reserveCommand(SOCIAL, NEXT, 1, "closed", HOUR, false)));
                }
            });
            asking.start();
            closing.close();
            asking.join();
            for (CompletableFuture<LedgerOutcome> answer : answers) {
                answer.handle((outcome, fault) -> 0).get(20, TimeUnit.SECONDS);
            }
        }
    }

    // ---- audits ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE entry SET amount = amount + 1 WHERE sequence = 6",
                "UPDATE entry SET why = 'other' WHERE sequence = 2",
                "UPDATE entry SET who = 'nobody' WHERE sequence = 7",
                "UPDATE entry SET kind = 'SPENT' WHERE sequence = 7",
                "UPDATE entry SET span = 'never' WHERE sequence = 7",
                "DELETE FROM entry WHERE sequence = 3",
                "DELETE FROM entry WHERE sequence = 7",
                "DELETE FROM entry",
                "UPDATE balance SET settled = settled - 1 WHERE account = 'total' AND span = 'horizon'",
                "UPDATE balance SET upper = upper + 1 WHERE account = 'search'",
                "DELETE FROM balance WHERE account = 'social'",
                "UPDATE reservation SET remains = remains + 1",
                "DELETE FROM reservation",
                "UPDATE head SET sequence = sequence - 1",
            })
    void anyTamperingIsFound(String sql) throws SQLException {
        reserve(BRAND, 100, "bid");
        settle("bid", 60, true);
        assertThat(ledger.audit(Optional.empty(), Progress.SILENT).clean()).isTrue();
        tamper(sql);
        LedgerAudit audit = ledger.audit(Optional.empty(), Progress.SILENT);
        assertThat(audit.faults()).isNotEmpty();
        assertThat(audit.faultCount()).isPositive();
    }

    @Test
    void aHashKeptElsewhereProvesThatNothingBeforeItWasChanged() {
        reserve(BRAND, 100);
        String hash = ledger.audit(Optional.empty(), Progress.SILENT).hash();
        reserve(BRAND, 100);
        assertThat(ledger.audit(Optional.of(hash), Progress.SILENT).clean()).isTrue();
        assertThat(ledger.audit(Optional.of("f".repeat(64)), Progress.SILENT).faults())
                .containsExactly("no line has the expected hash " + "f".repeat(64) + ".");
    }

    @Test
    void everyLineSaysWhoWhenAndWhy() {
        submit(new LedgerCommand.Reserve(BRAND, WEEK, 5, HOUR, false, new Note("bid", "bidder-7", "auction 12 → ok")));
        List<LedgerEntry> lines = new ArrayList<>();
        ledger.entries(lines::add);
        LedgerEntry last = lines.get(lines.size() - 1);
        assertThat(last.kind()).isEqualTo(Kind.RESERVE);
        assertThat(last.who()).isEqualTo("bidder-7");
        assertThat(last.why()).isEqualTo("auction 12 → ok");
        assertThat(last.at()).isEqualTo(clock.instant());
        assertThat(lines).extracting(LedgerEntry::sequence).startsWith(1L, 2L, 3L);
    }

    @Test
    void whatWasAnsweredIsThereWhenItIsOpenedAgain() {
        reserve(BRAND, 100, "bid");
        ledger.close();
        ledger = open();
        assertThat(balance(BRAND, WEEK).reserved()).isEqualTo(100);
        assertThat(ledger.openReservations()).extracting(LedgerReservation::id).containsExactly("bid");
    }

    // ---- words ----

    /** The audit at the end of the test would find it. */
    void damaged() {
        tampered = true;
    }

    void tamper(String sql) throws SQLException {
        damaged();
        try (Connection connection = connection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    Note note() {
        return new Note("key-" + ++keys, "test", "");
    }

    LedgerOutcome submit(LedgerCommand command) {
        return ledger.submit(command);
    }

    LedgerOutcome limit(Account account, Span span, long micros) {
        return submit(new LedgerCommand.SetLimit(account, span, OptionalLong.of(micros), note()));
    }

    LedgerOutcome reserve(Account account, long micros) {
        return submit(reserveCommand(account, WEEK, micros));
    }

    LedgerOutcome reserve(Account account, long micros, String key) {
        return submit(reserveCommand(account, WEEK, micros, key, HOUR, false));
    }

    LedgerCommand.Reserve reserveCommand(Account account, Span span, long micros) {
        return new LedgerCommand.Reserve(account, span, micros, HOUR, false, note());
    }

    LedgerCommand.Reserve reserveCommand(
            Account account, Span span, long micros, String key, Duration lifetime, boolean lease) {
        return new LedgerCommand.Reserve(account, span, micros, lifetime, lease, new Note(key, "test", ""));
    }

    LedgerCommand.Reserve leaseCommand(Account account, long micros, String key) {
        return reserveCommand(account, WEEK, micros, key, HOUR, true);
    }

    LedgerOutcome settle(String reservation, long micros, boolean last) {
        return submit(new LedgerCommand.Settle(reservation, micros, last, note()));
    }

    LedgerOutcome transfer(Account from, Account to, long micros) {
        return submit(new LedgerCommand.Transfer(from, to, WEEK, micros, note()));
    }

    LedgerOutcome close(Optional<Span> carryTo) {
        return submit(new LedgerCommand.Close(WEEK, carryTo, note()));
    }

    static Reason refused(LedgerOutcome outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome).reason();
    }

    LedgerBalance balance(Account account, Span span) {
        return ledger.balances().stream()
                .filter(one -> one.account().equals(account) && one.span().equals(span))
                .findFirst()
                .orElse(LedgerBalance.none(account, span));
    }
}
