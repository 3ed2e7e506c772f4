package org.ebm4j.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ebm4j.api.engine.Block;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.training.objective.Feed;
import org.ebm4j.training.objective.Source;

/// The one loop that all fits go through.
final class Fit<M> implements AutoCloseable {
  private static final String FEED = "feed/";

  private final Plan<M> plan;
  private final Plan.Numbers numbers;
  private final FitStep step;
  private final M start;
  private final String settings;
  private final Feed feed;
  private final Run run;
  private final Meter meter;
  private final List<Metrics> history = new ArrayList<>();

  Fit(Plan<M> plan, long seed) {
    this.plan = plan;
    this.numbers = plan.numbers();
    this.start = plan.kind().start().apply(seed);
    this.step = plan.step(start);
    this.settings = plan.settings(seed, step.parameters().names());
    this.meter = new Meter(step.recorded());
    Engine engine = plan.machine().chosen();
    Precision precision = plan.machine().precision();
    plan.resumed().ifPresent(checkpoint -> checkpoint.requireSettings(settings));
    this.feed =
        plan.objective()
            .feed(start, new Source(plan.data(), numbers.batch(), seed, engine, precision));
    this.run = engine.compile(step.computation(), precision).start(numbers.batch(), seed);
    plan.resumed().ifPresentOrElse(this::restore, () -> begin(seed));
  }

  private void begin(long seed) {
    Weights drawn = step.parameters().initial(seed);
    Weights known = plan.kind().weights().apply(start);
    for (String name : step.carried()) {
      String origin = step.beginsAt(name);
      if (origin.isEmpty()) {
        run.block(name).fill(0);
      } else {
        Weights from = known.names().contains(origin) ? known : drawn;
        run.block(name).set(from.get(origin).doubles());
      }
    }
  }

  private void restore(Checkpoint checkpoint) {
    Weights own = Weights.empty();
    for (Map.Entry<String, Tensor> entry : checkpoint.state().tensors().entrySet()) {
      if (entry.getKey().startsWith(FEED)) {
        own = own.with(entry.getKey().substring(FEED.length()), entry.getValue());
      }
    }
    feed.restore(own);
    meter.restore(checkpoint.state());
    for (String name : step.carried()) {
      run.block(name).set(checkpoint.state().get(name).doubles());
    }
    run.stepsDone(checkpoint.step());
  }

  Trained<M> run() {
    long first = run.stepsDone();
    Checkpoint good = checkpoint(first);
    if (first == 0) {
      read(0);
    }
    for (long done = first; done < numbers.steps(); ) {
      if (plan.listeners().stop().getAsBoolean() || Thread.currentThread().isInterrupted()) {
        return trained(checkpoint(done), new FitOutcome.StoppedEarly(done, numbers.steps()));
      }
      advance(done);
      if (!meter.take(run)) {
        return trained(good, wrong(good.step(), done));
      }
      done++;
      boolean last = done == numbers.steps();
      if (done % numbers.every() == 0 || last) {
        record(new Metrics(done, meter.record()));
        good = checkpoint(done);
      }
      read(done);
      keep(done);
      plan.listeners().progress().at(done, numbers.steps());
    }
    return trained(good, new FitOutcome.Finished(numbers.steps()));
  }

  private void advance(long done) {
    feed.fill(run, done);
    numbers
        .optimizer()
        .settings(done, numbers.steps())
        .forEach((name, value) -> run.block(name).fill(value));
    if (numbers.average() > 0) {
      double early = (1.0 + done) / (10.0 + done);
      run.block(FitStep.AVERAGE_DECAY).fill(Math.min(numbers.average(), early));
    }
    run.step(1);
  }

  private FitOutcome wrong(long kept, long at) {
    double loss = run.block(FitStep.LOSS).toArray()[0];
    double norm = run.block(FitStep.GRADIENT_NORM).toArray()[0];
    return new FitOutcome.WentWrong(kept, at, loss, norm);
  }

  /// Reads the gauges whose turn it is.
  private void read(long done) {
    Map<String, Double> values = new TreeMap<>();
    for (Plan.Watched<M> watched : plan.listeners().gauges()) {
      if (done % watched.every() == 0 || done == numbers.steps()) {
        values.putAll(watched.gauge().read(model(checkpoint(done))));
      }
    }
    if (!values.isEmpty()) {
      record(new Metrics(done, values));
    }
  }

  private void record(Metrics metrics) {
    history.add(metrics);
    plan.listeners().metrics().accept(metrics);
  }

  private void keep(long done) {
    long every = plan.listeners().checkpointsEvery();
    if (every > 0 && done % every == 0) {
      plan.listeners().checkpoints().accept(checkpoint(done));
    }
  }

  private Checkpoint checkpoint(long done) {
    Weights state = meter.addTo(Weights.empty());
    for (String name : step.carried()) {
      state = state.with(name, tensor(run.block(name)));
    }
    for (Map.Entry<String, Tensor> entry : feed.state().tensors().entrySet()) {
      state = state.with(FEED + entry.getKey(), entry.getValue());
    }
    return new Checkpoint(done, settings, state);
  }

  private Tensor tensor(Block block) {
    return switch (plan.machine().precision()) {
      case F32 -> Tensor.of(block.toFloats(), block.shape());
      case F64 -> Tensor.of(block.toArray(), block.shape());
    };
  }

  private Weights weights(Checkpoint checkpoint) {
    Weights weights = Weights.empty();
    for (String name : step.parameters().names()) {
      String result = FitStep.resultOf(name, numbers.average() > 0);
      weights = weights.with(name, checkpoint.state().get(result));
    }
    return weights;
  }

  /// The model with those of the weights that are its own.
  private M model(Checkpoint checkpoint) {
    Weights own = plan.kind().weights().apply(start);
    Weights all = weights(checkpoint);
    for (String name : own.names()) {
      if (all.names().contains(name)) {
        own = own.with(name, all.get(name));
      }
    }
    return plan.kind().with().apply(start, own);
  }

  private Trained<M> trained(Checkpoint checkpoint, FitOutcome outcome) {
    return new Trained<>(model(checkpoint), weights(checkpoint), history, outcome, checkpoint);
  }

  @Override
  public void close() {
    run.close();
    feed.close();
  }
}
