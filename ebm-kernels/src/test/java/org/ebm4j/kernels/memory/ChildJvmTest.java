package org.ebm4j.kernels.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A JVM started without flags runs machine code; one that forbids native access says so; a fault
/// is a test's business.
final class ChildJvmTest {
  private record Said(int exit, String text) {}

  @BeforeEach
  void runsHere() {
    Emitted.assumeAvailable();
  }

  private static String location(String name) throws Exception {
    Class<?> type = Class.forName(name);
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  private static String classPath() throws Exception {
    return location(Machine.class.getName()) + File.pathSeparator + location(Child.class.getName());
  }

  private static Said java(List<String> flags, String... arguments) throws Exception {
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(
        List.of(
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null"));
    command.addAll(flags);
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Said(process.exitValue(), text);
  }

  private static Said onClassPath(List<String> flags, String... arguments) throws Exception {
    var all = new ArrayList<>(flags);
    all.addAll(List.of("-cp", classPath(), Child.class.getName()));
    return java(all, arguments);
  }

  private static Said onModulePath(List<String> flags, String... arguments) throws Exception {
    String kernels = location(Machine.class.getName());
    Assumptions.assumeTrue(
        Files.exists(Path.of(kernels, "module-info.class")), "compiled without its module");
    String path =
        String.join(
            File.pathSeparator,
            kernels,
            location("org.ebm4j.api.engine.Engine"),
            location("org.slf4j.LoggerFactory"),
            location("com.fasterxml.jackson.core.JsonFactory"));
    String module = "org.ebm4j.kernels";
    var all = new ArrayList<>(flags);
    all.addAll(
        List.of(
            "-p",
            path,
            "--patch-module",
            module + "=" + location(Child.class.getName()),
            "-m",
            module + "/" + Child.class.getName()));
    return java(all, arguments);
  }

  @Test
  void noFlagIsNeededOnTheClassPath() throws Exception {
    Said said = onClassPath(List.of(), "ask");
    assertThat(said.text()).endsWith("available\n");
    assertThat(said.exit()).isZero();
  }

  @Test
  void noFlagIsNeededOnTheModulePath() throws Exception {
    assertThat(onModulePath(List.of(), "ask").text()).endsWith("available\n");
  }

  @Test
  void oneFlagSilencesTheWarning() throws Exception {
    assertThat(onClassPath(List.of("--enable-native-access=ALL-UNNAMED"), "ask").text())
        .isEqualTo("available\n");
    assertThat(onModulePath(List.of("--enable-native-access=org.ebm4j.kernels"), "ask").text())
        .isEqualTo("available\n");
  }

  @Test
  void deniedNativeAccessIsOneSentence() throws Exception {
    assertThat(onClassPath(List.of("--illegal-native-access=deny"), "ask"))
        .isEqualTo(
            new Said(
                0,
                "machine code: this JVM denies native access to the class path; start it with --enable-native-access=ALL-UNNAMED\n"));
    assertThat(onModulePath(List.of("--illegal-native-access=deny"), "ask"))
        .isEqualTo(
            new Said(
                0,
                "machine code: this JVM denies native access to module org.ebm4j.kernels; start it with --enable-native-access=org.ebm4j.kernels\n"));
  }

  @Test
  void switchedOffByAProperty() throws Exception {
    assertThat(onClassPath(List.of("-Debm4j.isa=none"), "ask").text())
        .isEqualTo(
            "machine code: switched off by -Debm4j.isa=none; leave the option out to use it\n");
  }

  @Test
  void aGuardPageStopsAWriteBehindTheBlock() throws Exception {
    var quiet = List.of("--enable-native-access=ALL-UNNAMED");
    assertThat(onClassPath(quiet, "write", "56"))
        .isEqualTo(new Said(0, "writing at 56\nwrote 7\n"));
    Said fault = onClassPath(quiet, "write", "57");
    assertThat(fault.exit()).isNotZero();
    assertThat(fault.text())
        .startsWith("writing at 57\n")
        .contains("SIGSEGV")
        .doesNotContain("wrote");
  }
}
