package io.weir.response;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import io.weir.core.History;
import io.weir.core.Progress;
import io.weir.response.internal.ModelChoice;
import io.weir.response.internal.ModelData;
import io.weir.response.internal.NutsSampler;
import io.weir.response.internal.Particles;
import io.weir.response.internal.PosteriorReader;
import java.util.SplittableRandom;

/**
 * A calibration that follows its history period by period: once from scratch, then in a fraction of a second each time the history has
 * grown ({@link Particles}). Families of carry-over and flattening stay as they were chosen at first. Not safe for use by
 * several threads.
 *
 * <p>Spend that the team itself has set is part of the history like any other; where it follows what the KPI was expected to do, the
 * model's {@code follows-demand} holds as in {@link Calibrator}.
 */
public final class SequentialCalibrator {
    private final ModelChoice.Decided decided;
    /** Of all that the next update draws: copies that learn the same know the same. */
    private long seed;

    private Particles particles;
    private Posterior posterior;
    private double effective = 1;
    private int periods;

    private SequentialCalibrator(
            ModelChoice.Decided decided, long seed, Particles particles, Posterior posterior, int periods) {
        this.decided = decided;
        this.seed = seed;
        this.particles = particles;
        this.posterior = posterior;
        this.periods = periods;
    }

    /**
     * Calibrates from scratch.
     *
     * @param history what happened
     * @param model what the user decides about the model
     * @param sampler how it is sampled at first
     * @param progress told how far it is
     */
    public static SequentialCalibrator start(
            History history, ModelSettings model, SamplerSettings sampler, Progress progress) {
        ModelChoice.Decided decided = ModelChoice.decide(history, model);
        var random = new SplittableRandom(sampler.seed());
        var data = new ModelData(history, decided.settings());
        ImmutableList<NutsSampler.Chain> chains = Calibrator.chains(
                history, data, decided, sampler, random, share -> progress.at(Calibrator.FITTING, share));
        Posterior posterior =
                PosteriorReader.read(history, data, decided.choices(), chains, sampler.keep(), random.split());
        return new SequentialCalibrator(
                decided, random.nextLong(), Particles.of(data, chains), posterior, history.periods());
    }

    /** One that knows the same and goes on by itself. */
    public SequentialCalibrator copy() {
        var copy = new SequentialCalibrator(decided, seed, particles, posterior, periods);
        copy.effective = effective;
        return copy;
    }

    /** What is known by now. */
    public Posterior posterior() {
        return posterior;
    }

    /**
     * Of which share of the draws the last update made use before it moved them, 0 to 1: where it is small, as below a tenth, the new
     * periods were a surprise, and to calibrate from scratch is safer.
     */
    public double effectiveShare() {
        return effective;
    }

    /**
     * Follows a history that has grown; what was reported late of its earlier periods may have grown too.
     *
     * @param longer the same history with more periods
     * @return what is known now
     * @throws IllegalArgumentException if it is shorter than before
     */
    public Posterior update(History longer) {
        require(longer.periods() >= periods, "periods (%s) must be at least %s, as before.", longer.periods(), periods);
        periods = longer.periods();
        var data = new ModelData(longer, decided.settings());
        var random = new SplittableRandom(seed);
        seed = random.nextLong();
        Particles.Updated updated = particles.update(data, random.split());
        particles = updated.particles();
        effective = updated.effective() / Particles.count();
        posterior = PosteriorReader.read(
                longer, data, decided.choices(), updated.chains(), Particles.count(), random.split());
        return posterior;
    }
}
