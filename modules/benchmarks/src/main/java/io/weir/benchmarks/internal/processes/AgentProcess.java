package io.weir.benchmarks.internal.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code weir agent} for one channel, which can be killed and started again. Its lives are numbered. The first of a workspace that
 * ends as it is asked to leaves an archive of loaded classes, with which the next ones start faster (docs/agent.md).
 */
final class AgentProcess {
    private static final String COMMAND = "io.weir.cli.Weir";
    private static final long LONGEST_START_SECONDS = 60;

    private final Path workspace;
    private final String channel;
    private final Path portFile;
    private final Path log;
    private final Path archive;
    private @Nullable Process process;
    private volatile int port;
    private volatile int life;

    AgentProcess(Path workspace, String channel) {
        this.workspace = workspace;
        this.channel = channel;
        this.portFile = workspace.resolve(channel + ".port");
        this.log = workspace.resolve(channel + ".log");
        this.archive = workspace.resolve("agents.jsa");
    }

    /** Starts it; {@link #awaitPort} tells when it listens. */
    void start() throws IOException {
        Files.deleteIfExists(portFile);
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home", ""), "bin", "java")
                                .toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        Files.exists(archive)
                                ? "-XX:SharedArchiveFile=" + archive
                                : "-XX:ArchiveClassesAtExit=" + archive,
                        "-cp",
                        System.getProperty("java.class.path", ""),
                        COMMAND,
                        "agent",
                        channel,
                        "--policy",
                        workspace.resolve(channel + ".json").toString(),
                        "--ledger",
                        workspace.toString(),
                        "--port-file",
                        portFile.toString(),
                        "--tick",
                        "1s",
                        "--bid-timeout",
                        "20s"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Waits until it listens; from then on {@link #port} is not 0. */
    void awaitPort() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
        while (!Files.exists(portFile)) {
            if (!running().isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("the agent of " + channel + " did not start: " + Files.readString(log));
            }
            Thread.sleep(10);
        }
        port = Integer.parseInt(Files.readString(portFile).strip());
    }

    private Process running() {
        Process now = process;
        if (now == null) {
            throw new IllegalStateException("not started");
        }
        return now;
    }

    /** As the operating system would under distress: no word, no time. */
    void kill() throws InterruptedException {
        life++;
        port = 0;
        running().destroyForcibly().waitFor();
    }

    /** Asks it to end, and waits until it has. */
    void end() throws InterruptedException {
        Process now = running();
        now.destroy();
        if (!now.waitFor(LONGEST_START_SECONDS, TimeUnit.SECONDS)) {
            now.destroyForcibly().waitFor();
        }
    }

    /** Whatever it is doing. */
    void destroy() {
        Process now = process;
        if (now != null) {
            now.destroyForcibly();
        }
    }

    /** Where it listens; 0 while it does not. */
    int port() {
        return port;
    }

    /** How often it was killed. */
    int life() {
        return life;
    }

    String channel() {
        return channel;
    }
}
