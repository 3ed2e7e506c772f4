package org.ebm4j.cli.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.weights.AtomicFile;
import org.ebm4j.api.weights.Safetensors;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.cli.terminal.Refusal;
import org.ebm4j.cli.terminal.Sentence;
import org.ebm4j.viz.figure.Figure;
import org.ebm4j.viz.record.Metrics;
import org.ebm4j.viz.record.MetricsLog;
import org.ebm4j.viz.record.RunRecord;
import org.ebm4j.viz.report.Report;

/// The folder that a run leaves: `run.json`, `metrics.jsonl`, `report.html`, pictures, weights and
/// arrays. Every file is there whole or not at all.
///
/// A run in a folder of an earlier one replaces exactly the files which that one says it wrote.
public final class RunFolder {
  /// Metrics as JSON lines.
  public static final String METRICS = "metrics.jsonl";

  /// The record.
  public static final String RUN = "run.json";

  private static final String REPORT = "report.html";
  private static final String OWN =
      "([A-Za-z0-9_-]+/)?[A-Za-z0-9_-][A-Za-z0-9._-]*\\.(png|safetensors|jsonl|html|json|csv)";
  private static final long LONGEST_RECORD = 16 << 20;

  private final Path path;
  private final List<String> files = new ArrayList<>();

  private RunFolder(Path path) {
    this.path = path;
  }

  /// Makes the folder, and removes what an earlier run left in it.
  ///
  /// @throws Refusal where there can be no such folder
  public static RunFolder create(String path) {
    return Refusal.unless(() -> {
      Path folder = Path.of(path);
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new Refusal(
            "--out " + Sentence.visible(path) + " is a file; give a folder or a new name");
      }
      Files.createDirectories(folder);
      if (!Files.isWritable(folder)) {
        throw new Refusal(
            "--out "
                + Sentence.visible(path)
                + ": this user may not write there; give another folder");
      }
      RunFolder made = new RunFolder(folder);
      made.clear();
      return made;
    });
  }

  /// The folder of a run that was.
  ///
  /// @throws Refusal where there is none
  public static RunFolder open(String path) {
    return Refusal.unless(() -> {
      RunFolder found = new RunFolder(Path.of(path));
      found.files.addAll(found.recorded().files());
      return found;
    });
  }

  private void clear() throws IOException {
    if (!Files.exists(path.resolve(RUN))) {
      return;
    }
    for (String name : recorded().files()) {
      // Whatever the record says, nothing outside this folder.
      if (name.matches(OWN) && !Files.isSymbolicLink(path.resolve(name).getParent())) {
        Files.deleteIfExists(path.resolve(name));
      }
    }
    Files.deleteIfExists(path.resolve(RUN));
  }

  /// The folder's path.
  public Path path() {
    return path;
  }

  /// Whether there is a file of this name.
  public boolean holds(String name) {
    return Files.isRegularFile(path.resolve(name));
  }

  /// A file of this name, which the caller writes.
  public Path file(String name) {
    if (!files.contains(name)) {
      files.add(name);
    }
    return path.resolve(name);
  }

  /// A folder inside this one, in which the caller writes files of these names.
  public Path subfolder(String name, String... files) {
    for (String file : files) {
      file(name + "/" + file);
    }
    return path.resolve(name);
  }

  /// Writes arrays or weights.
  public void save(String name, Weights weights) throws IOException {
    Safetensors.write(weights, file(name + ".safetensors"));
  }

  /// Writes a picture.
  public void save(String name, Figure figure) throws IOException {
    figure.png(file(name + ".png"));
  }

  /// Writes the page.
  public void save(Report report) throws IOException {
    report.write(file(REPORT));
  }

  /// Writes a text.
  public void save(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file(name), out -> out.write(bytes));
  }

  /// Writes the record, naming the files written so far.
  public void save(Recorded.Status status, RunRecord record) throws IOException {
    byte[] bytes = new Recorded(status, files, record).text().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(path.resolve(RUN), out -> out.write(bytes));
  }

  /// Lists the page among the files before it is written, for it shows that list.
  public void announceReport() {
    file(REPORT);
  }

  /// The page's path.
  public Path report() {
    return path.resolve(REPORT);
  }

  /// What `run.json` holds.
  public Recorded recorded() throws IOException {
    Path file = path.resolve(RUN);
    if (!Files.isRegularFile(file)) {
      throw new Refusal(
          Sentence.visible(path.toString())
              + " holds no run.json, so no run was made there; give the folder of a run");
    }
    if (Files.size(file) > LONGEST_RECORD) {
      throw new Refusal(
          "%s is %d MB long, which no run writes; give the folder of a run"
              .formatted(file, Files.size(file) >> 20));
    }
    try {
      return Recorded.parse(Files.readString(file));
    } catch (IllegalArgumentException | IOException e) {
      throw new Refusal(
          "%s is not what a run writes (%s); give the folder of a run, or remove the file"
              .formatted(file, Sentence.of(e)));
    }
  }

  /// The metrics written so far.
  public List<Metrics> metrics() throws IOException {
    Path file = path.resolve(METRICS);
    return Files.exists(file) ? MetricsLog.read(file) : List.of();
  }

  /// Arrays of that name, none where they were not written.
  public Weights arrays(String name) throws IOException {
    Path file = path.resolve(name + ".safetensors");
    return Files.exists(file) ? Safetensors.read(file) : Weights.empty();
  }
}
