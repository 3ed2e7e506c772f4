package org.ebm4j.kernels.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.memory.Machine;
import org.ebm4j.kernels.plain.PlainExecutor;
import org.ebm4j.kernels.trial.ErrorBounds;
import org.ebm4j.kernels.trial.Trial;
import org.ebm4j.kernels.vector.VectorEngine;
import org.ebm4j.kernels.x86.NativeEngine;

/// What must hold of every trial, in one precision. A law gives the sentence that says how it was
/// broken.
final class Check {
  private static final int VECTORS = 3; // they take longer, for nobody waits until they are warm

  private final Trial trial;
  private final LoopProgram program;
  private final Map<String, double[]> plain;
  private final Map<String, ErrorBounds.Result> bounds;

  Check(Trial trial, Precision precision) {
    this.trial = trial;
    this.program = Engines.lower(trial, precision);
    this.plain = Engines.results(trial, new PlainExecutor(program));
    this.bounds = ErrorBounds.of(trial, precision);
  }

  /// f32 for even seeds.
  static Precision precision(long seed) {
    return seed % 2 == 0 ? Precision.F32 : Precision.F64;
  }

  LoopProgram program() {
    return program;
  }

  Map<String, ErrorBounds.Result> bounds() {
    return bounds;
  }

  /// Machine code of every width there is here, and for every third program vectors; plain where
  /// there is neither.
  private Map<String, Executor> engines() {
    Map<String, Executor> engines = new LinkedHashMap<>();
    if (Machine.unavailable().isEmpty()) {
      boolean cut = trial.seed() / 8 % 2 == 0; // what is shared, small as it is, into parts
      List<Executor> code =
          cut ? NativeEngine.executors(program, 1) : NativeEngine.executors(program);
      code.forEach(executor -> engines.put("machine code " + engines.size(), executor));
    }
    if (trial.seed() / 2 % VECTORS == 0 && new VectorEngine().unavailable().isEmpty()) {
      engines.put("vector", VectorEngine.cold().translate(program));
    }
    if (engines.isEmpty()) {
      engines.put("plain", new PlainExecutor(program));
    }
    return engines;
  }

  Map<String, double[]> results(Executor executor) {
    return Engines.results(trial, executor);
  }

  /// An engine gives the bits of plain.
  Optional<String> bits(Map<String, double[]> found) {
    return sentence(plain, found);
  }

  /// Numbers lie within the error bound round the graph's.
  Optional<String> bound(Map<String, double[]> found) {
    for (var entry : bounds.entrySet()) {
      double[] value = entry.getValue().value();
      double[] error = entry.getValue().error();
      double[] numbers = found.get(entry.getKey());
      for (int i = 0; i < numbers.length; i++) {
        if (!within(numbers[i], value[i], error[i])) {
          return Optional.of(
              "'%s' number %d of %d is %s, the graph says %s within %s"
                  .formatted(entry.getKey(), i, numbers.length, numbers[i], value[i], error[i]));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean within(double found, double value, double error) {
    return error == Double.POSITIVE_INFINITY
        || Double.compare(found, value) == 0
        || Math.abs(found - value) <= error;
  }

  /// 1, 2, 3 threads, small tasks and large, steps together and one by one: the same bits.
  Optional<String> groupings(Executor executor) {
    Map<String, double[]> alone = results(executor);
    List<Integer> together = List.of(trial.steps());
    List<Integer> single = IntStream.range(0, trial.steps()).mapToObj(_ -> 1).toList();
    Executor small = Engines.inTasksOf(1, executor);
    Executor middle = Engines.inTasksOf(50_000, executor);
    return sentence(alone, Engines.results(trial, small, 2, together))
        .or(() -> sentence(alone, Engines.results(trial, middle, 3, single)))
        .or(() -> sentence(alone, Engines.results(trial, small, 3, single)));
  }

  /// All of them for the engines that are used here.
  Optional<String> all(boolean grouped) {
    return engines().entrySet().stream()
        .map(engine -> all(engine.getValue(), grouped).map((engine.getKey() + ": ")::concat))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> all(Executor executor, boolean grouped) {
    Map<String, double[]> found = results(executor);
    return bits(found)
        .map("not plain: "::concat)
        .or(() -> bound(found).map("too far from the graph: "::concat))
        .or(() -> grouped ? groupings(executor).map("other groups: "::concat) : Optional.empty());
  }

  private static Optional<String> sentence(
      Map<String, double[]> wanted, Map<String, double[]> found) {
    return Optional.of(Engines.difference(wanted, found)).filter(text -> !text.isEmpty());
  }
}
