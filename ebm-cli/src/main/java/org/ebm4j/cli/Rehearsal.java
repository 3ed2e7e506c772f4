package org.ebm4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.ebm4j.cli.terminal.Console;
import org.ebm4j.cli.terminal.Exit;

/// Does once, unheard, what people do first, while Java watches and writes its start-up cache: the
/// classes that were needed, and which methods were busy.
final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] folder) throws IOException {
    Ahead.of("infer");
    System.exit(of(folder[0]));
  }

  /// Asks the energy in a folder for an answer, for its minima and for draws.
  ///
  /// @return the greatest of the exit codes: a cache of half of it would be slow in silence
  static int of(String energy) throws IOException {
    Path draws = Files.createTempDirectory("ebm");
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      Console console = new Console(nowhere, nowhere, false, 0);
      int worst = Exit.DONE;
      for (List<String> words :
          List.of(
              List.of("infer", energy, "--start", "[2, 1]"),
              List.of("infer", energy, "--minima", "20", "--json"),
              List.of("sample", energy, "--draws", "100", "--out", draws + "/sample"))) {
        worst = Math.max(worst, Main.run(console, words.toArray(String[]::new)));
      }
      return worst;
    } finally {
      delete(draws);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      inside.sorted(Comparator.reverseOrder()).forEach(Rehearsal::remove);
    }
  }

  private static void remove(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
