package org.ebm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ebm4j.cli.terminal.Exit;
import org.ebm4j.viz.record.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command as a process: exit codes, streams, what is loaded.
@Tag("once")
class ProcessTest {

  @Test
  void doctorPrintsOneJsonObjectAndNothingElse() throws Exception {
    Child.Ended ebm = new Child().run("doctor", "--json", "--threads", "1");

    assertThat(ebm.code()).isEqualTo(Exit.DONE);
    assertThat(ebm.err()).isEmpty();
    Map<String, Json> found = ((Json.Obj) Json.parse(ebm.out())).fields();
    assertThat(found)
        .containsKeys(
            "engine",
            "engines",
            "jdk",
            "lanes_bits",
            "threads",
            "fma_peak_gflops",
            "memory_gbs",
            "warnings")
        .containsEntry("threads", Json.of(1))
        .containsEntry("jdk", Json.of(Runtime.version().toString()));
    if (found.get("engine").equals(Json.of("native"))) {
      assertThat(found.get("fma_peak_gflops").asDouble()).isPositive();
      assertThat(found.get("memory_gbs").asDouble()).isPositive();
      assertThat(found.get("lanes_bits").asDouble()).isGreaterThanOrEqualTo(128);
    }
  }

  @Test
  void doctorSaysWhyThereIsNoMachineCodeAndMeasuresNothing() throws Exception {
    Child.Ended ebm = new Child().jvm("-Debm4j.isa=none").run("doctor", "--json");

    Map<String, Json> found = ((Json.Obj) Json.parse(ebm.out())).fields();
    assertThat(ebm.code()).isEqualTo(Exit.DONE);
    assertThat(found.get("engine")).isNotEqualTo(Json.of("native"));
    assertThat(found)
        .containsEntry("lanes_bits", new Json.Null())
        .containsEntry("fma_peak_gflops", new Json.Null());
    assertThat(found.get("warnings").compact()).contains("switched off by -Debm4j.isa=none");
  }

  @Test
  void withoutMachineCodeTheDemoSaysFirstHowLongItWillTake(@TempDir Path folder) throws Exception {
    Child.Running running =
        new Child().jvm("-Debm4j.isa=none").start("demo", "--out", folder.toString());
    while (running.alive() && !running.saidSoFar().contains("\n")) {
      Thread.sleep(50);
    }
    running.signal("KILL");
    Child.Ended ebm = running.end();

    assertThat(ebm.errLines().getFirst())
        .startsWith("ebm: the engine plain computes, not machine code (ebm doctor says why): ")
        .containsPattern(
            "this will take about \\d+ (seconds|minutes|hours); --quick takes about \\d+ ");
  }

  @Test
  void deniedNativeAccessIsAWarningWithTheWayOut() throws Exception {
    Child.Ended ebm =
        new Child()
            .withoutNativeAccess()
            .jvm("--illegal-native-access=deny")
            .run("doctor", "--json");

    assertThat(ebm.code()).isEqualTo(Exit.DONE);
    assertThat(ebm.out()).contains("--enable-native-access=ALL-UNNAMED");
  }

  @Test
  void compactObjectHeadersAreWarnedOf() throws Exception {
    Child.Ended ebm = new Child().jvm("-XX:+UseCompactObjectHeaders").run("doctor", "--json");

    boolean corrupting = Runtime.version().feature() == 25;
    assertThat(ebm.out().contains("UseCompactObjectHeaders")).isEqualTo(corrupting);
  }

  @Test
  void doctorAndVersionLoadNothingOfTrainingOrFigures(@TempDir Path folder) throws Exception {
    for (String word : new String[] {"doctor", "--version"}) {
      Path log = folder.resolve("loaded-" + word);
      Child.Ended ebm = new Child().jvm("-Xlog:class+load:file=" + log).run(word);

      assertThat(ebm.code()).isEqualTo(Exit.DONE);
      assertThat(Files.readAllLines(log))
          .anyMatch(line -> line.contains("org.ebm4j.cli.Main"))
          .noneMatch(line -> line.contains("org.ebm4j.training"))
          .noneMatch(line -> line.contains("org.ebm4j.viz.figure"))
          .noneMatch(line -> line.contains("org.ebm4j.viz.report"));
    }
  }
}
