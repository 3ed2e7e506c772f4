package org.ebm4j.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ebm4j.cli.terminal.Console;
import org.ebm4j.cli.terminal.Exit;
import org.ebm4j.cli.terminal.Sentence;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The `ebm` command: its verbs are its subcommands.
public final class Main implements Runnable {

  private final Console console;
  private @Nullable CommandSpec spec;
  private boolean debug;

  Main(Console console) {
    this.console = console;
  }

  /// Runs the command and ends the process with its exit code.
  public static void main(String[] args) {
    Ahead.of(args);
    System.exit(run(Console.system(), args));
  }

  /// Runs the command.
  ///
  /// @return its exit code
  static int run(Console console, String... args) {
    return run(console, new Demo(console), args);
  }

  /// Runs the command with a demo of another size.
  static int run(Console console, Demo demo, String... args) {
    Main main = new Main(console);
    CommandSpec ebm = main.spec();
    new Verbs(console, demo).addTo(ebm, args);
    CommandLine line = new CommandLine(ebm);
    line.setOut(writer(console.out()));
    line.setErr(writer(console.err()));
    line.setUsageHelpWidth(100);
    Complaints complaints = new Complaints(console, () -> main.debug);
    line.setParameterExceptionHandler(complaints);
    line.setExecutionExceptionHandler(complaints);
    try {
      return line.execute(args);
    } catch (OutOfMemoryError e) {
      console.say(
          "out of memory at %d MB (%s); give more with EBM_JAVA_OPTIONS=-Xmx8g or ask for less"
              .formatted(Runtime.getRuntime().maxMemory() >> 20, Sentence.of(e)));
      return Exit.FAILED;
    }
  }

  private CommandSpec spec() {
    CommandSpec spec =
        Words.verb(this, "ebm", "Energy-based models: declare, infer, sample, train.");
    Words.flagOfAll(spec, "--debug", v -> debug = v, "Show where an error came from.");
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put("  0", "done");
    codes.put("  1", "began and failed");
    codes.put("  2", "asked wrongly, or bad input; nothing was done");
    codes.put("130", "interrupted; what was done is kept");
    spec.usageMessage()
        .synopsisSubcommandLabel("VERB")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(codes);
    this.spec = spec;
    return spec;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(console.out());
    }
  }
}
