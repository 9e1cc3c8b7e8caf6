package io.weir.response;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import io.weir.core.History;
import io.weir.core.Kpi;
import io.weir.core.Panel;
import io.weir.response.internal.PriorMarket;
import java.util.SplittableRandom;

/**
 * Markets that the model itself believes in: responses drawn from the prior, and histories that they make of a template's
 * spend. What tests of a calibration begin with. Immutable and thread-safe.
 */
public final class PriorPredictive {
    private final History template;
    private final ModelSettings settings;

    /**
     * @param template its spend, controls and the size of its KPI are kept
     * @param settings of the model
     */
    public PriorPredictive(History template, ModelSettings settings) {
        require(template.experiments().isEmpty(), "a template has no experiments.");
        this.template = template;
        this.settings = settings;
    }

    /**
     * A market.
     *
     * @param history the template with the KPI that the market made
     * @param truth the response that made it: a posterior of one draw
     */
    public record Drawn(History history, Posterior truth) {}

    /**
     * Draws a market.
     *
     * @param seed of all chance in it
     * @param level whether the KPI's level and slope are drawn from their wide priors too; otherwise they stay the
     *     template's
     */
    public Drawn draw(long seed, boolean level) {
        var random = new SplittableRandom(seed);
        var market = new PriorMarket(template, settings);
        double[] position = market.position(random);
        double[][] kpi = market.kpi(position, level, random);
        History history = with(kpi);
        return new Drawn(history, market.truth(history, position, random));
    }

    /**
     * The posterior of a drawn market under the very prior it was drawn from: families are not chosen, and the prior's
     * scales stay the template's instead of following the drawn KPI.
     */
    public Posterior calibrate(Drawn market, SamplerSettings sampler) {
        return new PriorMarket(template, settings).posterior(market.history(), sampler);
    }

    private History with(double[][] kpi) {
        Kpi old = template.kpi();
        return new History(
                template.length(),
                template.start(),
                template.geos(),
                new Kpi(old.name(), old.kind(), Panel.of(kpi), old.value(), old.maturity()),
                template.channels(),
                template.controls(),
                ImmutableList.of(),
                template.unit());
    }
}
