package org.ebm4j.cli;

import java.util.Optional;
import org.ebm4j.cli.demo.Scale;
import org.ebm4j.cli.terminal.Console;

/// `ebm demo` with next to no work, for tests that want a process.
final class TinyDemo {
  private TinyDemo() {}

  public static void main(String[] args) {
    Console console = Console.system();
    System.exit(Main.run(console, new Demo(console, Optional.of(Scale.TINY)), args));
  }
}
