package io.weir.serving.internal;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** What happened on one line, summed up since the process began. Safe for use by several threads. */
final class LineCounts {
    final LongAdder requests = new LongAdder();
    final LongAdder values = new LongAdder();
    final DoubleAdder value = new DoubleAdder();
    final LongAdder rates = new LongAdder();
    final DoubleAdder rate = new DoubleAdder();
    final LongAdder wins = new LongAdder();
    final LongAdder micros = new LongAdder();
    final LongAdder prices = new LongAdder();
    final DoubleAdder price = new DoubleAdder();

    /** A price that had to be beaten, in the line's unit. */
    void priceToBeat(double told) {
        prices.increment();
        price.add(told);
    }
}
