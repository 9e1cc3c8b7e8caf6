package io.weir.simulator;

import static io.weir.core.Checks.requireInRange;

/**
 * How seeing an ad, or reading a mail, moves people who do not buy at once: chances per person reached and day at full
 * effect.
 *
 * @param inform an unaware person is aware
 * @param warm an aware person is favourable
 * @param arouse an idle person comes into need
 * @param prompt a person in need starts to search
 */
public record Persuasion(double inform, double warm, double arouse, double prompt) {
    /** @throws IllegalArgumentException if a component is out of range */
    public Persuasion {
        requireInRange("inform", inform, 0, 1);
        requireInRange("warm", warm, 0, 1);
        requireInRange("arouse", arouse, 0, 1);
        requireInRange("prompt", prompt, 0, 1);
    }
}
