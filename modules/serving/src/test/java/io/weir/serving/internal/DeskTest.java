package io.weir.serving.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import io.weir.core.BadInputException;
import io.weir.core.BiddingAgent;
import io.weir.core.ChannelKind;
import io.weir.core.Line;
import io.weir.core.MoneyUnit;
import io.weir.core.Progress;
import io.weir.enforcer.Account;
import io.weir.enforcer.Ledger;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerCommand;
import io.weir.enforcer.LedgerCommand.Note;
import io.weir.enforcer.LedgerStore;
import io.weir.enforcer.Span;
import io.weir.policy.DualPacing;
import io.weir.policy.FixedBid;
import io.weir.serving.AgentFile;
import io.weir.serving.AgentLine;
import io.weir.serving.AgentSettings;
import io.weir.testkit.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money: what bids reserve, what notices book, what a process that is gone leaves. The agent bids 2.00 a click. */
class DeskTest {
    private static final Account SEARCH = new Account("search");
    private static final LocalDate MONDAY = LocalDate.of(2024, 1, 1);
    private static final Span WEEK = Span.period(MONDAY);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LEASE_TIME = Duration.ofMinutes(15);
    private static final long EURO = 1_000_000;

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private Ledger ledger;
    private Desk desk;

    @BeforeEach
    void open() {
        ledger = Ledger.open(new LedgerStore.File(folder.resolve("ledger.db")), MoneyUnit.of("EUR"), clock);
        limit(Account.TOTAL, Span.HORIZON, 1000 * EURO);
        limit(Account.TOTAL, WEEK, 1000 * EURO);
        limit(SEARCH, WEEK, 100 * EURO);
        desk = desk();
    }

    @AfterEach
    void close() {
        desk.close();
        assertThat(ledger.audit(Optional.empty(), Progress.SILENT).clean()).isTrue();
        ledger.close();
    }

    private void limit(Account account, Span span, long micros) {
        assertThat(ledger.submit(new LedgerCommand.SetLimit(
                                account, span, OptionalLong.of(micros), Note.fresh("test", "")))
                        .accepted())
                .isTrue();
    }

    private Desk desk() {
        return desk("fixed-bid", new FixedBid(2));
    }

    private Desk desk(String controller, BiddingAgent agent) {
        var line = new AgentLine(new Line("brand", Line.Unit.CLICK), 3, 0.1, 1);
        var file = new AgentFile(ChannelKind.SEARCH, controller, ImmutableList.of(line), agent);
        var settings = new AgentSettings(
                SEARCH,
                7,
                Duration.ofHours(1),
                PATIENCE,
                LEASE_TIME,
                folder.resolve("agents"),
                AgentSettings.LOOPBACK,
                0,
                Optional.empty());
        return Desk.open(file, settings, MoneyUnit.of("EUR"), ledger, clock, ForkJoinPool.commonPool());
    }

    /** The process is gone without a word; what it knew is lost, the operating system lets go of its seat. */
    private void killAndRestart() throws Exception {
        desk.leave();
        desk = desk();
    }

    private LedgerBalance balance() {
        return ledger.balances().stream()
                .filter(one -> one.account().equals(SEARCH) && one.span().equals(WEEK))
                .findFirst()
                .orElseThrow();
    }

    private Optional<String> bid() {
        var imp = new BidRequest.Imp("1", "brand", 0, "", 3, 0.1);
        List<MadeBid> made = desk.bid(new BidRequest("r", List.of(imp)));
        return made.isEmpty() ? Optional.empty() : Optional.of(made.get(0).id());
    }

    private Notice win(String bid, double price) throws Refusal {
        return desk.win(bid, price).join();
    }

    private void pass(Duration time) {
        clock.move(time);
        desk.keep();
    }

    @Test
    void aWinCostsWhatWasPaidAndTheRestIsFree() throws Refusal {
        String bid = bid().orElseThrow();
        assertThat(desk.health().waiting()).isEqualTo(1);
        assertThat(win(bid, 1.25)).isEqualTo(new Notice(bid, Notice.Result.BOOKED, 1_250_000));
        assertThat(balance().settled()).isEqualTo(1_250_000);
        assertThat(desk.health().spent()).isEqualTo(1_250_000);
        assertThat(desk.health().waiting()).isZero();
    }

    @Test
    void aNoticeThatComesTwiceCountsOnce() throws Refusal {
        String bid = bid().orElseThrow();
        win(bid, 1.25);
        assertThat(win(bid, 1.25).result()).isEqualTo(Notice.Result.DUPLICATE);
        assertThat(win(bid, 1.75).result()).as("at another price").isEqualTo(Notice.Result.DUPLICATE);
        assertThat(desk.loss(bid, Double.NaN).result()).isEqualTo(Notice.Result.NOTHING);
        assertThat(balance().settled()).isEqualTo(1_250_000);
        assertThat(desk.health().spent()).isEqualTo(1_250_000);
    }

