package org.ebm4j.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The command in a process of its own.
final class Child {
  private static final long PATIENCE_SECONDS = 300;

  private final List<String> jvm = new ArrayList<>();
  private String main = "org.ebm4j.cli.Main";
  private boolean nativeAccess = true;

  /// How a process ended and what it said.
  record Ended(int code, String out, String err) {
    List<String> errLines() {
      return err.lines().toList();
    }
  }

  /// With this option of the JVM.
  Child jvm(String option) {
    jvm.add(option);
    return this;
  }

  /// Without leave to call native functions.
  Child withoutNativeAccess() {
    nativeAccess = false;
    return this;
  }

  /// With this class to start.
  Child main(Class<?> type) {
    main = type.getName();
    return this;
  }

  /// A process that has begun.
  static final class Running {
    private final Process process;
    private final Path out;
    private final Path err;

    private Running(Process process, Path out, Path err) {
      this.process = process;
      this.out = out;
      this.err = err;
    }

    /// What it has said on standard error so far.
    String saidSoFar() throws IOException {
      return Files.readString(err, StandardCharsets.UTF_8);
    }

    boolean alive() {
      return process.isAlive();
    }

    /// Sends it a signal by name, as `kill` does.
    void signal(String name) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    Ended end() throws IOException, InterruptedException {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + PATIENCE_SECONDS + " s: " + saidSoFar());
      }
      Ended ended = new Ended(process.exitValue(), Files.readString(out), saidSoFar());
      Files.delete(out);
      Files.delete(err);
      return ended;
    }
  }

  Running start(String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(interruptible()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (nativeAccess) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(args));
    Path out = Files.createTempFile("ebm", ".out");
    Path err = Files.createTempFile("ebm", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return new Running(builder.start(), out, err);
  }

  Ended run(String... args) throws IOException, InterruptedException {
    return start(args).end();
  }

  /// A build in the background ignores SIGINT, and its children inherit that.
  private static String[] interruptible() {
    return Files.isExecutable(Path.of("/usr/bin/env"))
            && System.getProperty("os.name").equals("Linux")
        ? new String[] {"/usr/bin/env", "--default-signal=INT"}
        : new String[0];
  }
}
