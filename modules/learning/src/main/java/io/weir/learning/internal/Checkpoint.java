package io.weir.learning.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.BadInputException;
import io.weir.learning.AgentSpace;
import io.weir.learning.Evaluation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a run needs to go on after it was interrupted, in a folder, with the log that people plot. */
final class Checkpoint {
    private static final String MAGIC = "weir-learning 2 ";
    private static final int CHECKSUM = 32;
    private static final String AFRESH = "Maybe delete it to begin afresh, or name another folder.";

    private final Path file;
    private final Path log;
    private final String configuration;

    Checkpoint(Path folder, String configuration) {
        file = folder.resolve("checkpoint");
        log = folder.resolve("learning.csv");
        this.configuration = configuration;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw fault(folder, "cannot be made: " + e.getMessage() + ".", "Maybe name another folder.");
        }
    }

    private static BadInputException fault(Path where, String what, String remedy) {
        return BadInputException.of(where.toString(), what, remedy);
    }

    /** Writes it, whole or not at all. */
    void keep(Training training) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeUTF(MAGIC + configuration);
            save(training, out);
            out.write(Hashing.sha256().hashBytes(bytes.toByteArray()).asBytes());
            replace(file, bytes.toByteArray());
            replace(log, csv(training).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw fault(file, "cannot be written: " + e.getMessage() + ".", "Maybe the disk is full.");
        }
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".part");
        Files.write(half, bytes);
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String csv(Training training) {
        String agents =
                training.agents().stream().map(AgentSpace::name).collect(Collectors.joining(",reward_", "reward_", ""));
        return training.evaluations().stream()
                .map(Evaluation::line)
                .collect(Collectors.joining(
                        "\n", "round,steps,updates,reward," + agents + ",critic_loss,value\n", "\n"));
    }

    private static void save(Training training, DataOutputStream out) throws IOException {
        Training.Standing standing = training.standing();
        out.writeInt(standing.rounds());
        out.writeDouble(standing.bestTotal());
        out.writeInt(standing.sinceBest());
        out.writeInt(standing.best().length);
        out.write(standing.best());
        List<Evaluation> evaluations = training.evaluations();
        out.writeInt(evaluations.size());
        for (Evaluation one : evaluations) {
            out.writeInt(one.round());
            out.writeLong(one.steps());
            out.writeLong(one.updates());
            for (int agent = 0; agent < one.rewards().length(); agent++) {
                out.writeDouble(one.rewards().get(agent));
            }
            out.writeDouble(one.total());
            out.writeDouble(one.criticLoss());
            out.writeDouble(one.value());
        }
        training.memory().save(out);
        out.writeInt(training.past().size());
        for (byte[] one : training.past()) {
            out.writeInt(one.length);
            out.write(one);
        }
        training.networks().save(out);
    }

    /** Brings a new run to where it was; leaves it where there is no checkpoint. */
    void resume(Training training) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            int length = Math.max(0, bytes.length - CHECKSUM);
            byte[] sum = Hashing.sha256().hashBytes(bytes, 0, length).asBytes();
            if (!Arrays.equals(sum, Arrays.copyOfRange(bytes, length, length + CHECKSUM))) {
                throw fault(file, "checksum does not fit: the checkpoint is damaged.", AFRESH);
            }
            var in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
            if (!in.readUTF().equals(MAGIC + configuration)) {
                throw fault(file, "is of a run with another environment or other settings.", AFRESH);
            }
            load(training, in);
        } catch (IOException e) {
            throw fault(file, "cannot be read: " + e + ".", AFRESH);
        }
    }

    private static void load(Training training, DataInputStream in) throws IOException {
        int rounds = in.readInt();
        double bestTotal = in.readDouble();
        int sinceBest = in.readInt();
        byte[] best = in.readNBytes(in.readInt());
        training.take(new Training.Standing(rounds, best, bestTotal, sinceBest));
        int count = in.readInt();
        for (int k = 0; k < count; k++) {
            int round = in.readInt();
            long steps = in.readLong();
            long updates = in.readLong();
            var rewards = ImmutableDoubleArray.builder();
            for (int agent = 0; agent < training.agents().size(); agent++) {
                rewards.add(in.readDouble());
            }
            training.evaluations()
                    .add(new Evaluation(
                            round, steps, updates, rewards.build(), in.readDouble(), in.readDouble(), in.readDouble()));
        }
        training.memory().load(in);
        int past = in.readInt();
        for (int k = 0; k < past; k++) {
            training.past().add(in.readNBytes(in.readInt()));
        }
        training.networks().load(in);
    }

    /** Actors as they stand. */
    static byte[] bytes(ImmutableList<Actor> actors) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            for (Actor actor : actors) {
                actor.save(out);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is made of actors as they were at several times; they are left as they are. */
    static <T> ImmutableList<T> each(List<byte[]> times, ImmutableList<Actor> actors, Supplier<T> made) {
        byte[] now = bytes(actors);
        ImmutableList.Builder<T> all = ImmutableList.builder();
        for (byte[] one : times) {
            restore(one, actors);
            all.add(made.get());
        }
        restore(now, actors);
        return all.build();
    }

    /** Makes actors what they were. */
    static void restore(byte[] bytes, ImmutableList<Actor> actors) {
        try {
            var in = new DataInputStream(new ByteArrayInputStream(bytes));
            for (Actor actor : actors) {
                actor.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
