package org.ebm4j.cli;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.ebm4j.cli.terminal.Console;
import org.ebm4j.cli.terminal.Exit;
import org.ebm4j.cli.terminal.Refusal;
import org.ebm4j.cli.terminal.Sentence;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns what went wrong into one sentence on standard error and an exit code.
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final Console console;
  private final BooleanSupplier debug;

  Complaints(Console console, BooleanSupplier debug) {
    this.console = console;
    this.debug = debug;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    String verb = e.getCommandLine().getCommandSpec().qualifiedName();
    String said = Sentence.of(e);
    StringBuilder sentence = new StringBuilder(verb).append(": ");
    sentence.append(Character.toLowerCase(said.charAt(0))).append(said, 1, said.length());
    List<String> near =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    if (!near.isEmpty()) {
      sentence.append("; nearest: ").append(near.getFirst());
    }
    console.err().println(sentence.append("; see ").append(verb).append(" --help"));
    trace(e, debug.getAsBoolean() || List.of(args).contains("--debug"));
    return Exit.REFUSED;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    console.err().println(line.getCommandSpec().qualifiedName() + ": " + Sentence.of(e));
    trace(e, debug.getAsBoolean());
    return e instanceof Refusal ? Exit.REFUSED : Exit.FAILED;
  }

  private void trace(Exception e, boolean wanted) {
    if (wanted) {
      e.printStackTrace(console.err());
    }
  }
}
