package org.ebm4j.benchmarks.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.benchmarks.row.Check;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Measure;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.benchmarks.row.WrongAnswer;

/// From launching a process to the answer it prints: `./ebm infer` on a saved energy of two numbers
/// where the script is known, else a Java program that declares the same energy.
///
/// @param home the folder of the script, or nothing where there is none
record ColdStartRow(String home) implements Row {
  /// The first number of the point in what `--json` prints, where a record has its fields by name.
  static final Pattern X = Pattern.compile("\"point\":\\s*\\{\\s*\"x\":\\s*([-0-9.eE]+)");

  @Override
  public String name() {
    return "cold-start";
  }

  @Override
  public String work() {
    return "a tiny energy, from launching a process, `./ebm infer` where there is the script, to its printed answer";
  }

  @Override
  public String bound() {
    return "the JVM's own start, about .04 s";
  }

  @Override
  public Job prepare(Setup setup) {
    if (!home.isEmpty() && !Files.isExecutable(Path.of(home, "ebm"))) {
      throw new IllegalArgumentException(
          "cold start: '%s' has no script 'ebm' to launch; name the folder that has it, or none to launch a Java program"
              .formatted(home));
    }
    try {
      Path folder = Files.createTempDirectory("ebm-cold-start");
      Energy<?, ?, ?> energy = ColdStart.energy();
      energy.save(folder.resolve("energy"));
      String engine = setup.engine().name();
      Launch program = new Launch(ColdStart.command(engine), Pattern.compile("x=([-0-9.eE]+)"));
      Launch launch =
          home.isEmpty() ? program : new Launch(script(folder.resolve("energy"), engine), X);
      return new Starts(launch, program, folder, launch.check().and(program.check()), setup);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> script(Path energy, String engine) {
    return List.of(
        Path.of(home, "ebm").toAbsolutePath().toString(),
        "infer",
        energy.toString(),
        "--start",
        "[2, 1]",
        "--engine",
        engine,
        "--json");
  }

  /// A command that prints the answer.
  record Launch(List<String> command, Pattern answer) {
    /// The minimum near (2, 1) is at (3, 2).
    Check check() {
      double x = Double.parseDouble(run());
      return Check.equal("the known minimum", new double[] {x}, new double[] {3}, 1e-4);
    }

    String run() {
      try {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.contains("JAVA_OPTIONS"));
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        Matcher found = answer.matcher(said);
        if (code != 0 || !found.find()) {
          throw new WrongAnswer(
              "%s ended with %d and no answer: %s"
                  .formatted(
                      String.join(" ", command), code, said.strip().replaceAll("\\s+", " ")));
        }
        return found.group(1);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while a process was starting", e);
      }
    }
  }

  private record Starts(Launch launch, Launch program, Path folder, Check checked, Setup setup)
      implements Job {
    private static final int LAUNCHES = 5;
    private static final int ENERGIES = 20;

    @Override
    public void run(int steps) {
      for (int step = 0; step < steps; step++) {
        launch.run();
      }
    }

    @Override
    public OptionalDouble flops() {
      return OptionalDouble.empty();
    }

    @Override
    public Measure measure() {
      return Measure.seconds();
    }

    @Override
    public boolean countsBytes() {
      return false;
    }

    @Override
    public Map<String, Double> further() {
      return Map.of(
          "program_s", median(LAUNCHES, _ -> program.run()) / 1e9, "new_energy_ms", newEnergy());
    }

    /// Declared → first answer, of structures this JVM has not seen, after one other.
    private double newEnergy() {
      FreshEnergy.answer(setup.engine(), 0);
      return median(ENERGIES, i -> FreshEnergy.answer(setup.engine(), 1 + i)) / 1e6;
    }

    private static double median(int count, java.util.function.IntConsumer work) {
      long[] times = new long[count];
      for (int i = 0; i < count; i++) {
        long start = System.nanoTime();
        work.accept(i);
        times[i] = System.nanoTime() - start;
      }
      Arrays.sort(times);
      return times[count / 2];
    }

    @Override
    public void close() {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
