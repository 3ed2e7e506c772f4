package org.ebm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ebm4j.cli.terminal.Exit;
import org.ebm4j.viz.record.Json;
import org.ebm4j.viz.record.MetricsLog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Real signals into the real command.
@Tag("training")
@DisabledOnOs(OS.WINDOWS)
class InterruptionTest {
  private static final String CONFIG =
      """
      {"data": "two-moons", "objective": "pcd", "rows": 300, "net": [16, 16], "replay": 100, "average": 0.9,
       "steps": 2000, "record": 10, "gauge": 50, "checkpoint": 20}
      """;

  @TempDir static Path temporary;
  private static Path config;
  private static Path whole;

  @BeforeAll
  static void trainWithoutInterruption() throws Exception {
    config = Files.writeString(temporary.resolve("moons.json"), CONFIG);
    whole = temporary.resolve("whole");
    Child.Ended ebm = train(whole, 1).end();
    assertThat(ebm.code()).as(ebm.err()).isEqualTo(Exit.DONE);
  }

  private static Child.Running train(Path out, int threads) throws Exception {
    return new Child()
        .start(
            "train",
            config.toString(),
            "--out",
            out.toString(),
            "--threads",
            Integer.toString(threads));
  }

  private static void waitFor(Child.Running running, Path file) throws Exception {
    while (running.alive() && !(Files.exists(file) && Files.size(file) > 0)) {
      Thread.sleep(20);
    }
  }

  @Test
  void killedAndResumedIsTheSameToTheBit() throws Exception {
    Path out = temporary.resolve("killed");
    Child.Running running = train(out, 1);
    waitFor(running, out.resolve("checkpoint.safetensors"));
    running.signal("KILL");
    Child.Ended killed = running.end();

    assertThat(killed.code()).isNotEqualTo(Exit.DONE);
    assertThat(Folders.record(out)).containsEntry("status", Json.of("running"));

    Child.Ended ebm = train(out, 3).end();

    assertThat(ebm.code()).as(ebm.err()).isEqualTo(Exit.DONE);
    assertThat(ebm.err()).contains("ebm: going on from step ");
    assertSame(out);
  }

  @Test
  void interruptedAndResumedIsTheSameToTheBit() throws Exception {
    Path out = temporary.resolve("interrupted");
    Child.Running running = train(out, 1);
    waitFor(running, out.resolve("metrics.jsonl"));
    running.signal("INT");
    Child.Ended stopped = running.end();

    assertThat(stopped.code()).as(stopped.err()).isEqualTo(Exit.INTERRUPTED);
    assertThat(stopped.err())
        .contains("ebm: interrupted after ")
        .contains("`ebm train " + config + " --out " + out + "` goes on from there")
        .doesNotContain("Exception");
    assertThat(Folders.record(out)).containsEntry("status", Json.of("interrupted"));
    assertThat(out.resolve("energy").resolve("energy.json")).exists();
    assertThat(Files.readString(out.resolve("report.html"))).contains("was interrupted");

    Child.Ended ebm = train(out, 2).end();

    assertThat(ebm.code()).as(ebm.err()).isEqualTo(Exit.DONE);
    assertSame(out);
  }

  private static void assertSame(Path out) throws Exception {
    Map<String, String> bits = Folders.bits(out);
    bits.keySet().removeIf(name -> name.startsWith(".ebm-")); // what a killed process left
    assertThat(bits).isEqualTo(Folders.bits(whole));
    assertThat(Folders.record(out).get("figures")).isEqualTo(Folders.record(whole).get("figures"));
  }

  @Test
  void aDemoKeepsTheWorkAndSaysSo() throws Exception {
    Path folder = temporary.resolve("demo");
    Child.Running running =
        new Child().start("demo", "--quick", "--threads", "1", "--out", folder.toString());
    waitFor(running, folder.resolve("metrics.jsonl"));
    running.signal("INT");
    Child.Ended ebm = running.end();

    assertThat(ebm.code()).as(ebm.err()).isEqualTo(Exit.INTERRUPTED);
    assertThat(ebm.err()).contains("ebm: interrupted; ").contains(folder.toString());
    assertThat(ebm.err()).doesNotContain("Exception");
    assertThat(Folders.record(folder)).containsEntry("status", Json.of("interrupted"));
    assertThat(folder.resolve("two-moons-energy-checkpoint.safetensors")).exists();
    assertThat(folder.resolve("two-moons-energy.safetensors")).exists();
    assertThat(MetricsLog.read(folder.resolve("metrics.jsonl"))).isNotEmpty();
    assertThat(Files.readString(folder.resolve("report.html"))).contains("was interrupted");
    try (var left = Files.list(folder)) {
      assertThat(left.map(Path::toString)).noneMatch(name -> name.endsWith(".tmp"));
    }
  }
}
