package io.weir.learning.internal;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.weir.learning.ActorStep;
import io.weir.learning.LearningSettings;
import io.weir.learning.Method;
import io.weir.learning.RewardMode;
import io.weir.learning.Team;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** All networks that learn, and how they are moved by a batch. */
final class ActorCritic {
    private final Layout layout;
    private final Method method;
    private final Team team;
    private final ImmutableList<Actor> actors;
    private final ImmutableList<Critic> critics;
    private long updates;

    ActorCritic(Layout layout, ImmutableList<ImmutableList<Integer>> alike, LearningSettings settings) {
        this.layout = layout;
        method = settings.method();
        team = settings.team();
        var random = new SplittableRandom(settings.seed());
        ImmutableList<ImmutableList<Integer>> groups = team.sharedParameters()
                ? alike
                : IntStream.range(0, layout.agents())
                        .mapToObj(ImmutableList::of)
                        .collect(toImmutableList());
        actors = groups.stream()
                .map(group -> new Actor(layout, group, method, team.averaging() > 0, random))
                .collect(toImmutableList());
        boolean oneReward = team.reward() == RewardMode.COOPERATIVE;
        critics = team.centralCritic()
                ? layout.sides().stream()
                        .map(side -> new Critic(layout, oneReward ? side.subList(0, 1) : side, side, method, random))
                        .collect(toImmutableList())
                : groups.stream()
                        .map(group -> new Critic(layout, group, ImmutableList.of(), method, random))
                        .collect(toImmutableList());
    }

    /**
     * What an update told.
     *
     * @param loss mean squared error of critics
     * @param value mean that critics give to what actors would do; NaN where actors did not learn
     */
    record Told(double loss, double value) {}

    /** Moves critics, and every so often actors and targets. */
    Told learn(Memory.Batch batch, SplittableRandom random) {
        float[] after = smoothed(batch, random);
        double loss = 0;
        for (Critic critic : critics) {
            loss += critic.learn(batch, after) / critics.size();
        }
        boolean moveActors = ++updates % method.actorDelay() == 0;
        double value = moveActors ? moveActors(batch, random) : Double.NaN;
        return new Told(loss, value);
    }

    private float[] smoothed(Memory.Batch batch, SplittableRandom random) {
        float[] after = new float[batch.rows() * layout.done()];
        actors.forEach(actor -> actor.actAsTarget(batch.after(), after));
        for (int k = 0; k < after.length; k++) {
            double limit = method.smoothingLimit();
            double noise = Math.max(-limit, Math.min(limit, method.smoothing() * random.nextGaussian()));
            after[k] = (float) Math.max(-1, Math.min(1, after[k] + noise));
        }
        return after;
    }

    private double moveActors(Memory.Batch batch, SplittableRandom random) {
        float[] actions = new float[batch.rows() * layout.done()];
        actors.forEach(actor -> actor.act(batch.before(), actions));
        float[] slopes = new float[actions.length];
        double value = 0;
        for (Critic critic : critics) {
            double told = team.step() == ActorStep.COUNTERFACTUAL
                    ? new Baseline(layout, critic, method.exploration()).judge(batch.before(), actions, slopes, random)
                    : critic.judge(batch.before(), actions, slopes);
            value += told / critics.size();
        }
        actors.forEach(actor -> actor.learn(slopes));
        actors.forEach(actor -> actor.follow(method.targetRate()));
        actors.forEach(actor -> actor.average(team.averaging()));
        critics.forEach(critic -> critic.follow(method.targetRate()));
        return value;
    }

    /** Critics' updates so far. */
    long updates() {
        return updates;
    }

    ImmutableList<Actor> actors() {
        return actors;
    }

    /** The central critic of the first side, if there is one. */
    Optional<Critic> centralCritic() {
        return team.centralCritic() ? Optional.of(critics.get(0)) : Optional.empty();
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(updates);
        for (Actor actor : actors) {
            actor.save(out);
        }
        for (Critic critic : critics) {
            critic.save(out);
        }
    }

    void load(DataInput in) throws IOException {
        updates = in.readLong();
        for (Actor actor : actors) {
            actor.load(in);
        }
        for (Critic critic : critics) {
            critic.load(in);
        }
    }
}
