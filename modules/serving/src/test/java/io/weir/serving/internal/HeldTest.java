package io.weir.serving.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.enforcer.Account;
import io.weir.enforcer.Lease;
import org.junit.jupiter.api.Test;

/** What a lease of 10 micros lends to notices that come late. */
class HeldTest {
    private final Held held = new Held(0, new Lease("lease", new Account("search"), 10), 0);

    @Test
    void whatBidsWaitWithCanBeBorrowedButNotWhatIsBooked() {
        assertThat(held.reserve(10)).isTrue();
        held.book(4);
        assertThat(held.borrow(7)).isFalse();
        assertThat(held.borrow(6)).isTrue();
        assertThat(held.borrow(1)).isFalse();
    }

    @Test
    void nobodyBidsUntilWhatWasBorrowedIsMadeUpFor() {
        assertThat(held.reserve(9)).isTrue();
        assertThat(held.borrow(3)).isTrue();
        assertThat(held.left()).isZero();
        assertThat(held.reserve(1)).isFalse();
        held.change(-2);
        assertThat(held.reserve(1)).isFalse();
        held.change(-4);
        assertThat(held.left()).isEqualTo(4);
        assertThat(held.reserve(4)).isTrue();
    }

    @Test
    void whatWasBorrowedAndNotNeededComesBackWhole() {
        assertThat(held.reserve(8)).isTrue();
        assertThat(held.borrow(3)).isTrue();
        held.change(-8);
        held.giveBorrowedBack(3);
        assertThat(held.left()).isEqualTo(10);
        assertThat(held.borrow(10)).isTrue();
    }

    @Test
    void itEndsWhenNobodyWaitsAndThenLendsNothing() {
        assertThat(held.reserve(5)).isTrue();
        held.retire();
        assertThat(held.end()).isFalse();
        assertThat(held.borrow(1)).isTrue();
        held.done();
        held.done();
        assertThat(held.end()).isTrue();
        assertThat(held.borrow(1)).isFalse();
        assertThat(held.end()).as("again, after a ledger that did not answer").isTrue();
    }
}
