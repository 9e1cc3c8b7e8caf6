package io.weir.simulator;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;

/**
 * How people move by themselves, without any advertising. All but the last four are chances per person and day.
 *
 * @param discover an unaware person hears of the brand
 * @param forget an aware person forgets it
 * @param cool a favourable person is merely aware again
 * @param search a person in need starts to search
 * @param fade a person in need has none any more
 * @param giveUp a searching person stops, or buys elsewhere
 * @param buy a searching person buys here without having clicked an ad
 * @param recover somebody who bought can need something again
 * @param lapse a customer is lost
 * @param rejoin somebody who left the list may be asked again
 * @param keep multiple of {@code lapse} for readers of the list, 0 to 1
 * @param delight share of buyers that prefer the brand from then on
 * @param signUp share of buyers without an ad that join the list
 * @param fee what a customer pays per day while being one, currency; 0 where nothing is subscribed to
 */
public record Funnel(
        double discover,
        double forget,
        double cool,
        ByAttitude search,
        double fade,
        double giveUp,
        ByAttitude buy,
        double recover,
        double lapse,
        double rejoin,
        double keep,
        double delight,
        double signUp,
        double fee) {
    /** @throws IllegalArgumentException if a component is out of range */
    public Funnel {
        requireInRange("discover", discover, 0, 1);
        requireInRange("forget", forget, 0, 1);
        requireInRange("cool", cool, 0, 1);
        requireInRange("search", search.largest(), 0, 1);
        requireInRange("fade", fade, 0, 1);
        requireInRange("give-up", giveUp, 0, 1);
        requireInRange("buy", buy.largest(), 0, 1);
        requireInRange("recover", recover, 0, 1);
        requireInRange("lapse", lapse, 0, 1);
        requireInRange("rejoin", rejoin, 0, 1);
        requireInRange("keep", keep, 0, 1);
        requireInRange("delight", delight, 0, 1);
        requireInRange("sign-up", signUp, 0, 1);
        require(fee >= 0 && fee < Double.POSITIVE_INFINITY, "fee (%s) must be at least 0.", fee);
    }
}
