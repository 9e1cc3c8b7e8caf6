package io.weir.learning.internal;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import io.weir.learning.AgentSpace;
import io.weir.learning.Environment;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where each agent's numbers stand in a row that holds those of all. */
final class Layout {
    private final int[] inputsAt;
    private final int[] outputsAt;
    private final int seen;
    private final ImmutableList<ImmutableList<Integer>> sides;

    Layout(Environment environment) {
        ImmutableList<AgentSpace> agents = environment.agents();
        inputsAt = new int[agents.size() + 1];
        outputsAt = new int[agents.size() + 1];
        for (int agent = 0; agent < agents.size(); agent++) {
            inputsAt[agent + 1] = inputsAt[agent] + agents.get(agent).inputs().size();
            outputsAt[agent + 1] =
                    outputsAt[agent] + agents.get(agent).outputs().size();
        }
        seen = inputsAt[agents.size()] + environment.stateSize();
        sides = IntStream.range(0, agents.size())
                .boxed()
                .collect(Collectors.groupingBy(environment::side, TreeMap::new, toImmutableList()))
                .values()
                .stream()
                .collect(toImmutableList());
        sides.forEach(side -> require(
                side.get(side.size() - 1) - side.get(0) == side.size() - 1,
                "agents of one side (%s) must stand together.",
                side));
    }

    int agents() {
        return inputsAt.length - 1;
    }

    /** Agents of each side. */
    ImmutableList<ImmutableList<Integer>> sides() {
        return sides;
    }

    /** First input of an agent; of one past the last, where the state stands. */
    int inputsAt(int agent) {
        return inputsAt[agent];
    }

    /** First output of an agent; of one past the last, where all end. */
    int outputsAt(int agent) {
        return outputsAt[agent];
    }

    int state() {
        return seen - inputsAt[agents()];
    }

    int inputs(int agent) {
        return inputsAt[agent + 1] - inputsAt[agent];
    }

    int outputs(int agent) {
        return outputsAt[agent + 1] - outputsAt[agent];
    }

    /** Observations of all agents and the state. */
    int seen() {
        return seen;
    }

    /** Outputs of all agents. */
    int done() {
        return outputsAt[agents()];
    }

    /** Copies columns of every row. */
    static void copy(
            float[] from, int fromWidth, int fromAt, float[] to, int toWidth, int toAt, int columns, int toRow) {
        int rows = from.length / fromWidth;
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, row * fromWidth + fromAt, to, (toRow + row) * toWidth + toAt, columns);
        }
    }
}
