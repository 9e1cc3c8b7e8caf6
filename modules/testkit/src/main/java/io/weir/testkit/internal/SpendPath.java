package io.weir.testkit.internal;

import io.weir.testkit.SampleChannel.Spell;
import io.weir.testkit.SampleChannel.Spending;
import io.weir.testkit.SampleWorld;
import java.time.LocalDate;

/** What a channel spent, period by period: see {@link Spending}. */
final class SpendPath {
    private final SampleWorld world;
    private final Spending spending;
    private final Dice dice;

    private SpendPath(SampleWorld world, Spending spending, Dice dice) {
        this.world = world;
        this.spending = spending;
        this.dice = dice;
    }

    /** Currency per period, {@code [period - first]}, up to the history's last period. */
    static double[] of(SampleWorld world, Spending spending, int first, Dice dice) {
        return new SpendPath(world, spending, dice).from(first);
    }

    private double[] from(int first) {
        var spend = new double[world.periods() - first];
        var bursts = new Spells(spending.burst(), dice.split());
        var pauses = new Spells(spending.pause(), dice.split());
        double memory = StrictMath.exp(-1 / spending.wavePeriods());
        double wave = dice.normal();
        for (int k = 0; k < spend.length; k++) {
            wave = memory * wave + StrictMath.sqrt(1 - memory * memory) * dice.normal();
            LocalDate day = world.startOf(first + k);
            double log = spending.season() * Year.swing(day, spending.seasonPeak())
                    + spending.wave() * wave
                    + spending.jitter() * dice.normal();
            double factor = bursts.next() * pauses.next() * weekday(day);
            spend[k] = rounded(spending.mean() * StrictMath.exp(log) * factor);
        }
        return spend;
    }

    private double weekday(LocalDate day) {
        return spending.weekday().isEmpty()
                ? 1
                : spending.weekday().get(day.getDayOfWeek().getValue() - 1);
    }

    private double rounded(double amount) {
        double steps = StrictMath.rint(amount / spending.unit());
        return StrictMath.rint(steps * spending.unit() * 100) / 100;
    }

    /** The factor of a spell, period by period. */
    private static final class Spells {
        private final Spell spell;
        private final Dice dice;
        private int left;

        Spells(Spell spell, Dice dice) {
            this.spell = spell;
            this.dice = dice;
        }

        double next() {
            if (left > 0) {
                left--;
                return spell.factor();
            }
            if (dice.happens(spell.chance())) {
                left = dice.between(spell.shortest(), spell.longest()) - 1;
                return spell.factor();
            }
            return 1;
        }
    }
}
