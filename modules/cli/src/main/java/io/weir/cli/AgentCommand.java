package io.weir.cli;

import io.weir.core.BadInputException;
import io.weir.core.Channel;
import io.weir.enforcer.Account;
import io.weir.planning.Workspace;
import io.weir.planning.WorkspaceLedger;
import io.weir.serving.AgentFile;
import io.weir.serving.AgentServer;
import io.weir.serving.AgentSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one channel's bidder until the process is told to end. */
@Command(
        name = "agent",
        description =
                "Bids for one channel, as a process of its own that is asked over HTTP: bid requests after OpenRTB"
                        + " 2.6, notices of wins and losses, a target that may change, health and metrics. It spends from"
                        + " leases of the workspace's ledger and never beyond its limits.",
        mixinStandardHelpOptions = true,
        versionProvider = Weir.VersionLine.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  weir agent search --policy search.json --ledger shop             asked at a free port, which it prints",
            "  weir agent email --policy mail.json --ledger shop --port 7001    asked at this one",
            "  curl localhost:7001/health                                       how it stands",
            "",
            "Ends on SIGTERM: it bids no more, takes the notices it waits for, and gives back what it did",
            "not spend. The protocol is told in docs/agent.md."
        })
final class AgentCommand implements Callable<Integer> {
    private static final int LONGEST_TOKEN = 1000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CHANNEL", description = "A channel of the workspace.")
    private String channel;

    @Option(names = "--policy", paramLabel = "FILE", required = true, description = "The bidder: see docs/agent.md.")
    private Path policy;

    @Option(
            names = "--ledger",
            paramLabel = "WS",
            required = true,
            description = "The workspace whose ledger pays: a folder with weir.yaml.")
    private Path directory;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Where to listen; 0 takes any that is free (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--port-file", paramLabel = "FILE", description = "Write the port there once it listens.")
    private @Nullable Path portFile;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = AgentSettings.LOOPBACK,
            description =
                    "Address to listen at; others than this computer's own need a token (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Its first line is what callers must show: Authorization: Bearer TOKEN.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--tick",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "For how long bids stand: 1h, 30s or ISO 8601 (default: ${DEFAULT-VALUE}).")
    private String tick;

    @Option(
            names = "--bid-timeout",
            paramLabel = "TIME",
            defaultValue = "2m",
            description = "For how long a bid's money waits for its notice (default: ${DEFAULT-VALUE}).")
    private String patience;

    @Option(
            names = "--lease-time",
            paramLabel = "TIME",
            defaultValue = "15m",
            description = "After which a lease counts as spent if the process is gone (default: ${DEFAULT-VALUE}).")
    private String leaseTime;

    @Option(names = "--json", description = "Print one JSON document to standard output instead of text.")
    private boolean json;

    @Override
    public Integer call() {
        Workspace workspace = Workspace.open(directory);
        AgentFile file = AgentFile.read(policy)
                .forChannel(policy, channel, channel(workspace).kind());
        AgentSettings settings = settings(workspace);
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        // the process ends when its hooks have, so this one waits until all is given back
        var hook = new Thread(() -> {
            stop.countDown();
            await(stopped);
        });
        Clock clock = Clock.systemDefaultZone();
        try (WorkspaceLedger ledger = workspace.ledger(clock);
                AgentServer server = AgentServer.start(file, settings, ledger.unit(), ledger.ledger(), clock)) {
            Runtime.getRuntime().addShutdownHook(hook);
            tell(server);
            await(stop);
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    /** An interrupted thread is told to end, as by the signal. */
    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            latch.countDown();
        }
    }

    private Channel channel(Workspace workspace) {
        List<Channel> all =
                workspace.history().paid().stream().map(one -> one.channel()).toList();
        return all.stream()
                .filter(one -> one.name().equals(channel))
                .findFirst()
                .orElseThrow(() -> BadInputException.of(
                        "CHANNEL",
                        "(" + channel + ") is not in " + directory.resolve("weir.yaml") + ".",
                        "Maybe one of " + all.stream().map(Channel::name).collect(Collectors.joining(", "))
                                + " is meant."));
    }

    private AgentSettings settings(Workspace workspace) {
        Optional<String> token = Optional.ofNullable(tokenFile).map(AgentCommand::token);
        try {
            return new AgentSettings(
                    new Account(channel),
                    workspace.history().length().days(),
                    Times.parse("--tick", tick),
                    Times.parse("--bid-timeout", patience),
                    Times.parse("--lease-time", leaseTime),
                    directory.resolve("agents"),
                    host,
                    port,
                    token);
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("weir agent", String.valueOf(e.getMessage()), "Maybe read weir agent --help.");
        }
    }

    /** What it holds is never shown. */
    private static String token(Path file) {
        try {
            if (Files.size(file) <= LONGEST_TOKEN) {
                return Files.readString(file).lines().findFirst().orElse("").strip();
            }
        } catch (IOException e) {
            throw BadInputException.of(
                    file.toString(), "cannot be read: " + e.getMessage() + ".", "Maybe the name is misspelt.");
        }
        throw BadInputException.of(
                file.toString(), "is too large for a token.", "Maybe it is another file; a token is one line.");
    }

    private void tell(AgentServer server) {
        if (portFile != null) {
            write(portFile, server.port() + "\n");
        }
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? server.started()
                                : channel + " is asked at http://" + host + ":" + server.port() + "; end with Ctrl-C.");
    }

    /** Whole at once, as others wait for it. */
    private static void write(Path file, String text) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw BadInputException.of(
                    file.toString(), "cannot be written: " + e.getMessage() + ".", "Maybe name another file.");
        }
    }
}
