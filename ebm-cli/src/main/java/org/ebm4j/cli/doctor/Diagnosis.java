package org.ebm4j.cli.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.kernels.machine.Hardware;
import org.ebm4j.viz.record.Json;

/// What this machine is and does.
///
/// @param engine that will compute
/// @param engines all there are, each with why it is or is not used
/// @param jdk version
/// @param hardware the processor and the threads
/// @param peak what one core does at best, where it could be measured
/// @param warnings of what would spoil results or speed, one sentence each
public record Diagnosis(
    String engine,
    List<String> engines,
    String jdk,
    Hardware hardware,
    Optional<Hardware.Peak> peak,
    List<String> warnings) {

  public Diagnosis {
    engines = List.copyOf(engines);
    warnings = List.copyOf(warnings);
  }

  /// Asks and measures; takes about a third of a second.
  public static Diagnosis of(Engine chosen) {
    List<String> warnings =
        new ArrayList<>(JavaWarnings.of(Runtime.version(), JavaWarnings.compactHeaders()));
    List<String> engines = new ArrayList<>();
    for (Engine engine : ServiceLoader.load(Engine.class)) {
      Optional<String> reason = engine.unavailable();
      engines.add(engine.name() + ": " + standing(engine, chosen, reason));
      if (reason.isPresent() && engine.rank() > chosen.rank()) {
        warnings.add("engine " + engine.name() + " is not used: " + reason.get());
      }
    }
    Hardware hardware = Hardware.here();
    return new Diagnosis(
        chosen.name(), engines, Runtime.version().toString(), hardware, hardware.peak(), warnings);
  }

  private static String standing(Engine engine, Engine chosen, Optional<String> reason) {
    if (engine.name().equals(chosen.name())) {
      return "computes";
    }
    return reason.orElseGet(
        () -> engine.rank() > chosen.rank() ? "faster, not asked for" : "slower, not needed");
  }

  /// For machines; what could not be measured is null.
  public Json json() {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("engine", Json.of(engine));
    fields.put("engines", Json.texts(engines));
    fields.put("jdk", Json.of(jdk));
    fields.put("processor", Json.of(hardware.processor()));
    fields.put("lanes_bits", peak.map(p -> Json.of((long) p.lanesBits())).orElse(new Json.Null()));
    fields.put("threads", Json.of((long) hardware.threads()));
    fields.put("fma_peak_gflops", measured(peak.map(Hardware.Peak::fmaGigaflops)));
    fields.put("memory_gbs", measured(peak.map(Hardware.Peak::memoryGigabytes)));
    fields.put("warnings", Json.texts(warnings));
    return new Json.Obj(fields);
  }

  private static Json measured(Optional<Double> value) {
    return value.map(v -> Json.of(Math.round(v * 100) / 100.0)).orElse(new Json.Null());
  }

  /// For people.
  public String text() {
    StringBuilder text = new StringBuilder();
    line(text, "engine", engine);
    engines.forEach(each -> text.append("           ").append(each).append('\n'));
    line(text, "JDK", jdk);
    line(text, "processor", hardware.processor().isEmpty() ? "unknown" : hardware.processor());
    line(text, "threads", Integer.toString(hardware.threads()));
    line(text, "lanes", peak.map(p -> p.lanesBits() + " bits").orElse("not measured"));
    line(text, "FMA peak", unit(peak.map(Hardware.Peak::fmaGigaflops), "GFLOP/s, one core, f32"));
    line(text, "memory", unit(peak.map(Hardware.Peak::memoryGigabytes), "GB/s, one core"));
    line(text, "warnings", warnings.isEmpty() ? "none" : Integer.toString(warnings.size()));
    warnings.forEach(warning -> text.append("- ").append(warning).append('\n'));
    return text.toString();
  }

  private static String unit(Optional<Double> value, String unit) {
    return value.map(v -> String.format(Locale.ROOT, "%.1f %s", v, unit)).orElse("not measured");
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-10s %s%n", name, value));
  }
}
