package org.ebm4j.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ebm4j.cli.terminal.Console;

/// The command in this process, with what it said.
final class Spoken {
  final int code;
  final String out;
  final List<String> err;

  private Spoken(int code, String out, String err) {
    this.code = code;
    this.out = out;
    this.err = err.lines().toList();
  }

  static Spoken ebm(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            80);
    int code = Main.run(console, args);
    return new Spoken(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
