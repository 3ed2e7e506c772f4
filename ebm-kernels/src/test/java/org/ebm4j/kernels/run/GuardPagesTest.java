package org.ebm4j.kernels.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ebm4j.kernels.memory.Machine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Machine code and vector kernels touch nothing outside their buffers: they run in a child process
/// where every buffer lies against a page that kills it.
@Tag("once")
class GuardPagesTest {
  private static final int PROGRAMS = 150;
  private static final int VECTORS = 16; // slower, for nobody waits until they are warm

  private record Said(int exit, String text) {}

  @BeforeEach
  void runsHere() {
    assumeTrue(Machine.unavailable().isEmpty(), () -> Machine.unavailable().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"behind", "before"})
  void randomProgramsStayInside(String side) throws Exception {
    assertStayInside("native", side, 0, PROGRAMS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"behind", "before"})
  void randomProgramsOnVectorsStayInside(String side) throws Exception {
    assertStayInside("vector", side, 0, VECTORS);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"behind", "before"})
  void manyRandomProgramsStayInside(String side) throws Exception {
    assertStayInside("native", side, PROGRAMS, 5000);
    assertStayInside("vector", side, VECTORS, 500);
  }

  private static void assertStayInside(String engine, String side, int from, int to)
      throws Exception {
    Said said = child(engine, side, Integer.toString(from), Integer.toString(to));
    assertThat(said.text()).doesNotContain("differs");
    assertThat(said.text()).endsWith("seed " + to + "\ndone\n");
    assertThat(said.exit()).isZero();
  }

  /// One element too far, on either side, is death, and the last line names the program.
  @ParameterizedTest
  @CsvSource({"native, behind", "native, before", "vector, behind", "vector, before"})
  void oneElementOutsideIsNoticed(String engine, String side) throws Exception {
    Said said = child(engine, side, "0", "20", "shift");
    assertThat(said.exit()).isNotZero();
    assertThat(said.text()).startsWith("seed 0\n").contains("SIGSEGV").doesNotContain("done");
  }

  private static Said child(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            GuardChild.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .replace("WARNING: Using incubator modules: jdk.incubator.vector\n", "");
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Said(process.exitValue(), text);
  }
}
