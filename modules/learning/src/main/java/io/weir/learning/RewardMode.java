package io.weir.learning;

/** What agents learn to raise. */
public enum RewardMode {
    /** Each its own reward. */
    COMPETITIVE {
        @Override
        public double of(Feedback feedback, int agent, double temperature) {
            return feedback.reward(agent);
        }
    },
    /** All the sum of all rewards. */
    COOPERATIVE {
        @Override
        public double of(Feedback feedback, int agent, double temperature) {
            return feedback.total();
        }
    },
    /**
     * Each a share of the sum, by how strongly it reached for it: {@code softmax(claims / temperature) * total}. Near
     * {@link #COMPETITIVE} where the temperature is low, near {@link #COOPERATIVE} where it is high.
     *
     * <p>Source: Wen, Xu, Zhang and others (2022), <em>A Cooperative-Competitive Multi-Agent Framework for Auto-bidding in
     * Online Advertising</em>, temperature-regularised credit assignment.
     */
    MIXED {
        @Override
        public double of(Feedback feedback, int agent, double temperature) {
            return feedback.share(agent, temperature) * feedback.total();
        }
    },
    /**
     * All that the sum is more with the agent than if it had held back. Raises the sum as {@link #COOPERATIVE} does, with less
     * noise from the others; needs an environment that tells it.
     *
     * <p>Source: Wolpert and Tumer (2001), <em>Optimal payoff functions for members of collectives</em>.
     */
    DIFFERENCE {
        @Override
        public double of(Feedback feedback, int agent, double temperature) {
            return feedback.total() - feedback.without(agent);
        }
    },
    /**
     * Each its Shapley value: what it adds to the sum, mean over all orders in which agents could join in. The values of all agents add
     * up to the sum; needs an environment that tells them.
     *
     * <p>Source: Shapley (1953), <em>A value for n-person games</em>; as a reward Wang, Zhang, Kim and Gu (2020), <em>Shapley Q-value: a
     * local reward approach to solve global reward games</em>.
     */
    SHAPLEY {
        @Override
        public double of(Feedback feedback, int agent, double temperature) {
            return feedback.shapley(agent);
        }
    };

    /** What one agent learns from. */
    public abstract double of(Feedback feedback, int agent, double temperature);
}
