package io.weir.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in a few lines what is wrong with a command that cannot be understood, and where to read on. */
final class Misuse implements CommandLine.IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        if (arguments.length == 0) {
            command.usage(err);
            return Failures.BAD_INPUT;
        }
        err.println(failure.getMessage() + ".");
        boolean guessed = UnmatchedArgumentException.printSuggestions(failure, err);
        if (!guessed) {
            err.print(command.getHelp().synopsisHeading() + command.getHelp().synopsis(0));
        }
        err.println("Maybe read " + command.getCommandSpec().qualifiedName() + " --help.");
        return Failures.BAD_INPUT;
    }
}
