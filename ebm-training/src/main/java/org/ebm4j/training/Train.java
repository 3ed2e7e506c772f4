package org.ebm4j.training;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.net.Network;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.embedding.Encoder;
import org.ebm4j.training.objective.Objective;
import org.ebm4j.training.optimizer.AdamW;
import org.ebm4j.training.optimizer.Optimizer;

/// A fit, told step by step; each part may be said in any order once data and objective are.
///
///     Trained<Given<Point, Nothing>> trained =
///         Train.energy(energy).on(points).by(PersistentCd.of(1e-3))
///             .optimizer(AdamW.of(Schedule.cosine(1e-3)))
///             .steps(6000)
///             .watch(500, gauge)
///             .run(seed);
///
/// One step is one compiled program: loss, gradient, clipping, optimiser and averages. Results are a
/// function of the settings, the data and the seed: the same bits on any number of threads. Immutable.
public final class Train<M> {
  private static final int BATCH = 256;
  private static final long STEPS = 1000;
  private static final long EVERY = 50;

  private final Plan<M> plan;

  private Train(Plan<M> plan) {
    this.plan = plan;
  }

  // ---- what, on what, by what ----

  /// Trains the parameters of an energy. It begins at the weights bound to it; parameters without
  /// are drawn from their initial laws.
  @SuppressWarnings("unchecked") // with(weights) gives back the kind of energy it is called on
  public static <E extends Energy<?, ?, ?>> Model<E> energy(E energy) {
    return new Model<>(
        new Plan.Kind<>(
            seed -> {
              Weights drawn = energy.parameters().initial(seed);
              return (E) energy.with(drawn).with(energy.weights());
            },
            Energy::weights,
            (model, weights) -> (E) model.with(weights)));
  }

  /// Trains an encoder from its initial laws.
  public static Model<Encoder> encoder(Network network) {
    return new Model<>(
        new Plan.Kind<>(
            seed -> Encoder.untrained(network, seed),
            Encoder::weights,
            (model, weights) -> new Encoder(model.network(), weights)));
  }

  /// Trains an encoder further.
  public static Model<Encoder> encoder(Encoder encoder) {
    return new Model<>(
        new Plan.Kind<>(
            _ -> encoder,
            Encoder::weights,
            (model, weights) -> new Encoder(model.network(), weights)));
  }

  /// What is to be trained.
  public static final class Model<M> {
    private final Plan.Kind<M> kind;

    private Model(Plan.Kind<M> kind) {
      this.kind = kind;
    }

    /// The examples: for an energy rows of x's numbers, then y's.
    public Data<M> on(Dataset data) {
      return new Data<>(kind, data);
    }
  }

  /// What is to be trained on what.
  public static final class Data<M> {
    private final Plan.Kind<M> kind;
    private final Dataset data;

    private Data(Plan.Kind<M> kind, Dataset data) {
      this.kind = kind;
      this.data = data;
    }

    /// What is minimised. The rest has defaults: AdamW at 1e−3, batches of 256 (or all rows, if
    /// there are fewer), 1000 steps, no clipping, no averages, a record every 50 steps, the best
    /// engine, f32.
    public Train<M> by(Objective<? super M> objective) {
      int batch = Math.min(BATCH, data.size());
      return new Train<>(
          new Plan<>(
              kind,
              data,
              objective,
              new Plan.Numbers(AdamW.of(1e-3), batch, STEPS, Double.POSITIVE_INFINITY, 0, EVERY),
              new Plan.Machine(Optional.empty(), Precision.F32),
              Plan.Listeners.none(),
              Optional.empty()));
    }
  }

  // ---- numbers ----

  public Train<M> optimizer(Optimizer optimizer) {
    Plan.Numbers n = plan.numbers();
    return with(
        new Plan.Numbers(optimizer, n.batch(), n.steps(), n.clip(), n.average(), n.every()));
  }

  /// Examples in a batch, 1 … rows of the data.
  public Train<M> batch(int examples) {
    Plan.Numbers n = plan.numbers();
    return with(
        new Plan.Numbers(n.optimizer(), examples, n.steps(), n.clip(), n.average(), n.every()));
  }

  /// Steps of the whole fit, ≥ 1.
  public Train<M> steps(long steps) {
    require("steps", steps, steps >= 1, "at least 1");
    Plan.Numbers n = plan.numbers();
    return with(
        new Plan.Numbers(n.optimizer(), n.batch(), steps, n.clip(), n.average(), n.every()));
  }

  /// Gradients are shortened to this norm, taken over all parameters, where they are longer: g ←
  /// g·min(1, c/|g|) [Pascanu, Mikolov & Bengio 2013, §3.2].
  ///
  /// @param norm c > 0
  public Train<M> clipped(double norm) {
    require("the norm to clip at", norm, norm > 0, "positive");
    Plan.Numbers n = plan.numbers();
    return with(
        new Plan.Numbers(n.optimizer(), n.batch(), n.steps(), norm, n.average(), n.every()));
  }

