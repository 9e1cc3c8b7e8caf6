package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.response.SaturationKind;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ProductEnvelopeTest {
    private static final int PAIRS = 300;
    private static final int POINTS = 40;

    /** A curve with a half point and a slope. */
    private record Curve(SaturationKind kind, double half, double slope) {
        static Curve any(SplittableRandom random) {
            SaturationKind[] kinds = SaturationKind.values();
            SaturationKind kind = kinds[random.nextInt(kinds.length)];
            double slope = kind == SaturationKind.ROOT ? random.nextDouble(0.1, 0.9) : random.nextDouble(0.2, 4);
            return new Curve(kind, Math.exp(random.nextDouble(-2, 2)), slope);
        }

        double at(double a) {
            return Saturations.at(kind, half, slope, a);
        }

        double any(SplittableRandom random, double spread) {
            return random.nextInt(8) == 0 ? 0 : half * Math.exp(random.nextDouble(-spread, spread));
        }
    }

    @Test
    void noTangentIsBelowTheProductAnywhere() {
        var random = new SplittableRandom(5);
        for (int pair = 0; pair < PAIRS; pair++) {
            Curve first = Curve.any(random);
            Curve second = Curve.any(random);
            var envelope = new ProductEnvelope();
            for (int k = 0; k < POINTS; k++) {
                double a = first.any(random, 4);
                double b = second.any(random, 4);
                envelope.at(first.kind, first.half, first.slope, a, second.kind, second.half, second.slope, b);
                double c = first.any(random, 6);
                double d = second.any(random, 6);
                double tangent = envelope.value() + envelope.inFirst() * (c - a) + envelope.inSecond() * (d - b);
                double product = first.at(c) * second.at(d);
                assertThat(tangent)
                        .as("%s %s at %g %g over %g %g", first, second, a, b, c, d)
                        .isGreaterThanOrEqualTo(product - 1e-7 * Math.max(1, product));
            }
        }
    }

    @Test
    void isTheProductWhereThatIsConcave() {
        var envelope = new ProductEnvelope();
        envelope.at(SaturationKind.MICHAELIS_MENTEN, 2, 1, 4, SaturationKind.MICHAELIS_MENTEN, 3, 1, 3);
        assertThat(envelope.value()).isCloseTo(2.0 / 3 * 0.5, within(1e-12));
    }

    @Test
    void isTheClosedFormBelowTheEdge() {
        var envelope = new ProductEnvelope();
        envelope.at(SaturationKind.MICHAELIS_MENTEN, 2, 1, 0.5, SaturationKind.MICHAELIS_MENTEN, 3, 1, 1.2);
        double a = 0.25;
        double b = 0.4;
        double root = Math.sqrt(a) + Math.sqrt(b);
        assertThat(envelope.value()).isCloseTo(a * b / (root * root), within(1e-8));
    }
}
