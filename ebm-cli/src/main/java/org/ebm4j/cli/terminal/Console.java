package org.ebm4j.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Standard output, for results, and standard error, for everything said on the way; both UTF-8,
/// whatever the locale, because JSON is.
///
/// @param out results
/// @param err words
/// @param live whether `err` is a terminal, where a line can be written over
/// @param columns of that terminal
public record Console(PrintStream out, PrintStream err, boolean live, int columns) {

  private static final String TERMINAL = "EBM_TERMINAL_COLUMNS";
  private static final int LEAST_COLUMNS = 40;

  /// Those of this process.
  public static Console system() {
    int columns = columnsOfErrorTerminal();
    return new Console(
        stream(FileDescriptor.out), stream(FileDescriptor.err), columns > 0, columns);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /// The script that starts the command says so, since Java can ask about standard output only; 0
  /// where it is no terminal.
  private static int columnsOfErrorTerminal() {
    String columns = System.getenv().getOrDefault(TERMINAL, "").strip();
    return columns.matches("[0-9]{1,4}") ? Math.max(LEAST_COLUMNS, Integer.parseInt(columns)) : 0;
  }

  /// One line to standard error, after the command's name.
  public void say(String sentence) {
    err.println("ebm: " + sentence);
  }

  /// How long work takes, shown as it goes on.
  public Progress progress() {
    return live ? new Bars(err, columns) : new Lines(err);
  }
}