    @Test
    void aLossFreesTheMoney() throws Refusal {
        String bid = bid().orElseThrow();
        assertThat(desk.loss(bid, 2.5).result()).isEqualTo(Notice.Result.RELEASED);
        assertThat(desk.health().spent()).isZero();
        assertThat(balance().settled()).isZero();
    }

    @Test
    void aBidThatNobodyTellsAboutIsFreeAfterItsTime() {
        bid();
        pass(PATIENCE.minusMillis(1));
        assertThat(desk.health().waiting()).isEqualTo(1);
        pass(Duration.ofMillis(1));
        assertThat(desk.health().waiting()).isZero();
    }

    @Test
    void aWinThatComesLateIsBookedOnce() throws Refusal {
        String bid = bid().orElseThrow();
        pass(PATIENCE);
        assertThat(win(bid, 1.5).result()).isEqualTo(Notice.Result.BOOKED);
        assertThat(win(bid, 1.5).result()).isEqualTo(Notice.Result.DUPLICATE);
        assertThat(balance().settled()).isEqualTo(1_500_000);
        assertThat(desk.health().spent()).isEqualTo(1_500_000);
    }

    @Test
    void aNoticeThatComesTwiceWhileThereIsNoLeaseSetsNothingAside() throws Refusal {
        String bid = bid().orElseThrow();
        win(bid, 1.5);
        desk.target(0);
        assertThat(win(bid, 1.5).result()).isEqualTo(Notice.Result.DUPLICATE);
        desk.keep();
        assertThat(balance().reserved()).isZero();
        assertThat(balance().settled()).isEqualTo(1_500_000);
    }

    @Test
    void aWinAfterALossIsBooked() throws Refusal {
        String bid = bid().orElseThrow();
        desk.loss(bid, Double.NaN);
        assertThat(win(bid, 1.5).result()).isEqualTo(Notice.Result.BOOKED);
        assertThat(balance().settled()).isEqualTo(1_500_000);
    }

