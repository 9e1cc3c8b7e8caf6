package io.weir.response.internal;

/** A log density, up to a constant, with its gradient. Not thread-safe: one instance per chain. */
public interface LogDensity {
    int dimension();

    /**
     * @param position {@code [dimension]}
     * @param gradient receives the gradient, {@code [dimension]}
     * @return the log density; may be negative infinity or NaN where it is not defined
     */
    double at(double[] position, double[] gradient);
}
