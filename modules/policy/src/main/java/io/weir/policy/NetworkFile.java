package io.weir.policy;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import io.weir.core.BadInputException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Networks in files: a head that people can read, numbers, and a checksum over both. The format is told in
 * {@code docs/policy-file.md}.
 */
public final class NetworkFile {
    private static final String MAGIC = "weir-network ";
    private static final int VERSION = 1;
    private static final long MOST_BYTES = 64L << 20;
    private static final int CHECKSUM = 32;
    private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();

    private NetworkFile() {}

    /**
     * Writes a network; a file that was there before is replaced at once or not at all.
     *
     * @throws BadInputException if the file cannot be written
     */
    public static void write(Path file, Network network) {
        Path half = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(half, bytes(network));
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw BadInputException.of(
                    file.toString(),
                    "network cannot be written: " + e.getMessage() + ".",
                    "Maybe its folder does not exist or is read-only.");
        }
    }

    /**
     * Reads a network.
     *
     * @throws BadInputException if the file cannot be read, is no network, is damaged, or is of another version
     */
    public static Network read(Path file) {
        try {
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                throw fault(file, "size (" + size + " bytes) must be at most " + MOST_BYTES + ".", OTHER_FILE);
            }
            return parse(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw fault(file, "network cannot be read: " + e + ".", "Maybe the path is mistyped.");
        }
    }

    /**
     * Reads a network that must have these inputs and outputs, in this order.
     *
     * @throws BadInputException as {@link #read}, and if it has others
     */
    public static Network read(Path file, List<String> inputs, List<String> outputs) {
        return requireFor(file, read(file), inputs, outputs);
    }

    /**
     * The same of what a file holds that was read already.
     *
     * @param name of the file, for messages
     */
    public static Network parse(Path name, byte[] bytes, List<String> inputs, List<String> outputs) {
        return requireFor(name, parse(name, bytes), inputs, outputs);
    }

    private static Network requireFor(Path file, Network network, List<String> inputs, List<String> outputs) {
        requireSame(file, "inputs", network.inputs(), inputs);
        requireSame(file, "outputs", network.outputs(), outputs);
        return network;
    }

    private static void requireSame(Path file, String what, List<String> found, List<String> wanted) {
        if (!found.equals(wanted)) {
            throw fault(
                    file,
                    what + " (" + String.join(", ", found) + ") must be " + String.join(", ", wanted) + ".",
                    "Maybe it was trained for another agent, or before " + what + " were changed: train it anew.");
        }
    }

    private static final String OTHER_FILE = "Maybe another file was meant.";
    private static final String DAMAGED = "Maybe it was cut short or changed on its way: copy it again.";

    private static BadInputException fault(Path file, String what, String remedy) {
        return BadInputException.of(file.toString(), what, remedy);
    }

    /** The whole file. */
    static byte[] bytes(Network network) {
        byte[] head = head(network).getBytes(StandardCharsets.UTF_8);
        int numbers = network.layers().stream()
                .mapToInt(layer -> (layer.inputs() + 1) * layer.outputs())
                .sum();
        int inputs = network.inputs().size();
        ByteBuffer out =
                ByteBuffer.allocate(head.length + 2 * inputs * Double.BYTES + numbers * Float.BYTES + CHECKSUM);
        out.put(head);
        for (int input = 0; input < inputs; input++) {
            out.putDouble(network.normalisation().mean(input));
            out.putDouble(network.normalisation().scale(input));
        }
        for (NetworkLayer layer : network.layers()) {
            for (int output = 0; output < layer.outputs(); output++) {
                out.putFloat(layer.bias(output));
            }
            for (int input = 0; input < layer.inputs(); input++) {
                for (int output = 0; output < layer.outputs(); output++) {
                    out.putFloat(layer.weight(input, output));
                }
            }
        }
        out.put(checksum(out.array()));
        return out.array();
    }

    /** Of all but the room for itself. */
    private static byte[] checksum(byte[] file) {
        return Hashing.sha256().hashBytes(file, 0, file.length - CHECKSUM).asBytes();
    }

    private static String head(Network network) {
        var layers = new StringBuilder().append(network.inputs().size());
        for (NetworkLayer layer : network.layers()) {
            layers.append(' ')
                    .append(layer.outputs())
                    .append(' ')
                    .append(layer.activation().word());
        }
        NetworkOrigin origin = network.origin();
        return MAGIC + VERSION + "\n"
                + "inputs: " + String.join(" ", network.inputs()) + "\n"
                + "outputs: " + String.join(" ", network.outputs()) + "\n"
                + "layers: " + layers + "\n"
                + "seed: " + origin.seed() + "\n"
                + "configuration: " + origin.configuration() + "\n"
                + "versions: " + origin.versions() + "\n"
                + "steps: " + origin.steps() + "\n\n";
    }

    private static Network parse(Path file, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        requireVersion(file, line(file, in));
        if (bytes.length < CHECKSUM
                || !Arrays.equals(checksum(bytes), Arrays.copyOfRange(bytes, bytes.length - CHECKSUM, bytes.length))) {
            throw fault(file, "checksum does not fit: the file is damaged.", DAMAGED);
        }
        try {
            Network network = parse(file, in);
            if (in.remaining() != CHECKSUM) {
                throw fault(
                        file, "bytes after the last layer (" + (in.remaining() - CHECKSUM) + ") must be 0.", DAMAGED);
            }
            return network;
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw fault(file, "is no network that could be executed: " + e.getMessage(), OTHER_FILE);
        }
    }

    private static void requireVersion(Path file, String first) {
        if (!first.startsWith(MAGIC)) {
            throw fault(file, "is no network: it must begin with \"" + MAGIC + VERSION + "\".", OTHER_FILE);
        }
        if (!first.equals(MAGIC + VERSION)) {
            String version = CharMatcher.javaIsoControl().removeFrom(first.substring(MAGIC.length()));
            throw fault(
                    file,
                    "version (" + version + ") must be " + VERSION + ".",
                    "Maybe it was written by another version of Weir: train it anew with this one.");
        }
    }

    private static Network parse(Path file, ByteBuffer in) {
        ImmutableList<String> inputs = words(field(file, in, "inputs"));
        ImmutableList<String> outputs = words(field(file, in, "outputs"));
        ImmutableList<String> shape = words(field(file, in, "layers"));
        long seed = Long.parseLong(field(file, in, "seed"));
        String configuration = field(file, in, "configuration");
        String versions = field(file, in, "versions");
        var origin = new NetworkOrigin(seed, configuration, versions, Long.parseLong(field(file, in, "steps")));
        line(file, in);
        double[] means = new double[inputs.size()];
        double[] scales = new double[inputs.size()];
        for (int input = 0; input < means.length; input++) {
            means[input] = in.getDouble();
            scales[input] = in.getDouble();
        }
        var layers = ImmutableList.<NetworkLayer>builder();
        int width = Integer.parseInt(shape.get(0));
        for (int k = 1; k + 1 < shape.size(); k += 2) {
            int next = Integer.parseInt(shape.get(k));
            layers.add(layer(in, width, next, activation(shape.get(k + 1))));
            width = next;
        }
        return new Network(inputs, outputs, new Normalisation(means, scales), layers.build(), origin);
    }

    private static NetworkLayer layer(ByteBuffer in, int inputs, int outputs, Activation activation) {
        if (inputs < 1 || outputs < 1 || (inputs + 1L) * outputs * Float.BYTES > in.remaining()) {
            throw new IllegalArgumentException("layer (" + inputs + " x " + outputs + ") is larger than the file.");
        }
        float[] biases = floats(in, outputs);
        float[][] weights = new float[inputs][];
        for (int input = 0; input < inputs; input++) {
            weights[input] = floats(in, outputs);
        }
        return new NetworkLayer(weights, biases, activation);
    }

    private static float[] floats(ByteBuffer in, int count) {
        float[] values = new float[count];
        for (int k = 0; k < count; k++) {
            values[k] = in.getFloat();
        }
        return values;
    }

    private static Activation activation(String word) {
        return Activation.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static ImmutableList<String> words(String text) {
        return ImmutableList.copyOf(WORDS.split(text));
    }

    private static String field(Path file, ByteBuffer in, String name) {
        String line = line(file, in);
        String start = name + ":";
        if (!line.startsWith(start)) {
            throw fault(file, "line (" + line + ") must begin with \"" + start + "\".", OTHER_FILE);
        }
        return line.substring(start.length()).strip();
    }

    /** Up to the next line feed. */
    private static String line(Path file, ByteBuffer in) {
        int start = in.position();
        while (in.hasRemaining()) {
            if (in.get() == '\n') {
                return new String(in.array(), start, in.position() - start - 1, StandardCharsets.UTF_8);
            }
        }
        throw fault(file, "is no network: it must begin with \"" + MAGIC + VERSION + "\".", OTHER_FILE);
    }
}
