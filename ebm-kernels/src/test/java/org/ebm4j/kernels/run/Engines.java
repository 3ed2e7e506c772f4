package org.ebm4j.kernels.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.ebm4j.kernels.lower.Lowering;
import org.ebm4j.kernels.pool.Pool;
import org.ebm4j.kernels.trial.Trial;

/// Runs trials on executors, on a chosen number of threads and with chosen tasks.
final class Engines {
  private static final List<Pool> POOLS = List.of(new Pool(1), new Pool(2), new Pool(3));

  private Engines() {}

  /// The loop program that a run of the trial would take.
  static LoopProgram lower(Trial trial, Precision precision) {
    LoopProgram tiles = Lowering.lower(trial.computation(), precision, true);
    boolean reduces =
        tiles.phases().stream()
            .anyMatch(phase -> phase.reduces() || phase.kind() == Phase.Kind.CONTRACTIONS);
    return reduces || trial.chains() > LoopProgram.FEW
        ? tiles
        : Lowering.lower(trial.computation(), precision, false);
  }

  /// Results by name, in one call.
  static Map<String, double[]> results(Trial trial, Executor executor) {
    return results(trial, executor, 1, List.of(trial.steps()));
  }

  /// Results by name.
  ///
  /// @param threads 1, 2 or 3
  /// @param calls how many steps each call does
  static Map<String, double[]> results(
      Trial trial, Executor executor, int threads, List<Integer> calls) {
    Computation computation = trial.computation();
    Map<String, double[]> results = new TreeMap<>();
    try (LoopRun run =
        new LoopRun(computation, executor, trial.chains(), trial.seed(), POOLS.get(threads - 1))) {
      for (var leaf : computation.leaves()) {
        String name = Computation.nameOf(leaf);
        run.block(name).set(trial.values().get(name));
      }
      calls.forEach(run::step);
      names(computation).forEach((name, _) -> results.put(name, run.block(name).toArray()));
    }
    return results;
  }

  private static Map<String, Boolean> names(Computation computation) {
    Map<String, Boolean> names = new LinkedHashMap<>();
    computation.outputs().forEach(output -> names.put(output.name(), true));
    computation.carries().forEach(carry -> names.put(Computation.nameOf(carry.leaf()), true));
    return names;
  }

  /// Where two results differ in a bit, in one sentence; empty if nowhere. One NaN is like another.
  static String difference(Map<String, double[]> wanted, Map<String, double[]> found) {
    for (var entry : wanted.entrySet()) {
      double[] other = found.get(entry.getKey());
      int at = Arrays.mismatch(entry.getValue(), other); // by Double.compare
      if (at >= 0) {
        return "'%s' number %d of %d is %s (%a), wanted %s (%a)"
            .formatted(
                entry.getKey(),
                at,
                other.length,
                other[at],
                other[at],
                entry.getValue()[at],
                entry.getValue()[at]);
      }
    }
    return "";
  }

  /// The same executor, said to be slow: the slower, the smaller the tasks that are shared out.
  static Executor inTasksOf(long operationsPerMillisecond, Executor executor) {
    return new Forwarding(executor) {
      @Override
      public long operationsPerMillisecond() {
        return operationsPerMillisecond;
      }
    };
  }
}
