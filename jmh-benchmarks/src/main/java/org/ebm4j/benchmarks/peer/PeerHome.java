package org.ebm4j.benchmarks.peer;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where peers live: their programs in the sources, their libraries in a scratch folder.
///
/// @param programs the folder `jmh-benchmarks/peers`
/// @param scratch a virtual environment `python`, and a file `PROFILE.cp` for each Java peer
public record PeerHome(Path programs, Path scratch) {
  /// Beside the script `ebm`, whose folder is `home`.
  ///
  /// @param scratch empty for the usual one
  public static PeerHome of(String home, Optional<Path> scratch) {
    Path benchmarks = Path.of(home, "jmh-benchmarks");
    return new PeerHome(
        benchmarks.resolve("peers"), scratch.orElse(benchmarks.resolve("target/peers")));
  }

  private Path python() {
    return scratch.resolve("python/bin/python");
  }

  private Path classPath(Peer peer) {
    return scratch.resolve(peer.needs() + ".cp");
  }

  /// Why a peer cannot run here, in a sentence with the way out.
  public Optional<String> absent(Peer peer) {
    Path needed =
        switch (peer.kind()) {
          case PYTHON -> python();
          case JAVA -> classPath(peer);
        };
    return Files.exists(needed)
        ? Optional.empty()
        : Optional.of(
            "%s is left out: %s is not there; ./ebm bench --setup-peers fetches it"
                .formatted(peer.name(), needed));
  }

  /// The command that runs a peer's program, without the row's arguments.
  List<String> command(Peer peer) throws IOException {
    return switch (peer.kind()) {
      case PYTHON ->
          List.of(
              python().toAbsolutePath().toString(),
              programs.resolve("python").resolve(peer.program()).toString());
      case JAVA ->
          List.of(
              java(),
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "-Dai.djl.offline=true",
              "-cp",
              Files.readString(classPath(peer)).strip(),
              programs.resolve("java").resolve(peer.program() + ".java").toString());
    };
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// Fetches what peers need; one that cannot be had is told and left out.
  ///
  /// @param err where it is told
  public void setUp(PrintStream err) throws IOException, InterruptedException {
    Files.createDirectories(scratch);
    String environment = scratch.resolve("python").toString();
    tell(err, "Python", run(err, List.of("python3", "-m", "venv", environment)));
    String pip = python().toString();
    for (String line : Files.readAllLines(programs.resolve("python/requirements.txt"))) {
      tell(err, line, run(err, List.of(pip, "-m", "pip", "install", "--quiet", line)));
    }
    for (String profile :
        Peer.all().stream()
            .map(Peer::needs)
            .filter(needs -> !needs.isEmpty())
            .distinct()
            .toList()) {
      tell(err, profile, run(err, maven(profile)));
    }
  }

  private List<String> maven(String profile) {
    Path file = scratch.resolve(profile + ".cp").toAbsolutePath();
    List<String> command = new ArrayList<>();
    command.add(programs.resolve("../../mvnw").normalize().toAbsolutePath().toString());
    command.addAll(List.of("-q", "-B", "-f", programs.resolve("pom.xml").toString()));
    command.add("-P" + profile);
    command.add("org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath");
    command.add("-Dmdep.outputFile=" + file);
    return command;
  }

  private static void tell(PrintStream err, String what, int code) {
    err.println(
        code == 0
            ? "bench: " + what + " is there"
            : "bench: " + what + " could not be fetched; rows that need it leave it out");
  }

  private static int run(PrintStream err, List<String> command)
      throws IOException, InterruptedException {
    err.println("bench: " + String.join(" ", command));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectInput(new File("/dev/null"))
            .start();
    return process.waitFor();
  }
}
