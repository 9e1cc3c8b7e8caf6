package io.weir.cli;

import com.google.common.base.Throwables;
import io.weir.core.BadInputException;
import io.weir.core.RuleConflictException;
import io.weir.enforcer.LedgerUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/** Turns failures into messages and exit codes; a user never sees a stack trace. */
final class Failures implements CommandLine.IExecutionExceptionHandler {
    static final int OUR_FAULT = 1;
    static final int BAD_INPUT = 2;
    static final int NO_FEASIBLE_PLAN = 3;

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine commandLine, CommandLine.ParseResult parseResult) {
        PrintWriter err = commandLine.getErr();
        if (failure instanceof BadInputException) {
            err.println(failure.getMessage());
            return BAD_INPUT;
        }
        if (failure instanceof RuleConflictException) {
            err.println(failure.getMessage());
            return NO_FEASIBLE_PLAN;
        }
        if (failure instanceof LedgerUnavailableException) {
            err.println(failure.getMessage());
            return BAD_INPUT;
        }
        err.println("Something went wrong inside weir; this is our fault, not yours: " + failure.getMessage());
        err.println(details(failure));
        return OUR_FAULT;
    }

    private static String details(Exception failure) {
        String trace = Throwables.getStackTraceAsString(failure);
        try {
            Path file = Files.createTempFile("weir-failure-", ".txt");
            Files.writeString(file, trace, StandardCharsets.UTF_8);
            return "Maybe report it with " + file + ", which says where it happened.";
        } catch (IOException e) {
            return "Maybe report it with the command you ran.";
        }
    }
}
