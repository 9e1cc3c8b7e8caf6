package io.weir.policy;

import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;

/**
 * A PID controller on the relative error of the last tick's spend: {@code multiplier *= exp(clip(kp e + ki sum e + kd (e -
 * e')))}, where {@code e = 1 - spend / (what is left / ticks left)}; {@code bid = multiplier * value}.
 *
 * <p>Source: Zhang, Rong, Wang, Zhu and Wang (2016), <em>Feedback control of real-time display advertising</em>.
 */
public final class PidPacing implements BiddingAgent {
    private static final double MOST_STEP = 1.5;
    private static final double MOST_SUM = 50;

    private final double proportional;
    private final double integral;
    private final double derivative;
    private double multiplier;
    private double target;
    private double spentBefore;
    private double sum;
    private double errorBefore;

    /**
     * @param multiplier of the value at the start, dimensionless, {@code > 0}
     * @param proportional gain, {@code >= 0}
     * @param integral gain, {@code >= 0}
     * @param derivative gain, {@code >= 0}
     * @throws IllegalArgumentException if one is out of range
     */
    public PidPacing(double multiplier, double proportional, double integral, double derivative) {
        this.multiplier = requirePositive("multiplier", multiplier);
        this.proportional = requireInRange("proportional", proportional, 0, Double.MAX_VALUE);
        this.integral = requireInRange("integral", integral, 0, Double.MAX_VALUE);
        this.derivative = requireInRange("derivative", derivative, 0, Double.MAX_VALUE);
    }

    @Override
    public void begin(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
        spentBefore = 0;
    }

    @Override
    public void retarget(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
    }

    @Override
    public void bid(Observation seen, Bids bids) {
        double left = Math.max(0, target - seen.spent());
        if (seen.ticksLeft() < seen.ticksPerPeriod() && Multiplier.teaches(target, spentBefore)) {
            double due = (target - spentBefore) / (seen.ticksLeft() + 1.0);
            double error = Math.max(-MOST_STEP, 1 - (seen.spent() - spentBefore) / due);
            sum = Math.min(MOST_SUM, Math.max(-MOST_SUM, sum + error));
            double step = proportional * error + integral * sum + derivative * (error - errorBefore);
            multiplier = Multiplier.within(multiplier * Math.exp(Math.min(MOST_STEP, Math.max(-MOST_STEP, step))));
            errorBefore = error;
        }
        spentBefore = seen.spent();
        Multiplier.bid(multiplier, seen, bids);
        bids.limit(left);
    }

    @Override
    public BiddingAgent copy() {
        var copy = new PidPacing(multiplier, proportional, integral, derivative);
        copy.target = target;
        copy.spentBefore = spentBefore;
        copy.sum = sum;
        copy.errorBefore = errorBefore;
        return copy;
    }

    @Override
    public double shadowPrice() {
        return 1 / multiplier;
    }
}
