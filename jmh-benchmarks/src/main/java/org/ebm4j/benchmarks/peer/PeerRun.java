package org.ebm4j.benchmarks.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ebm4j.benchmarks.fork.Signal;
import org.ebm4j.benchmarks.row.Array;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.viz.record.Json;

/// Asks peers to do a row.
///
/// @param home where they live
/// @param threads that work
/// @param seconds of work to time
public record PeerRun(PeerHome home, int threads, double seconds) {
  private static final long PATIENCE = 180; // seconds

  /// What a peer said.
  public sealed interface Said {}

  /// Its figures, as it printed them.
  public record Timed(Map<String, Json> fields) implements Said {}

  /// Why there are none, in a sentence.
  public record Refused(String sentence) implements Said {}

  /// Asks one peer.
  ///
  /// @param answer that it must find; NaN where there is none to compare
  /// @param tolerance relative
  /// @throws InterruptedException if somebody ended it
  public Said ask(Peer peer, Row row, double answer, double tolerance)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ebm-peer");
    try {
      for (Array array : row.arrays()) {
        Npy.write(folder, array);
      }
      List<String> command = new ArrayList<>(home.command(peer));
      command.addAll(List.of(row.name(), folder.toString()));
      command.addAll(List.of("--answer", Double.toString(answer)));
      command.addAll(List.of("--tolerance", Double.toString(tolerance)));
      command.addAll(List.of("--seconds", Double.toString(seconds)));
      command.addAll(List.of("--threads", Integer.toString(threads)));
      if (!peer.mode().isEmpty()) {
        command.addAll(List.of("--mode", peer.mode()));
      }
      return said(peer, command, folder);
    } finally {
      delete(folder);
    }
  }

  private Said said(Peer peer, List<String> command, Path folder)
      throws IOException, InterruptedException {
    Path errors = folder.resolve("err");
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(errors.toFile()).redirectOutput(out.toFile());
    builder.environment().putAll(peer.environment());
    for (String variable : List.of("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")) {
      builder.environment().put(variable, Integer.toString(threads));
    }
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return new Refused("%s took more than %d s".formatted(peer.name(), PATIENCE));
    }
    Signal.requireNone(process.exitValue(), peer.name());
    String printed = Files.readString(out, StandardCharsets.UTF_8).strip();
    String last = printed.substring(printed.lastIndexOf('\n') + 1);
    if (process.exitValue() == 0 && last.startsWith("{")) {
      return new Timed(((Json.Obj) Json.parse(last)).fields());
    }
    String complaint = Files.readString(errors, StandardCharsets.UTF_8).strip();
    return new Refused(
        peer.name() + ": " + complaint.substring(complaint.lastIndexOf('\n') + 1).strip());
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
