package org.ebm4j.cli.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ebm4j.kernels.machine.Hardware;
import org.ebm4j.viz.record.RunRecord;

/// Where figures come from: what was asked, and what ran it.
///
/// @param command the words typed
/// @param seed of everything random
/// @param engine that computes
/// @param settings everything that could have been chosen
/// @param begun when
public record Provenance(
    List<String> command, long seed, String engine, Map<String, String> settings, Instant begun) {

  /// Of a run that begins now.
  public static Provenance now(
      List<String> command, long seed, String engine, Map<String, String> settings) {
    return new Provenance(
        command, seed, engine, settings, Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /// The record of the run with what has come out so far.
  ///
  /// @param figures by name
  /// @param times in seconds, by name
  public RunRecord record(Map<String, Double> figures, Map<String, Double> times) {
    return new RunRecord(
        command,
        seed,
        engine,
        settings,
        Versions.all(),
        figures,
        machine(),
        times,
        begun.toString());
  }

  private static Map<String, String> machine() {
    Hardware hardware = Hardware.here();
    Map<String, String> machine = new TreeMap<>();
    machine.put("processor", hardware.processor().isEmpty() ? "unknown" : hardware.processor());
    machine.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    machine.put("threads", Integer.toString(hardware.threads()));
    machine.put("memory for Java", (Runtime.getRuntime().maxMemory() >> 20) + " MB");
    machine.put(
        "system",
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch").toLowerCase(Locale.ROOT)));
    return machine;
  }
}
