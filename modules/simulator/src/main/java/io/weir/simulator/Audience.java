package io.weir.simulator;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

/**
 * People who are alike in how often they need something, how much they spend and where they stand at first.
 *
 * @param name unique in the world, not blank
 * @param size number of people, 1 to 100 million
 * @param need chance that an idle person comes into need on a day, 0 to 1
 * @param repeat chance that an idle customer does, 0 to 1
 * @param orderValue mean of an order, currency, {@code > 0}
 * @param orderSpread standard deviation of an order over its mean, 0.01 to 3
 * @param aware share that knows the brand at first, 0 to 1
 * @param favourable share of those that prefer it, 0 to 1
 * @param customers share that are customers at first, 0 to 1
 * @param onList share of the customers that reads the list at first, 0 to 1
 */
public record Audience(
        String name,
        double size,
        double need,
        double repeat,
        double orderValue,
        double orderSpread,
        double aware,
        double favourable,
        double customers,
        double onList) {
    /** Most people of one audience. */
    public static final double MOST_PEOPLE = 1e8;

    /** @throws IllegalArgumentException if a component is out of range */
    public Audience {
        require(!name.isBlank(), "audience name (%s) must not be blank.", name);
        requireInRange("size", size, 1, MOST_PEOPLE);
        require(size == Math.rint(size), "size (%s) must be a whole number.", size);
        requireInRange("need", need, 0, 1);
        requireInRange("repeat", repeat, 0, 1);
        requirePositive("order-value", orderValue);
        requireInRange("order-spread", orderSpread, 0.01, 3);
        requireInRange("aware", aware, 0, 1);
        requireInRange("favourable", favourable, 0, 1);
        requireInRange("customers", customers, 0, 1);
        requireInRange("on-list", onList, 0, 1);
    }
}
