package io.weir.planning.internal.output;

import io.weir.planning.PlanReport.CurvePoint;
import io.weir.planning.PlanReport.Estimate;
import java.util.List;
import java.util.Optional;

/** Reads a response curve between its points. */
final class Curves {
    private Curves() {}

    /** The value at a spend, on the straight line between the neighbouring points; empty outside the curve. */
    static Optional<Estimate> at(List<CurvePoint> curve, double spend) {
        for (int i = 0; i < curve.size(); i++) {
            CurvePoint right = curve.get(i);
            if (right.spend() == spend) {
                return Optional.of(right.value());
            }
            if (i > 0 && curve.get(i - 1).spend() < spend && spend < right.spend()) {
                return Optional.of(between(curve.get(i - 1), right, spend));
            }
        }
        return Optional.empty();
    }

    private static Estimate between(CurvePoint left, CurvePoint right, double spend) {
        double share = (spend - left.spend()) / (right.spend() - left.spend());
        return new Estimate(
                mix(left.value().mean(), right.value().mean(), share),
                mix(left.value().low(), right.value().low(), share),
                mix(left.value().high(), right.value().high(), share));
    }

    private static double mix(double left, double right, double share) {
        return left + share * (right - left);
    }
}
