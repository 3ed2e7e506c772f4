package org.ebm4j.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ebm4j.viz.record.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that are kept and compared with.
class SavedTest {
  @TempDir Path folder;

  @Test
  void aSavedRunIsAPictureAndAnArrayThatALaterRunIsComparedWith() throws Exception {
    Spoken first =
        Spoken.bench("--only", "gemm-64", "--quick", "--out", folder.resolve("a").toString());

    assertThat(first.code()).as(first.err()).isZero();
    Path file = folder.resolve("a").resolve("bench.json");
    Result kept = Saved.read(file).getFirst();
    assertThat(kept.row()).isEqualTo("gemm-64");
    assertThat(first.out()).contains("plain Java", "gemm-64", "us/step");
    if (!Double.isNaN(kept.number("share_of_peak"))) {
      assertThat(folder.resolve("a").resolve("bench.png")).isNotEmptyFile();
    }

    Path impossible = changed(kept, 1e-3);
    Spoken slower =
        Spoken.bench("--only", "gemm-64", "--quick", "--compare", impossible.toString());
    assertThat(slower.code()).isEqualTo(3);
    assertThat(slower.out()).contains("SLOWER by ").contains("saved");
    Path slow = changed(kept, 1e3).getParent(); // the folder does as well
    Spoken faster =
        Spoken.bench("--only", "gemm-64", "--quick", "--json", "--compare", slow.toString());
    assertThat(faster.code()).as(faster.err()).isZero();
    assertThat(faster.err()).contains("FASTER by ");
  }

  /// The same run, as if every step had taken so many times as long.
  private Path changed(Result kept, double factor) throws Exception {
    var figures = new java.util.LinkedHashMap<>(kept.figures());
    figures.put("us_per_step", Json.of(kept.figure() * factor));
    figures.put("share_of_peak", Json.of(kept.number("share_of_peak") / factor));
    Path file = Files.createDirectory(folder.resolve("by-" + factor)).resolve("bench.json");
    Files.writeString(file, Saved.array(List.of(new Result("gemm-64", figures))).pretty());
    return file;
  }

  @Test
  void aFileThatIsNoRunIsRefusedBeforeAnythingIsTimed() throws Exception {
    Path text = Files.writeString(folder.resolve("x.json"), "[{\"us\": 1}]");
    for (Path file : List.of(text, folder.resolve("nowhere.json"))) {
      Spoken bench = Spoken.bench("--only", "gemm-64", "--compare", file.toString());
      assertThat(bench.code()).isEqualTo(2);
      assertThat(bench.err().lines()).singleElement().asString().contains(file.toString());
    }
  }

  @Test
  void aFolderThatIsAFileIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Spoken bench = Spoken.bench("--only", "gemm-64", "--out", file.toString());
    assertThat(bench.code()).isEqualTo(2);
    assertThat(bench.err().strip())
        .isEqualTo("ebm bench: " + file + " is no folder; give --out another name");
  }
}