  /// The result is not the last weights but their average ā ← d·ā + (1 − d)·θ over the steps, with
  /// d = min(decay, (1 + t)/(10 + t)) at step t, so that the start is forgotten soon [Polyak &
  /// Juditsky 1992; the warm-up as in TensorFlow's moving averages].
  ///
  /// @param decay 0 ≤ decay < 1; .999 averages over about 1000 steps; 0 for none
  public Train<M> averaged(double decay) {
    require("the decay of averages", decay, decay >= 0 && decay < 1, "at least 0 and below 1");
    Plan.Numbers n = plan.numbers();
    return with(new Plan.Numbers(n.optimizer(), n.batch(), n.steps(), n.clip(), decay, n.every()));
  }

  /// Steps from one record of metrics to the next, ≥ 1; a record has the means over them.
  public Train<M> every(long steps) {
    require("steps from record to record", steps, steps >= 1, "at least 1");
    Plan.Numbers n = plan.numbers();
    return with(
        new Plan.Numbers(n.optimizer(), n.batch(), n.steps(), n.clip(), n.average(), steps));
  }

  // ---- what computes ----

  public Train<M> engine(Engine engine) {
    return with(new Plan.Machine(Optional.of(engine), plan.machine().precision()));
  }

  public Train<M> precision(Precision precision) {
    return with(new Plan.Machine(plan.machine().engine(), precision));
  }

  // ---- who follows it ----

  /// Reads a gauge before the first step, every so many steps and after the last.
  public Train<M> watch(long every, Gauge<? super M> gauge) {
    require("steps from reading to reading", every, every >= 1, "at least 1");
    return with(plan.listeners().and(new Plan.Watched<>(every, gauge)));
  }

  /// Hears every record when it is made.
  public Train<M> metrics(Consumer<Metrics> listener) {
    Plan.Listeners<M> l = plan.listeners();
    return with(
        new Plan.Listeners<>(
            l.gauges(), listener, l.progress(), l.stop(), l.checkpointsEvery(), l.checkpoints()));
  }

  public Train<M> progress(FitProgress listener) {
    Plan.Listeners<M> l = plan.listeners();
    return with(
        new Plan.Listeners<>(
            l.gauges(), l.metrics(), listener, l.stop(), l.checkpointsEvery(), l.checkpoints()));
  }

  /// Asked before every step whether to stop; the work is then kept. Interrupting the thread does
  /// the same.
  public Train<M> stopWhen(BooleanSupplier stop) {
    Plan.Listeners<M> l = plan.listeners();
    return with(
        new Plan.Listeners<>(
            l.gauges(), l.metrics(), l.progress(), stop, l.checkpointsEvery(), l.checkpoints()));
  }

  /// Hands over a checkpoint every so many steps, to be saved.
  public Train<M> checkpoints(long every, Consumer<Checkpoint> keeper) {
    require("steps from checkpoint to checkpoint", every, every >= 1, "at least 1");
    Plan.Listeners<M> l = plan.listeners();
    return with(
        new Plan.Listeners<>(l.gauges(), l.metrics(), l.progress(), l.stop(), every, keeper));
  }

  /// Goes on from a checkpoint of a fit with the same settings, to the same bits.
  public Train<M> resume(Checkpoint checkpoint) {
    return new Train<>(
        new Plan<>(
            plan.kind(),
            plan.data(),
            plan.objective(),
            plan.numbers(),
            plan.machine(),
            plan.listeners(),
            Optional.of(checkpoint)));
  }

  // ---- doing it ----

  /// One step as the computation that engines compile: loss, gradient, clipping, optimiser and
  /// averages in one program. What became of it says
  ///
  ///     Engine.best().compile(train.step(), Precision.F32).explain()
  public Computation step() {
    return plan.step(plan.kind().start().apply(0)).computation(); // which weights does not matter
  }

  /// Trains.
  ///
  /// @param seed of weights, batches, noise and views
  /// @throws IllegalArgumentException if model, objective, data and checkpoint do not fit together
  public Trained<M> run(long seed) {
    try (Fit<M> fit = new Fit<>(plan, seed)) {
      return fit.run();
    }
  }

  private Train<M> with(Plan.Numbers numbers) {
    return new Train<>(
        new Plan<>(
            plan.kind(),
            plan.data(),
            plan.objective(),
            numbers,
            plan.machine(),
            plan.listeners(),
            plan.resumed()));
  }

  private Train<M> with(Plan.Machine machine) {
    return new Train<>(
        new Plan<>(
            plan.kind(),
            plan.data(),
            plan.objective(),
            plan.numbers(),
            machine,
            plan.listeners(),
            plan.resumed()));
  }

  private Train<M> with(Plan.Listeners<M> listeners) {
    return new Train<>(
        new Plan<>(
            plan.kind(),
            plan.data(),
            plan.objective(),
            plan.numbers(),
            plan.machine(),
            listeners,
            plan.resumed()));
  }

  private static void require(String what, Number found, boolean holds, String law) {
    if (!holds) {
      throw new IllegalArgumentException("fit: " + what + " should be " + law + ", found " + found);
    }
  }
}
