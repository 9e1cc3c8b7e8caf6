package io.weir.enforcer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final Account SEARCH = new Account("search");

    @Test
    void spendsToTheLastMicroAndNoMore() {
        var lease = new Lease("lease", SEARCH, 10);
        assertThat(lease.spend(7)).isTrue();
        assertThat(lease.spend(4)).isFalse();
        assertThat(lease.spend(3)).isTrue();
        assertThat(lease.spend(1)).isFalse();
        assertThat(lease.spend(0)).isTrue();
        assertThat(lease.spent()).isEqualTo(10);
    }

    @Test
    void aClosedLeaseSpendsNothing() {
        var lease = new Lease("lease", SEARCH, 10);
        lease.spend(7);
        assertThat(lease.close()).isEqualTo(7);
        assertThat(lease.spend(1)).isFalse();
        assertThat(lease.spend(0)).isFalse();
        assertThat(lease.close()).isEqualTo(7);
        assertThat(lease.spent()).isEqualTo(7);
    }

    @Test
    void whatIsGivenBackCanBeSpentAgain() {
        var lease = new Lease("lease", SEARCH, 10);
        lease.spend(7);
        assertThat(lease.giveBack(5)).isTrue();
        assertThat(lease.spent()).isEqualTo(2);
        assertThat(lease.spend(8)).isTrue();
        assertThat(lease.close()).isEqualTo(10);
        assertThat(lease.giveBack(1)).isFalse();
        assertThat(lease.spent()).isEqualTo(10);
    }

    @Test
    void moreThanWasSpentIsNotTakenBack() {
        var lease = new Lease("lease", SEARCH, 10);
        lease.spend(7);
        for (long amount : new long[] {8, -1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> lease.giveBack(amount))
                    .withMessageContaining("at most what was spent of lease");
        }
        assertThat(lease.spent()).isEqualTo(7);
    }

    @Test
    void negativeAmountsAreRefused() {
        var lease = new Lease("lease", SEARCH, 10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lease.spend(-1))
                .withMessage("amount (-1 micros) must be at least 0.");
        assertThatIllegalArgumentException().isThrownBy(() -> new Lease("lease", SEARCH, 0));
    }

    @Test
    void manyThreadsTogetherSpendItAll() throws Exception {
        var lease = new Lease("lease", SEARCH, 1_000_003);
        var pool = Executors.newFixedThreadPool(20);
        List<Callable<Long>> work = new ArrayList<>();
        for (int thread = 0; thread < 20; thread++) {
            int amount = 1 + thread % 3;
            work.add(() -> spendAll(lease, amount));
        }
        long spent = 0;
        for (var done : pool.invokeAll(work)) {
            spent += done.get();
        }
        pool.shutdown();
        assertThat(spent).isEqualTo(lease.spent()).isEqualTo(1_000_003);
    }

    private static long spendAll(Lease lease, int amount) {
        long spent = 0;
        while (lease.spend(amount)) {
            spent += amount;
        }
        return spent;
    }

    // ---- every interleaving looks like some order ----

    /** What Lincheck calls from several threads. */
    @Param(name = "amount", gen = IntGen.class, conf = "0:30")
    public static class Concurrent {
        private final Lease lease = new Lease("lease", SEARCH, 48);

        @Operation
        public boolean spend(@Param(name = "amount") int amount) {
            return lease.spend(amount);
        }

        @Operation
        public boolean giveBack(@Param(name = "amount") int amount) {
            return lease.giveBack(amount);
        }

        @Operation
        public long spent() {
            return lease.spent();
        }

        @Operation
        public long close() {
            return lease.close();
        }
    }

    /** The same in one thread, without stripes. */
    public static class Plain {
        private long left = 48;
        private boolean closed;

        public boolean spend(int amount) {
            boolean may = !closed && amount <= left;
            left -= may ? amount : 0;
            return may;
        }

        public boolean giveBack(int amount) {
            if (!closed && amount > 48 - left) {
                throw new IllegalArgumentException();
            }
            left += closed ? 0 : amount;
            return !closed;
        }

        public long spent() {
            return 48 - left;
        }

        public long close() {
            closed = true;
            return 48 - left;
        }
    }

    @Test
    void threadsSeeOneLeaseUnderModelChecking() {
        new ModelCheckingOptions()
                .iterations(10)
                .invocationsPerIteration(500)
                .threads(3)
                .actorsPerThread(3)
                .sequentialSpecification(Plain.class)
                .check(Concurrent.class);
    }

    @Test
    void threadsSeeOneLeaseUnderStress() {
        new StressOptions()
                .iterations(10)
                .invocationsPerIteration(1000)
                .threads(3)
                .actorsPerThread(3)
                .sequentialSpecification(Plain.class)
                .check(Concurrent.class);
    }
}
