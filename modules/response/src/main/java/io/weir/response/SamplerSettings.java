package io.weir.response;

import static io.weir.core.Checks.require;

/**
 * How the posterior is sampled.
 *
 * @param seed of all randomness
 * @param chains independent chains, at least 2
 * @param warmup transitions per chain that adapt and are thrown away
 * @param draws transitions per chain that are kept
 * @param keep joint draws that the posterior holds in the end, thinned evenly from all chains
 */
public record SamplerSettings(long seed, int chains, int warmup, int draws, int keep) {
    /** @throws IllegalArgumentException if a count is too small */
    public SamplerSettings {
        require(chains >= 2, "chains (%s) must be at least 2.", chains);
        require(warmup >= 50 && draws >= 50, "warmup (%s) and draws (%s) must be at least 50.", warmup, draws);
        require(keep >= 1 && keep <= chains * draws, "keep (%s) must be in [1, %s].", keep, chains * draws);
    }

    /** Four chains of 1,500 draws after 200 of warm-up, 400 kept. */
    public static SamplerSettings standard(long seed) {
        return new SamplerSettings(seed, 4, 200, 1500, 400);
    }
}
