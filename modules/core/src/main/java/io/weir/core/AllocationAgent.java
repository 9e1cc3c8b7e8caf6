package io.weir.core;

/** Sets each channel's spend target for every period of a plan. */
public interface AllocationAgent {
    /**
     * @param objective what is maximised
     * @param region what the rules allow
     * @param carryingOn the spend per cell that would be executed without the agent, currency; a start to improve on
     * @param seed of random starts
     * @param progress told how far it is
     * @return targets before the enforcer has seen them
     */
    Proposal propose(Objective objective, FeasibleRegion region, double[] carryingOn, long seed, Progress progress);

    /**
     * Targets before the enforcer has seen them.
     *
     * @param spend currency per cell
     * @param value expected value, objective units
     * @param upperBound no plan in the region is worth more: expected value less what its broken soft limits cost; infinite
     *     where that was not proved
     * @param shadowPrices per constraint of the region: what one more unit of its limit would earn, objective units per
     *     currency; positive where the upper limit holds, negative where the lower one does
     * @param budgetPrice what one more unit of the total would earn, objective units per currency
     */
    record Proposal(double[] spend, double value, double upperBound, double[] shadowPrices, double budgetPrice) {
        /**
         * Share of the bound by which the value may fall short of the best: {@code 1 - value / upperBound}, at least 0; NaN
         * where no bound is known.
         */
        public double gap() {
            if (upperBound == Double.POSITIVE_INFINITY) {
                return Double.NaN;
            }
            return upperBound > 0 ? Math.max(0, 1 - value / upperBound) : 0;
        }

        /** The same with another bound that was proved, where that is nearer. */
        public Proposal boundedBy(double bound) {
            return new Proposal(spend, value, Math.min(upperBound, bound), shadowPrices, budgetPrice);
        }
    }
}
