package org.ebm4j.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A run that is killed leaves what it had measured.
@Tag("once")
class UnfinishedTest {
  private static final int JVMS = 1000; // more than anybody waits for

  @TempDir Path folder;
  private @Nullable Process bench;

  @AfterEach
  void endIt() throws Exception {
    if (bench != null) {
      bench.descendants().forEach(ProcessHandle::destroyForcibly);
      bench.destroyForcibly().waitFor();
    }
  }

  /// Starts the command in a process of its own and waits until it has written something.
  private Process begun(Path out) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    bench =
        new ProcessBuilder(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Bench.class.getName(),
                "--quick",
                "--only",
                "gemm-7,gemm-33",
                "--forks",
                Integer.toString(JVMS / 2),
                "--out",
                out.toString())
            .redirectError(folder.resolve("err").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    File run = out.resolve("cards.md").toFile(); // written last
    for (int tries = 0; tries < 1200 && !run.exists() && bench.isAlive(); tries++) {
      Thread.sleep(50);
    }
    assertThat(run).as(Files.readString(folder.resolve("err"))).exists();
    return bench;
  }

  @Test
  void whatWasMeasuredBeforeAKillIsThere() throws Exception {
    Path out = folder.resolve("run");
    Process killed = begun(out);
    killed.destroyForcibly().waitFor(); // kill -9 where there are signals

    List<Result> rows = Saved.read(out);
    assertThat(rows).isNotEmpty();
    assertThat(rows.getFirst().row()).isEqualTo("gemm-7");
    assertThat(rows.getFirst().number("forks")).isBetween(1.0, JVMS - 1.0);
    assertThat(out.resolve("cards.md")).content().contains("(not finished)", "## gemm-7");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whoInterruptsIsToldWhatIsThereAndWhatIsMissing() throws Exception {
    Path out = folder.resolve("run");
    Process interrupted = begun(out);
    interrupted.destroy(); // SIGTERM: who starts tests in the background has SIGINT ignored

    assertThat(interrupted.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(interrupted.exitValue()).isNotZero();
    assertThat(folder.resolve("err"))
        .content()
        .containsPattern(
            "bench: interrupted after [0-9]+ of " + JVMS + " JVMs; [12] row\\(s\\) are in ")
        .contains(out + "; ask for the rest with --only");
    assertThat(Saved.read(out)).isNotEmpty();
  }

  @Test
  void aRunThatEndsIsNotCalledUnfinished() {
    Path out = folder.resolve("run");
    Spoken whole = Spoken.bench("--only", "gemm-7", "--quick", "--out", out.toString());
    assertThat(whole.code()).as(whole.err()).isZero();
    assertThat(whole.err()).doesNotContain("interrupted");
    assertThat(out.resolve("cards.md")).content().doesNotContain("not finished");
  }
}
