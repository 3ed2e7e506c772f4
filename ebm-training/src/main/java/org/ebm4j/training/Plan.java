package org.ebm4j.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.objective.Objective;
import org.ebm4j.training.optimizer.Optimizer;

/// Everything a fit is told before it begins.
record Plan<M>(
    Kind<M> kind,
    Dataset data,
    Objective<? super M> objective,
    Numbers numbers,
    Machine machine,
    Listeners<M> listeners,
    Optional<Checkpoint> resumed) {

  /// How weights get into a model and out of it.
  ///
  /// @param start the model with weights, random ones by this seed where it has none
  /// @param weights the model's weights
  /// @param with the model with other weights
  record Kind<M>(
      LongFunction<M> start, Function<M, Weights> weights, BiFunction<M, Weights, M> with) {}

  /// What results depend on.
  ///
  /// @param clip the most the norm of a gradient may be; infinite for no limit
  /// @param average the decay of the averages of the weights; 0 for none
  /// @param every steps from one record to the next
  record Numbers(
      Optimizer optimizer, int batch, long steps, double clip, double average, long every) {}

  /// What computes.
  record Machine(Optional<Engine> engine, Precision precision) {
    Engine chosen() {
      return engine.orElseGet(Engine::best);
    }
  }

  /// A gauge and how often it is read.
  record Watched<M>(long every, Gauge<? super M> gauge) {}

  /// Who follows it.
  ///
  /// @param checkpointsEvery steps; 0 for none
  record Listeners<M>(
      List<Watched<M>> gauges,
      Consumer<Metrics> metrics,
      FitProgress progress,
      BooleanSupplier stop,
      long checkpointsEvery,
      Consumer<Checkpoint> checkpoints) {
    static <M> Listeners<M> none() {
      return new Listeners<>(List.of(), _ -> {}, (_, _) -> {}, () -> false, 0, _ -> {});
    }

    Listeners<M> and(Watched<M> gauge) {
      List<Watched<M>> more = new ArrayList<>(gauges);
      more.add(gauge);
      return new Listeners<>(
          List.copyOf(more), metrics, progress, stop, checkpointsEvery, checkpoints);
    }
  }

  /// One step of the fit of a model.
  FitStep step(M model) {
    return new FitStep(
        objective.loss(model), numbers.optimizer(), numbers.clip(), numbers.average() > 0);
  }

  /// The settings results depend on, one a line.
  String settings(long seed, List<String> parameters) {
    return String.join(
        "\n",
        "objective " + objective.describe().replace('\n', ' '),
        "optimizer " + numbers.optimizer(),
        "batches of " + numbers.batch(),
        numbers.steps() + " steps",
        "gradients clipped at " + numbers.clip(),
        "averages of decay " + numbers.average(),
        "records every " + numbers.every() + " steps",
        "seed " + seed,
        "precision " + machine.precision(),
        "data of "
            + data.size()
            + " rows of "
            + data.width()
            + ", hash "
            + Arrays.hashCode(data.values()),
        "parameters " + parameters);
  }
}
