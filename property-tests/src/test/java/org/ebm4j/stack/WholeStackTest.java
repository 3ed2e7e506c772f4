package org.ebm4j.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ebm4j.kernels.machine.Hardware;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A program that infers and trains gives the same bits however its JVM was started: on the class
/// path, on the module path, with native access allowed, forbidden, or machine code switched off.
@Tag("once")
class WholeStackTest {
  private static final List<String> LIBRARIES =
      List.of(
          "org.ebm4j.api.engine.Engine",
          "org.ebm4j.kernels.machine.Hardware",
          "org.ebm4j.inference.minimise.Lbfgs",
          "org.ebm4j.training.Train",
          "org.slf4j.LoggerFactory",
          "com.fasterxml.jackson.core.JsonFactory",
          "org.ejml.data.DMatrixRMaj",
          "org.ejml.dense.row.CommonOps_DDRM");

  /// Lines of a process that ended well.
  private record Said(List<String> lines) {
    String engine() {
      return lines.getFirst();
    }

    /// What was inferred and trained.
    List<String> numbers() {
      return lines.stream()
          .filter(line -> line.startsWith("inferred") || line.startsWith("trained"))
          .toList();
    }
  }

  private static String location(String name) throws Exception {
    Class<?> type = Class.forName(name);
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  private static String libraries() throws Exception {
    List<String> places = new ArrayList<>();
    for (String name : LIBRARIES) {
      places.add(location(name));
    }
    return String.join(File.pathSeparator, places);
  }

  private static Said onClassPath(String... flags) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(flags));
    arguments.addAll(List.of("-cp", classPath()));
    return java(arguments);
  }

  private static String classPath() throws Exception {
    return libraries() + File.pathSeparator + location(Small.class.getName());
  }

  /// The libraries as modules, the program on the class path.
  private static Said onModulePath(String... flags) throws Exception {
    assumeTrue(
        Files.exists(Path.of(location("org.ebm4j.training.Train"), "module-info.class"))
            || location("org.ebm4j.training.Train").endsWith(".jar"),
        "compiled without its module");
    List<String> arguments = new ArrayList<>(List.of(flags));
    arguments.addAll(
        List.of(
            "-p",
            libraries(),
            "--add-modules",
            "org.ebm4j.training",
            "-cp",
            location(Small.class.getName())));
    return java(arguments);
  }

  private static Said java(List<String> arguments, String... seed) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    command.add(Small.class.getName());
    command.addAll(List.of(seed));
    Path errors = Files.createTempFile("stack", ".txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    Files.delete(errors);
    return new Said(text.lines().toList());
  }

  @Test
  void theSameBitsHoweverItIsStarted() throws Exception {
    String best = Hardware.here().noMachineCode().isEmpty() ? "engine native" : "engine plain";
    Said bare = onClassPath();
    assertThat(bare.engine()).isEqualTo(best);
    assertThat(bare.numbers()).hasSize(2);
    Said module = onModulePath();
    assertThat(module.engine()).isEqualTo(best);
    assertThat(module.numbers()).isEqualTo(bare.numbers());
    assertThat(onClassPath("-Debm4j.threads=3").numbers()).isEqualTo(bare.numbers());
    assertThat(java(List.of("-cp", classPath()), "2").numbers()) // the comparison can fail
        .isNotEqualTo(bare.numbers());
    Said off = onClassPath("-Debm4j.isa=none");
    assertThat(off.engine()).isEqualTo("engine plain");
    assertThat(off.numbers()).isEqualTo(bare.numbers());
    String vectors = "--add-modules=jdk.incubator.vector";
    for (Said portable :
        List.of(
            onClassPath("-Debm4j.isa=none", vectors), onModulePath("-Debm4j.isa=none", vectors))) {
      assertThat(portable.engine()).isEqualTo("engine vector");
      assertThat(portable.numbers()).isEqualTo(bare.numbers());
    }
  }

  /// One sentence with the way out, and plain, with the same bits.
  @Test
  void deniedNativeAccessIsPlain() throws Exception {
    String sentence =
        "engine 'native' cannot run here: machine code: this JVM denies native access to ";
    Said bare = onClassPath("--illegal-native-access=deny");
    assertThat(bare.lines().subList(0, 2))
        .containsExactly(
            "engine plain",
            sentence + "the class path; start it with --enable-native-access=ALL-UNNAMED");
    Said module = onModulePath("--illegal-native-access=deny");
    assertThat(module.lines().subList(0, 2))
        .containsExactly(
            "engine plain",
            sentence
                + "module org.ebm4j.kernels; start it with"
                + " --enable-native-access=org.ebm4j.kernels");
    assertThat(module.numbers()).hasSize(2).isEqualTo(bare.numbers());
    Said allowed =
        onModulePath("--illegal-native-access=deny", "--enable-native-access=org.ebm4j.kernels");
    assertThat(allowed.numbers()).isEqualTo(bare.numbers());
  }
}
