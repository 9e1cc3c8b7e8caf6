package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import io.weir.response.AdstockKind;
import io.weir.response.Histories;
import io.weir.response.ModelSettings;
import io.weir.response.ModelSettings.BaselineSettings;
import io.weir.response.ModelSettings.ChannelSettings;
import io.weir.response.ModelSettings.PriorSettings;
import io.weir.response.SaturationKind;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogPosteriorTest {
    @ParameterizedTest(name = "{0}, {1}, {2} geos")
    @CsvSource({
        "GEOMETRIC, HILL, 1",
        "DELAYED, LOGISTIC, 1",
        "WEIBULL_PDF, TANH, 1",
        "WEIBULL_CDF, MICHAELIS_MENTEN, 3",
        "BINOMIAL, ROOT, 1",
        "NONE, HILL, 2"
    })
    void gradientAgreesWithFiniteDifferences(AdstockKind adstock, SaturationKind saturation, int geos) {
        var random = new SplittableRandom(7);
        var settings = new ModelSettings(
                ImmutableMap.of(
                        "search",
                        ChannelSettings.builder()
                                .adstock(adstock)
                                .saturation(saturation)
                                .fatigue(true)
                                .followsDemand(true)
                                .build(),
                        "email",
                        ChannelSettings.builder()
                                .priors(PriorSettings.ofReturn(2, 0.4))
                                .build()),
                ModelSettings.Interactions.AUTO,
                true,
                BaselineSettings.DEFAULT);
        var density = new LogPosterior(new ModelData(Histories.any(random, geos, 70), settings));
        var z = random.doubles(density.dimension(), -1, 1).toArray();
        var gradient = new double[z.length];
        density.at(z, gradient);
        var scratch = new double[z.length];
        for (int k = 0; k < z.length; k++) {
            double h = 1e-5;
            double kept = z[k];
            z[k] = kept + h;
            double above = density.at(z, scratch);
            z[k] = kept - h;
            double below = density.at(z, scratch);
            z[k] = kept;
            assertThat(gradient[k])
                    .as("coordinate %s of %s", k, z.length)
                    .isCloseTo((above - below) / (2 * h), within(1e-4 * Math.max(1, Math.abs(gradient[k]))));
        }
    }
}
