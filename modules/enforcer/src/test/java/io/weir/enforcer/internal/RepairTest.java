package io.weir.enforcer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.RuleSet;
import io.weir.enforcer.Problem;
import org.junit.jupiter.api.Test;

class RepairTest {
    /** Half of the money each: neither may be raised alone. */
    @Test
    void whatNoCellMaySpendAloneIsSpentByTwo() {
        RuleSet rules = Problem.of(1, "search", "social")
                .budget(1_000)
                .maxShare("search", 0.5)
                .maxShare("social", 0.5)
                .rules();
        Booking booking = Booking.of(rules, RuleCompiler.compile(rules));
        Draft draft = Draft.of(booking, new long[] {20_000, 20_000});

        Repair.spend(booking, draft, booking.wanted());

        assertThat(draft.amounts()).containsExactly(50_000, 50_000);
        assertThat(draft.violation()).isZero();
    }

    @Test
    void whatRulesForbidStaysUnspent() {
        RuleSet rules = Problem.of(1, "search", "social")
                .budget(1_000)
                .max("search", 300)
                .maxShare("social", 0.5)
                .rules();
        Booking booking = Booking.of(rules, RuleCompiler.compile(rules));
        Draft draft = Draft.of(booking, new long[] {0, 0});

        Repair.spend(booking, draft, booking.wanted());

        assertThat(draft.amounts()).containsExactly(30_000, 30_000);
        assertThat(draft.violation()).isZero();
    }
}
