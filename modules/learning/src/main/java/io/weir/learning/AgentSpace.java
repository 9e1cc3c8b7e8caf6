package io.weir.learning;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;

/**
 * What one agent sees and decides.
 *
 * @param name of the agent
 * @param inputs names of what it sees, at least one; each a number of the order of 1
 * @param outputs names of what it decides, at least one; each a number in [-1, 1]
 */
public record AgentSpace(String name, ImmutableList<String> inputs, ImmutableList<String> outputs) {
    /** @throws IllegalArgumentException if there are no inputs or no outputs */
    public AgentSpace {
        require(!inputs.isEmpty(), "inputs of agent %s (none) must be at least one.", name);
        require(!outputs.isEmpty(), "outputs of agent %s (none) must be at least one.", name);
    }

    /** Whether one network could serve both. */
    public boolean alike(AgentSpace other) {
        return inputs.equals(other.inputs) && outputs.equals(other.outputs);
    }
}
