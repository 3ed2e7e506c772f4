package org.ebm4j.benchmarks.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ebm4j.benchmarks.fork.Fork;
import org.ebm4j.benchmarks.fork.Signal;

/// Fresh JVMs, and what they run with.
///
/// @param engine its name, empty for the best
/// @param threads that work
/// @param isa what machine code may use, empty for all
/// @param classPath of the user's classes, empty for none
record Jvm(String engine, int threads, String isa, String classPath) {
  /// What a JVM left.
  ///
  /// @param printed on standard output; empty if it failed
  /// @param failure why it failed, in a sentence; empty if it did not
  record Left(String printed, String failure) {}

  /// Runs a program to its end.
  ///
  /// @throws InterruptedException if somebody ended it
  Left run(Class<?> program, List<String> arguments) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("ebm-bench", ".err");
    try {
      Process process =
          new ProcessBuilder(command(program, arguments))
              .redirectError(ProcessBuilder.Redirect.to(errors.toFile()))
              .start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      String said = Files.readString(errors).strip();
      boolean ended = endedWhileStarting(code, out, said);
      Signal.requireNone(ended ? Signal.INTERRUPTED : code, "a JVM");
      return code == 0 ? new Left(out, "") : new Left("", reason(code, out, said));
    } finally {
      Files.delete(errors);
    }
  }

  /// A JVM that gets a signal before it has started ends with 1, of which it says nothing or that
  /// it could not log its end. One that cannot start says why on standard output.
  static boolean endedWhileStarting(int code, String out, String said) {
    String own =
        said.lines()
            .filter(line -> !line.startsWith("Picked up ") && !line.startsWith("NOTE: "))
            .findFirst()
            .orElse("");
    return code == 1 && out.isBlank() && (own.isEmpty() || own.startsWith("Runtime.exit("));
  }

  private static String reason(int code, String out, String said) {
    boolean sentence = code == Fork.WRONG || code == Fork.REFUSED;
    String last = said.substring(said.lastIndexOf('\n') + 1);
    String all = (out.strip() + "\n" + said).strip();
    return sentence ? last : "its JVM ended with %d: %s".formatted(code, all);
  }

  private List<String> command(Class<?> program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Debm4j.threads=" + threads);
    if (!isa.isEmpty()) {
      command.add("-Debm4j.isa=" + isa);
    }
    if (engine.equals("vector")) {
      command.add("--add-modules=jdk.incubator.vector");
    }
    String home = System.getProperty("ebm4j.home", "");
    if (!home.isEmpty()) {
      command.add("-Debm4j.home=" + home);
    }
    String own = System.getProperty("java.class.path");
    command.add("-cp");
    command.add(classPath.isEmpty() ? own : own + File.pathSeparator + classPath);
    command.add(program.getName());
    command.addAll(arguments);
    return command;
  }
}