    @Test
    void aNoticeOfABidThatWasNeverMadeIsRefused() {
        String bid = bid().orElseThrow();
        for (String id : List.of("", "x", bid + "0", bid.substring(1), bid.replace("-", "--"))) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> win(id, 1))
                    .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(404));
        }
        assertThat(balance().settled()).isZero();
    }

    @Test
    void aPriceThatIsNoneIsRefusedAndTheBidStillWaits() {
        String bid = bid().orElseThrow();
        for (double price : new double[] {Double.NaN, -1, Double.POSITIVE_INFINITY, 1e30}) {
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> win(bid, price));
        }
        assertThat(desk.health().waiting()).isEqualTo(1);
    }

    @Test
    void noMoreIsReservedThanTheLedgersLimit() throws Refusal {
        int bids = 0;
        for (int calls = 0; calls < 200; calls++) {
            bids += bid().isPresent() ? 1 : 0;
            desk.keep();
        }
        assertThat(bids).isEqualTo(50);
        pass(PATIENCE);
        assertThat(bid()).as("after all were let go").isPresent();
    }

    @Test
    void aPlatformThatChargesMoreThanIsThereIsBookedAsOverrun() throws Refusal {
        String bid = bid().orElseThrow();
        win(bid, 103);
        assertThat(balance().settled()).isEqualTo(103 * EURO);
        assertThat(balance().overrun()).isPositive();
        pass(Duration.ofSeconds(2));
        assertThat(bid()).isEmpty();
    }

    /** The lease of the bid is ended and all the money is with bids that wait. */
    @Test
    void aWinThatComesLateTakesMoneyThatBidsWaitWith() throws Refusal {
        String late = bid().orElseThrow();
        pass(LEASE_TIME);
        desk.keep();
        limit(SEARCH, WEEK, 99 * EURO);
        pass(Duration.ofSeconds(2));
        List<String> waiting = bidUntilThereIsNoMoney();
        assertThat(waiting).hasSize(49);
        assertThat(win(late, 1.5).result()).isEqualTo(Notice.Result.BOOKED);
        assertThat(win(late, 1.5).result()).isEqualTo(Notice.Result.DUPLICATE);
        for (String bid : waiting) {
            win(bid, 1.9);
        }
        assertThat(balance().settled()).isEqualTo(1_500_000 + 49 * 1_900_000L);
        assertThat(balance().overrun()).isZero();
        pass(Duration.ofSeconds(2));
        assertThat(bid()).as("not blocked, and 4.40 are left").isPresent();
    }

    private List<String> bidUntilThereIsNoMoney() {
        List<String> bids = new ArrayList<>();
        int refused = 0;
        while (refused < 3) {
            Optional<String> bid = bid();
            bid.ifPresent(bids::add);
            refused = bid.isPresent() ? 0 : refused + 1;
            desk.keep();
        }
        return bids;
    }

    @Test
    void aWinThatComesLateWhenAllIsSpentIsAnOverrun() throws Refusal {
        String late = bid().orElseThrow();
        pass(LEASE_TIME);
        pass(Duration.ofSeconds(2));
        for (String bid : bidUntilThereIsNoMoney()) {
            win(bid, 2);
        }
        win(late, 2.5);
        long beyond = balance().settled() - 100 * EURO;
        assertThat(beyond).isPositive();
        assertThat(balance().overrun()).isGreaterThanOrEqualTo(beyond);
    }

    @Test
    void aPartOfWhatEndedIsKeptForNoticesThatComeLate() throws Refusal {
        List<String> bids = bidUntilThereIsNoMoney();
        assertThat(desk.health().lateReserve()).isZero();
        pass(PATIENCE);
        long first = desk.health().lateReserve();
        assertThat(first).isPositive().isLessThan(2 * EURO);
        for (String bid : bids.subList(0, 20)) {
            win(bid, 1);
        }
        assertThat(desk.health().late()).isEqualTo(20);
        assertThat(desk.health().lateReserve()).isGreaterThan(5 * first);
        pass(PATIENCE.multipliedBy(10));
        assertThat(desk.health().lateReserve())
                .as("after that nobody tells any more")
                .isZero();
    }

    @Test
    void reservationsOfOthersWhoseTimeIsOverAreEnded() {
        var command = new LedgerCommand.Reserve(
                Account.TOTAL,
                WEEK,
                EURO,
                Duration.ofSeconds(5),
                false,
                new Note("forgotten", "test", "by a process that is gone"));
        assertThat(ledger.submit(command).accepted()).isTrue();
        pass(Duration.ofSeconds(4));
        assertThat(ledger.openReservations()).anyMatch(one -> one.id().equals("forgotten"));
        pass(Duration.ofSeconds(10));
        assertThat(ledger.openReservations()).noneMatch(one -> one.id().equals("forgotten"));
    }

    @Test
    void aTargetBelowTheLimitIsKeptFromTheNextRequestOn() throws Refusal {
        desk.target(5);
        assertThat(bid()).isPresent();
        assertThat(bid()).isPresent();
        assertThat(bid()).as("4 of 5 are reserved").isEmpty();
        desk.target(6);
        assertThat(bid()).isPresent();
        desk.target(0);
        assertThat(bid()).isEmpty();
        pass(PATIENCE);
        assertThat(balance().reserved()).isZero();
    }

    @Test
    void aTargetThatChangesWithinATickTeachesTheBidderNothing() throws Refusal {
        desk.close();
        desk = desk("dual-pacing", new DualPacing(2, 0.3));
        win(bid().orElseThrow(), 1);
        pass(Duration.ofHours(1));
        double price = desk.health().shadowPrice();
        for (double target : new double[] {50, 0, 80, 100}) {
            desk.target(target);
        }
        assertThat(desk.health().shadowPrice()).isEqualTo(price);
    }

    @Test
    void whatATickHasSpentIsCountedOnceWhenTheTargetChangesInIt() throws Refusal {
        win(bid().orElseThrow(), 2);
        desk.target(6);
        pass(Duration.ofHours(1));
        // the lease of an hour ago is over; another is taken
        pass(Duration.ofSeconds(2));
        assertThat(bid()).isPresent();
        assertThat(bid()).isPresent();
        assertThat(bid()).as("6 are spent and reserved").isEmpty();
    }

    @Test
    void aTargetBeyondTheLedgerIsRefusedWithWhatCanBe() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> desk.target(100.01))
                .withMessageContaining("target (100.01) is beyond what the ledger allows: at most 100.00")
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(409));
        for (double target : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> desk.target(target))
                    .withMessage("target must be a finite number, at least 0.");
        }
        assertThat(desk.health().target()).isEqualTo(100 * EURO);
    }

    @Test
    void aLimitThatMovesInTheLedgerIsFollowed() throws Refusal {
        limit(SEARCH, WEEK, 300 * EURO);
        pass(Duration.ofSeconds(1));
        assertThat(desk.health().target()).isEqualTo(300 * EURO);
    }

    @Test
    void anotherPeriodHasMoneyOfItsOwn() throws Refusal {
        limit(Account.TOTAL, Span.period(MONDAY.plusDays(7)), 50 * EURO);
        limit(SEARCH, Span.period(MONDAY.plusDays(7)), 50 * EURO);
        String bid = bid().orElseThrow();
        win(bid, 2);
        pass(Duration.ofDays(7));
        assertThat(desk.health().period()).contains("2024-01-08");
        assertThat(desk.health().target()).isEqualTo(50 * EURO);
        assertThat(desk.health().spent()).isZero();
        assertThat(bid()).isPresent();
        pass(Duration.ofDays(7));
        assertThat(desk.health().period()).isEmpty();
        assertThat(bid()).isEmpty();
    }

    // ---- a process that is gone ----

    @Test
    void afterAKillWhatWasBookedStaysAndWhatWasNotIsFreeAfterItsTime() throws Exception {
        win(bid().orElseThrow(), 1.5);
        bid();
        killAndRestart();
        assertThat(balance().settled()).isEqualTo(1_500_000);
        assertThat(desk.health().spent()).isEqualTo(1_500_000);
        pass(PATIENCE);
        desk.target(0);
        assertThat(balance().reserved()).isZero();
        assertThat(balance().settled()).isEqualTo(1_500_000);
    }

    @Test
    void winsOfTheProcessThatIsGoneAreBookedByTheNextOnce() throws Exception {
        String booked = bid().orElseThrow();
        String open = bid().orElseThrow();
        String late = bid().orElseThrow();
        win(booked, 1);
        killAndRestart();
        assertThat(win(booked, 1).result()).isEqualTo(Notice.Result.DUPLICATE);
        assertThat(win(open, 1.25).result()).isEqualTo(Notice.Result.BOOKED);
        pass(PATIENCE);
        assertThat(win(late, 1.5).result()).isEqualTo(Notice.Result.BOOKED);
        killAndRestart();
        for (String bid : List.of(booked, open, late)) {
            assertThat(win(bid, 1).result()).isEqualTo(Notice.Result.DUPLICATE);
        }
        assertThat(balance().settled()).isEqualTo(3_750_000);
        assertThat(desk.health().spent()).isEqualTo(3_750_000);
        assertThat(balance().overrun()).isZero();
    }

    @Test
    void whatALeaseThatExpiredDidNotSpendIsRefundedByTheNextProcess() throws Exception {
        win(bid().orElseThrow(), 1.5);
        desk.leave();
        clock.move(LEASE_TIME.plusSeconds(1));
        ledger.expireDue("test");
        assertThat(balance().settled()).as("taken as spent").isGreaterThan(1_500_000);
        desk = desk();
        assertThat(balance().settled()).isEqualTo(1_500_000);
        assertThat(desk.health().spent()).isEqualTo(1_500_000);
    }

    @Test
    void aProcessThatSleptThroughItsLeaseGoesOn() throws Refusal {
        String bid = bid().orElseThrow();
        clock.move(LEASE_TIME.plusSeconds(1));
        ledger.expireDue("test");
        assertThat(win(bid, 1.5).result()).isEqualTo(Notice.Result.BOOKED);
        desk.keep();
        assertThat(balance().settled()).isEqualTo(1_500_000);
        assertThat(bid()).isPresent();
    }

    @Test
    void theLimitHoldsOverManyKills() throws Exception {
        long paid = 0;
        for (int life = 0; life < 12; life++) {
            for (int k = 0; k < 7; k++) {
                Optional<String> bid = bid();
                if (bid.isPresent() && k % 2 == 0) {
                    paid += win(bid.get(), 1.9).micros();
                }
                desk.keep();
            }
            assertThat(balance().settled() + balance().reserved()).isLessThanOrEqualTo(100 * EURO);
            killAndRestart();
        }
        assertThat(balance().settled()).isEqualTo(paid);
        assertThat(balance().overrun()).isZero();
    }

    @Test
    void oneProcessBidsForAChannelAtATime() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(this::desk)
                .withMessageContaining("another process bids for search here.");
    }

    @Test
    void atTheEndAllIsGivenBack() throws Refusal {
        win(bid().orElseThrow(), 1.5);
        bid();
        desk.stopBidding();
        assertThat(bid()).isEmpty();
        desk.keep();
        assertThat(desk.isQuiet()).isFalse();
        pass(PATIENCE);
        assertThat(desk.isQuiet()).isTrue();
        assertThat(balance().reserved()).isZero();
    }

    // ---- bids ----

    @Test
    void aRequestThatIsNotForTheAgentIsNotBidOn() {
        for (BidRequest.Imp imp : List.of(
                new BidRequest.Imp("1", "other", 0, "", 3, 0.1),
                new BidRequest.Imp("1", "brand", 2.01, "", 3, 0.1),
                new BidRequest.Imp("1", "brand", 0, "USD", 3, 0.1))) {
            assertThat(desk.bid(new BidRequest("r", List.of(imp)))).isEmpty();
        }
        var imp = new BidRequest.Imp("1", "brand", 2, "EUR", 3, 0.1);
        assertThat(desk.bid(new BidRequest("r", List.of(imp))))
                .singleElement()
                .satisfies(made -> assertThat(made.micros()).isEqualTo(2 * EURO));
    }
}
