package org.ebm4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What `./mvnw` and `./ebm` take for a JDK, among JDKs made of paper.
@Tag("once")
@DisabledOnOs(OS.WINDOWS)
final class FindJdkTest {
  private static final Path SCRIPTS = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path machine;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void anEmptyMachine() {
    environment.put("EBM4J_JVM_ROOT", machine.toString());
    environment.put("HOME", machine.resolve("home").toString());
    environment.put("PATH", machine.resolve("bin").toString());
  }

  @Test
  void javaHomeComesFirst() throws Exception {
    jdk("usr/lib/jvm/jdk-25", "25.0.3");
    environment.put("JAVA_HOME", jdk("own", "26").toString());
    assertThat(found()).isEqualTo(machine.resolve("own").toString());
  }

  @Test
  void anOldJavaHomeIsPassedOver() throws Exception {
    environment.put("JAVA_HOME", jdk("usr/lib/jvm/java-17", "17.0.15").toString());
    jdk("usr/lib/jvm/java-21", "21");
    Path good = jdk("usr/lib/jvm/temurin-25-jdk", "25.0.3");
    assertThat(found()).isEqualTo(good.toString());
  }

  @Test
  void aRuntimeWithoutCompilerIsPassedOver() throws Exception {
    Files.delete(jdk("usr/lib/jvm/jre-25", "25").resolve("bin/javac"));
    Path good = jdk("home/.jdks/openjdk-25", "25");
    assertThat(found()).isEqualTo(good.toString());
  }

  @Test
  void javaOnThePathIsFollowedHome() throws Exception {
    Path good = jdk("somewhere/jdk", "25.0.1");
    Files.createDirectories(machine.resolve("bin"));
    Files.createSymbolicLink(machine.resolve("bin/java"), good.resolve("bin/java"));
    Files.createSymbolicLink(machine.resolve("bin/readlink"), Path.of("/usr/bin/readlink"));
    assertThat(found()).isEqualTo(good.toString());
  }

  @Test
  void otherUsualPlaces() throws Exception {
    Path ci = jdk("hosted/25", "25");
    environment.put("JAVA_HOME_25_X64", ci.toString());
    assertThat(found()).isEqualTo(ci.toString());
    environment.remove("JAVA_HOME_25_X64");
    Path sdkman = jdk("home/.sdkman/candidates/java/25-tem", "25");
    assertThat(found()).isEqualTo(sdkman.toString());
    Path mac = jdk("Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home", "25");
    Files.delete(sdkman.resolve("release"));
    assertThat(found()).isEqualTo(mac.toString());
  }

  @Test
  void withoutOneASentenceSaysWhatToInstall() throws Exception {
    jdk("usr/lib/jvm/java-17", "17.0.15");
    for (String script : List.of("mvnw", "ebm")) {
      Outcome outcome = bash(SCRIPTS.resolve(script).toString(), "--version");
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.words())
          .startsWith("ebm4j needs a JDK 25 or newer and found none")
          .contains("apt install openjdk-25-jdk")
          .hasLineCount(1);
    }
  }

  @Test
  void withoutMavenASentenceSaysWhatToInstall() throws Exception {
    environment.put("JAVA_HOME", jdk("own", "25").toString());
    Outcome outcome = bash(SCRIPTS.resolve("mvnw").toString(), "verify");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.words())
        .startsWith("ebm4j is built with Maven 3.8 or newer and found no 'mvn' on the PATH")
        .contains("apt install maven")
        .hasLineCount(1);
  }

  private Path jdk(String place, String version) throws IOException {
    Path home = machine.resolve(place);
    Files.createDirectories(home.resolve("bin"));
    for (String tool : List.of("java", "javac")) {
      Files.writeString(home.resolve("bin").resolve(tool), "#!/bin/sh\n");
      assertThat(home.resolve("bin").resolve(tool).toFile().setExecutable(true)).isTrue();
    }
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"Paper\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private String found() throws Exception {
    Outcome outcome = bash("-c", ". " + SCRIPTS.resolve(".mvn/find-jdk.sh") + "; echo $JAVA_HOME");
    assertThat(outcome.code()).as(outcome.words()).isZero();
    return outcome.words();
  }

  private Outcome bash(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/bash"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), words.strip());
  }

  private record Outcome(int code, String words) {}
}
