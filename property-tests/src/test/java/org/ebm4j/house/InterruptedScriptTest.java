package org.ebm4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Whoever interrupts `./ebm` before it has begun, while it builds or makes its start-up cache, is
/// told so, and the next call does it again.
///
/// Maven and Java are made of paper: they end the whole group of processes as a terminal would.
@Tag("once")
@EnabledOnOs(OS.LINUX) // for setsid
final class InterruptedScriptTest {
  private static final Path SCRIPTS = Path.of("..").toAbsolutePath().normalize();
  private static final String GROUP_ENDS = "#!/bin/sh\ntrap '' TERM\nkill -TERM 0\nexit 143\n";
  private static final String FAILS = "#!/bin/sh\nexit 1\n";

  @TempDir private Path home;

  @BeforeEach
  void aHouseOfPaper() throws IOException {
    Files.createDirectories(home.resolve(".mvn"));
    Files.copy(SCRIPTS.resolve(".mvn/find-jdk.sh"), home.resolve(".mvn/find-jdk.sh"));
    Files.copy(SCRIPTS.resolve("ebm"), home.resolve("ebm"));
    Files.createDirectories(home.resolve("jdk"));
    Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
    program("jdk/bin/javac", FAILS);
    program("jdk/bin/java", FAILS);
  }

  private void program(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /// What the script says, then how it ended.
  private String said() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                "setsid", "--wait", "/bin/bash", home.resolve("ebm").toString(), "doctor")
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    Process process = builder.start();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return words + process.waitFor();
  }

  @Test
  void anInterruptedBuildIsNoFailedOne() throws Exception {
    program("mvnw", GROUP_ENDS);
    assertThat(said())
        .contains("ebm: interrupted before it began; nothing is lost")
        .doesNotContain("failed")
        .endsWith("130");
  }

  @Test
  void aFailedBuildIsNoInterruptedOne() throws Exception {
    program("mvnw", FAILS);
    assertThat(said())
        .contains("ebm: the build failed")
        .doesNotContain("interrupted")
        .endsWith("1");
  }

  @Test
  void anInterruptedStartUpCacheIsMadeAgain() throws Exception {
    built();
    program("jdk/bin/java", GROUP_ENDS);
    assertThat(said()).contains("ebm: interrupted before it began").endsWith("130");
    assertThat(said()).contains("making the start-up cache");
  }

  @Test
  void aStartUpCacheThatCannotBeMadeIsNotTriedAgain() throws Exception {
    built();
    assertThat(said()).contains("making the start-up cache").doesNotContain("interrupted");
    assertThat(said()).doesNotContain("making the start-up cache");
  }

  private void built() throws IOException {
    Files.createDirectories(home.resolve("ebm-cli/target/lib"));
    Files.writeString(home.resolve("ebm-cli/target/ebm-cli.jar"), "");
  }
}
