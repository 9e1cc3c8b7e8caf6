package io.weir.learning;

/** How an actor is moved by its critic. */
public enum ActorStep {
    /**
     * Along the critic's slope in the action.
     *
     * <p>Source: Silver and others (2014), <em>Deterministic Policy Gradient Algorithms</em>; of several agents, Lowe and others (2017),
     * <em>Multi-Agent Actor-Critic for Mixed Cooperative-Competitive Environments</em>.
     */
    SLOPE,
    /**
     * Towards actions that the central critic values more than what it expects of the agent's own policy while the others do what they
     * did: the counterfactual baseline, which takes away what is owed to the others. Needs a central critic and exploration.
     *
     * <p>Source: Foerster, Farquhar, Afouras, Nardelli and Whiteson (2018), <em>Counterfactual Multi-Agent Policy Gradients</em> (COMA);
     * here with continuous actions, whose expectation is the mean of draws.
     */
    COUNTERFACTUAL
}
