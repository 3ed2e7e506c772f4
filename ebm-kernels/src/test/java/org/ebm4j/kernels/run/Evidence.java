package org.ebm4j.kernels.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ebm4j.kernels.memory.Machine;
import org.ebm4j.kernels.trial.ErrorBounds;
import org.ebm4j.kernels.trial.Trial;

/// Every law on one program after another, and what came of it.
final class Evidence {
  private static final int GROUPED = 4; // every so many programs also in other groups
  private static final double SHARP = 1e-3;

  private final List<String> failures = new ArrayList<>();
  private long programs;
  private long grouped;
  private long numbers;
  private long known;
  private long sharp;

  /// Puts the program of a seed on trial.
  void take(long seed) {
    Trial trial = Trial.of(seed);
    boolean groups = seed / 2 % GROUPED == 0;
    programs++;
    grouped += groups ? 1 : 0;
    Optional<String> broken;
    try {
      Check check = new Check(trial, Check.precision(seed));
      broken = check.all(groups);
      check.bounds().values().forEach(this::count);
    } catch (RuntimeException e) { // damaged canaries, or a program that cannot be compiled
      broken = Optional.of(e.toString());
    }
    broken.ifPresent(sentence -> failed(trial, sentence, groups));
  }

  private void failed(Trial trial, String sentence, boolean groups) {
    Trial least = trial.shrunk(t -> fails(t, groups));
    failures.add("%s%n%s%nsmallest part that fails:%n%s".formatted(sentence, trial, least));
  }

  private static boolean fails(Trial trial, boolean groups) {
    try {
      return new Check(trial, Check.precision(trial.seed())).all(groups).isPresent();
    } catch (RuntimeException e) {
      return true;
    }
  }

  private void count(ErrorBounds.Result result) {
    for (int i = 0; i < result.error().length; i++) {
      double error = result.error()[i];
      numbers++;
      known += error < Double.POSITIVE_INFINITY ? 1 : 0;
      sharp += error <= SHARP * Math.max(1, Math.abs(result.value()[i])) ? 1 : 0;
    }
  }

  List<String> failures() {
    return failures;
  }

  /// The share of all numbers that have a bound.
  double shareKnown() {
    return (double) known / numbers;
  }

  /// The share of those whose bound is at most a thousandth of them, or of 1.
  double shareSharp() {
    return (double) sharp / numbers;
  }

  /// What was done and found, for a file of the repository.
  String card() {
    return """
    | | |
    |---|---|
    | programs, half in f32, half in f64 | %d |
    | of these also on 1, 2, 3 threads, in small tasks and large, steps together and one by one | %d |
    | numbers compared | %d |
    | of these with an error bound | %.2f %% |
    | with one of at most 10⁻³ of the number, or of 1 | %.2f %% |
    | failures | %d |
    | processor | %s |
    """
        .formatted(
            programs,
            grouped,
            numbers,
            100 * shareKnown(),
            100 * shareSharp(),
            failures.size(),
            Machine.features().map(f -> f.processor()).orElse("unknown"));
  }
}
