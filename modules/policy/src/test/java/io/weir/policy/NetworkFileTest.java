package io.weir.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import io.weir.core.BadInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFileTest {
    @TempDir
    private Path folder;

    private final Network network = Networks.any(3, 4, 5, 2);

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("bidder.net"), bytes);
    }

    private void refused(byte[] bytes, String... words) throws IOException {
        Path file = file(bytes);
        assertThatThrownBy(() -> NetworkFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(file.toString(), "Maybe")
                .hasMessageContainingAll(words);
    }

    @Test
    void readsWhatItWrote() {
        Path file = folder.resolve("bidder.net");
        NetworkFile.write(file, network);
        Network read = NetworkFile.read(file, network.inputs(), network.outputs());
        assertThat(NetworkFile.bytes(read)).isEqualTo(NetworkFile.bytes(network));
        assertThat(read.origin()).isEqualTo(network.origin());
        double[] input = {0.1, -2, 3, 0.4};
        double[] before = new double[2];
        double[] after = new double[2];
        network.act(input, before, network.scratch());
        read.act(input, after, read.scratch());
        assertThat(after).containsExactly(before);
        assertThat(folder).isDirectoryContaining("glob:**bidder.net").isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void beginsWithLinesForPeople() {
        assertThat(new String(NetworkFile.bytes(network), UTF_8))
                .startsWith("weir-network 1\ninputs: in0 in1 in2 in3\noutputs: out0 out1\n"
                        + "layers: 4 5 relu 5 tanh 2 sigmoid\nseed: 3\nconfiguration: random weights\n"
                        + "versions: weir test\nsteps: 0\n\n");
    }

    @Test
    void findsEveryBitThatFlipped() throws IOException {
        byte[] bytes = NetworkFile.bytes(network);
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < 8; bit += 3) {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) (1 << bit);
                refused(changed, ".");
            }
        }
    }

    @Test
    void findsEveryCut() throws IOException {
        byte[] bytes = NetworkFile.bytes(network);
        for (int length = 0; length < bytes.length; length++) {
            refused(Arrays.copyOf(bytes, length), ".");
        }
        refused(Arrays.copyOf(bytes, bytes.length + 1), "checksum does not fit");
    }

    @Test
    void tellsAForeignFileAndAnotherVersion() throws IOException {
        refused("{\"layers\": []}\n".getBytes(UTF_8), "is no network", "weir-network 1");
        refused(new byte[0], "is no network");
        refused("weir-network 2\nwhatever\n".getBytes(UTF_8), "version (2) must be 1", "train it anew");
    }

    @Test
    void refusesWhatNoNetworkCouldBeThoughItsChecksumFits() throws IOException {
        String head = new String(NetworkFile.bytes(network), UTF_8).split("\n\n", 2)[0] + "\n\n";
        refused(sealed(head), "could be executed");
        refused(sealed(head.replace("4 5 relu", "4 2000000000 relu")), "could be executed");
        refused(sealed(head.replace("relu", "rely")), "could be executed");
        refused(sealed(head.replace("steps: 0", "steps: many")), "could be executed");
        refused(sealed(head.replace("seed:", "sown:")), "line (sown: 3) must begin with \"seed:\"");
    }

    private static byte[] sealed(String text) {
        byte[] content = text.getBytes(UTF_8);
        byte[] sum = Hashing.sha256().hashBytes(content).asBytes();
        byte[] all = Arrays.copyOf(content, content.length + sum.length);
        System.arraycopy(sum, 0, all, content.length, sum.length);
        return all;
    }

    @Test
    void refusesAnAbsurdSizeUnread() throws IOException {
        Path file = folder.resolve("large.net");
        try (var large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(100L << 20);
        }
        assertThatThrownBy(() -> NetworkFile.read(file)).hasMessageContaining("size (104857600 bytes) must be at most");
    }

    @Test
    void refusesANetworkForOtherInputs() {
        Path file = folder.resolve("bidder.net");
        NetworkFile.write(file, network);
        assertThatThrownBy(() -> NetworkFile.read(file, List.of("in0", "in1", "in3", "in2"), network.outputs()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("inputs (in0, in1, in2, in3) must be in0, in1, in3, in2")
                .hasMessageContaining("Maybe it was trained for another agent");
        assertThatThrownBy(() -> NetworkFile.read(file, network.inputs(), List.of("out0")))
                .hasMessageContaining("outputs (out0, out1) must be out0");
    }

    @Test
    void saysWhereItCouldNotReadOrWrite() {
        Path nowhere = folder.resolve("no").resolve("bidder.net");
        assertThatThrownBy(() -> NetworkFile.read(nowhere)).hasMessageContaining("Maybe the path is mistyped");
        assertThatThrownBy(() -> NetworkFile.write(nowhere, network)).hasMessageContaining("Maybe its folder");
    }
}
