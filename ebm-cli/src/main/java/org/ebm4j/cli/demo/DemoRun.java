package org.ebm4j.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.cli.run.Provenance;
import org.ebm4j.cli.run.Recorded.Status;
import org.ebm4j.cli.run.RunFolder;
import org.ebm4j.cli.story.Pages;
import org.ebm4j.cli.story.Story;
import org.ebm4j.cli.terminal.Progress;
import org.ebm4j.viz.record.Metrics;
import org.ebm4j.viz.record.MetricsLog;
import org.ebm4j.viz.record.RunRecord;

/// The demo: its parts one after another, each kept as soon as it is done.
public final class DemoRun {
  private final List<Part> parts;
  private final RunFolder folder;
  private final Provenance provenance;
  private final Map<String, Double> figures = new TreeMap<>();
  private final Map<String, Double> times = new TreeMap<>();
  private final List<String> done = new ArrayList<>();

  DemoRun(List<Part> parts, RunFolder folder, Provenance provenance) {
    this.parts = List.copyOf(parts);
    this.folder = folder;
    this.provenance = provenance;
  }

  /// The whole demo.
  public static DemoRun of(RunFolder folder, Provenance provenance) {
    return new DemoRun(Part.all(), folder, provenance);
  }

  /// Does the parts and writes the folder.
  ///
  /// @param stop whether to end now; what was done is kept
  /// @return how far it came: finished or interrupted
  public Status run(Engine engine, Scale scale, Progress progress, BooleanSupplier stop)
      throws IOException {
    folder.save(Status.RUNNING, record());
    Status status = Status.FAILED;
    try (MetricsLog log = MetricsLog.create(folder.file(RunFolder.METRICS))) {
      Conditions conditions =
          new Conditions(
              provenance.seed(), engine, scale, progress, metrics -> write(log, metrics), stop);
      status = all(conditions);
    } finally {
      tell(status);
    }
    return status;
  }

  private Status all(Conditions conditions) throws IOException {
    for (Part part : parts) {
      if (conditions.stop().getAsBoolean()) {
        return Status.INTERRUPTED;
      }
      long begun = System.nanoTime();
      Findings findings = part.run(conditions);
      keep(part, findings, (System.nanoTime() - begun) / 1e9);
      if (!findings.complete()) {
        return Status.INTERRUPTED;
      }
    }
    return Status.FINISHED;
  }

  private void keep(Part part, Findings findings, double seconds) throws IOException {
    for (Learned learned : findings.learned()) {
      learned.save(folder);
    }
    if (findings.complete()) {
      figures.putAll(findings.figures());
      times.put(part.name(), Math.round(seconds * 100) / 100.0);
      done.add(part.name());
      folder.save(part.name() + Story.ARRAYS, findings.arrays());
    }
    folder.save(Status.RUNNING, record());
  }

  private void tell(Status status) throws IOException {
    folder.save(status, record());
    Pages.write(folder);
  }

  /// The names of the parts that were done.
  public List<String> done() {
    return List.copyOf(done);
  }

  /// The record as it stands.
  public RunRecord record() {
    return provenance.record(figures, times);
  }

  private static void write(MetricsLog log, Metrics metrics) {
    try {
      log.write(metrics);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
