package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Shop.Run;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says of itself. */
class HelpTest {
    @ParameterizedTest(name = "weir {0} --help")
    @ValueSource(
            strings = {
                "init",
                "calibrate",
                "plan",
                "whatif",
                "bench",
                "agent",
                "train",
                "train bidding",
                "train allocation",
                "run"
            })
    void showsExamplesOfEachCommand(String command) {
        Run run = Shop.weir((Object[]) (command + " --help").split(" "));

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Usage: weir " + command, "Examples:", "  weir " + command + " ");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest(name = "weir {0}")
    @ValueSource(strings = {"--version", "plan --version", "whatif --version", "calibrate -V", "init -V"})
    void tellsItsVersion(String words) {
        Run run = Shop.weir((Object[]) words.split(" "));

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("weir ");
    }

    @Test
    void generatesCompletionThatKnowsCommandsAndSamples() {
        Run run = Shop.weir("generate-completion");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("#!/usr/bin/env bash").contains("calibrate", "--sample", "subscription");
    }

    @Test
    void namesTheFileWithTheTraceAndShowsNoneWhereWeAreAtFault() {
        var err = new StringWriter();
        var commandLine = Weir.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err, true));

        int code = new Failures()
                .handleExecutionException(new IllegalStateException("lost"), commandLine, commandLine.getParseResult());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .contains("our fault, not yours: lost", "Maybe report it")
                .doesNotContain("\tat ");
    }
}
