package org.ebm4j.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.space.Nothing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A run that is killed leaves what it had measured.
@Tag("once")
class UnfinishedTest {
  private static final int JVMS = 1000; // more than anybody waits for

  /// An energy nobody ever gets.
  public static final class Endless implements Supplier<Given<float[], Nothing>> {
    @Override
    public Given<float[], Nothing> get() {
      while (true) {
        LockSupport.park();
      }
    }
  }

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
  ///
  /// @param before what starts it, if that is not Java alone
  private Process begun(Path out, String... before) throws Exception {
    return begun(out, List.of(before), List.of("--only", "gemm-7,gemm-33"));
  }

  private Process begun(Path out, List<String> before, List<String> rows) throws Exception {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), Bench.class.getName()));
    command.add("--quick");
    command.addAll(rows);
    command.addAll(List.of("--forks", Integer.toString(JVMS / 2), "--out", out.toString()));
    bench =
        new ProcessBuilder(command)
            .redirectError(folder.resolve("err").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    File run = out.resolve("unfinished.md").toFile(); // written last
    for (int tries = 0; tries < 1200 && !run.exists() && bench.isAlive(); tries++) {
      Thread.sleep(50);
    }
    assertThat(run).as(Files.readString(folder.resolve("err"))).exists();
    return bench;
  }

  /// The process that measures just now.
  private static ProcessHandle measuring(Process bench) throws Exception {
    for (int tries = 0; tries < 1200; tries++) {
      Optional<ProcessHandle> child = bench.children().filter(UnfinishedTest::isJava).findFirst();
      if (child.isPresent()) {
        return child.get();
      }
      Thread.sleep(5);
    }
    throw new AssertionError("nobody measures");
  }

  /// And no longer the helper that starts it.
  private static boolean isJava(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("java")).isPresent();
  }

  private void assertToldAndKept(Path out) throws Exception {
    assertThat(folder.resolve("err"))
        .content()
        .containsPattern("bench: ended after [0-9]+ of " + JVMS + " JVMs; [12] row\\(s\\) are in ")
        .contains(out.resolve("unfinished.json") + "; for the rest give --only")
        .containsOnlyOnce("bench: ended");
    List<Result> rows = Saved.read(out.resolve("unfinished.json"));
    assertThat(rows).isNotEmpty().noneMatch(Result::isFailed);
    assertThat(rows.getFirst().row()).isEqualTo("gemm-7");
    assertThat(rows.getFirst().number("forks")).isBetween(1.0, JVMS - 1.0);
  }

  @Test
  void whatWasMeasuredBeforeAKillIsThere() throws Exception {
    Path out = folder.resolve("run");
    Process killed = begun(out);
    killed.destroyForcibly().waitFor(); // kill -9 where there are signals

    List<Result> rows = Saved.read(out.resolve("unfinished.json"));
    assertThat(rows).isNotEmpty();
    assertThat(rows.getFirst().number("forks")).isBetween(1.0, JVMS - 1.0);
    assertThat(out.resolve("unfinished.md")).content().contains("(not finished)", "## gemm-7");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whoInterruptsIsToldWhatIsThereAndWhatIsMissing() throws Exception {
    Path out = folder.resolve("run");
    Process interrupted = begun(out);
    interrupted.destroy(); // SIGTERM: who starts tests in the background has SIGINT ignored

    assertThat(interrupted.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(interrupted.exitValue()).isNotZero();
    assertToldAndKept(out);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whoeverMeasuresIsEndedToo() throws Exception {
    List<String> rows = List.of("--only", "gemm-7", "--energy", Endless.class.getName());
    Process interrupted = begun(folder.resolve("run"), List.of(), rows);
    ProcessHandle child = measuring(interrupted);
    interrupted.destroy();
    try {
      assertThat(interrupted.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(60));
    } finally {
      child.destroyForcibly();
    }
  }

  /// Ctrl-C in a terminal goes to every process of the group; none of them has failed.
  @Test
  @EnabledOnOs(OS.LINUX)
  void aSignalToTheWholeGroupFailsNoRow() throws Exception {
    Path out = folder.resolve("run");
    Process interrupted = begun(out, "setsid");
    measuring(interrupted);
    new ProcessBuilder("kill", "-TERM", "--", "-" + interrupted.pid()).start().waitFor();

    assertThat(interrupted.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertToldAndKept(out);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void endingWhoMeasuresEndsTheRun() throws Exception {
    Path out = folder.resolve("run");
    Process running = begun(out);
    for (int tries = 0; tries < 1000 && running.isAlive(); tries++) {
      running.children().filter(UnfinishedTest::isJava).forEach(ProcessHandle::destroy);
      Thread.sleep(tries % 50); // one that just ends by itself is missed
    }

    assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(running.exitValue()).isEqualTo(130);
    assertToldAndKept(out);
  }

  @Test
  void anUnfinishedRunReplacesNoFinishedOneAndIsNotReplaced() throws Exception {
    Path out = folder.resolve("run");
    assertThat(Spoken.bench("--only", "gemm-7", "--quick", "--out", out.toString()).code())
        .isZero();
    byte[] whole = Files.readAllBytes(out.resolve("bench.json"));

    begun(out).destroyForcibly().waitFor();
    assertThat(out.resolve("bench.json")).hasBinaryContent(whole);
    byte[] part = Files.readAllBytes(out.resolve("unfinished.json"));

    Spoken again = Spoken.bench("--only", "gemm-7", "--quick", "--out", out.toString());
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains(out + " holds a run that was not finished; give --out");
    assertThat(out.resolve("unfinished.json")).hasBinaryContent(part);
  }

  @Test
  void halfARunIsComparedWithOnlyByName() throws Exception {
    Path out = folder.resolve("run");
    begun(out).destroyForcibly().waitFor();

    Spoken refused = Spoken.bench("--only", "gemm-7", "--quick", "--compare", out.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("give a finished one, or unfinished.json itself");

    String part = out.resolve("unfinished.json").toString();
    Spoken named = Spoken.bench("--only", "gemm-7", "--quick", "--compare", part);
    assertThat(named.code()).as(named.err()).isIn(0, 3); // trifling windows: any verdict
    assertThat(named.out()).containsAnyOf("same (", "FASTER", "SLOWER");
  }

  @Test
  void aRunThatEndsIsNotCalledUnfinished() {
    Path out = folder.resolve("run");
    Spoken whole = Spoken.bench("--only", "gemm-7", "--quick", "--out", out.toString());
    assertThat(whole.code()).as(whole.err()).isZero();
    assertThat(whole.err()).doesNotContain("ended after");
    assertThat(out.resolve("cards.md")).content().doesNotContain("not finished");
    assertThat(out.resolve("unfinished.json")).doesNotExist();
    assertThat(out.resolve("unfinished.md")).doesNotExist();
  }
}
