package org.ebm4j.cli.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.cli.config.Configuration;
import org.ebm4j.cli.config.Key;
import org.ebm4j.cli.run.Provenance;
import org.ebm4j.cli.run.Recorded.Status;
import org.ebm4j.cli.run.RunFolder;
import org.ebm4j.cli.story.Story;
import org.ebm4j.cli.story.Training;
import org.ebm4j.cli.terminal.Progress;
import org.ebm4j.training.Checkpoint;
import org.ebm4j.training.FitOutcome;
import org.ebm4j.training.Train;
import org.ebm4j.training.Trained;
import org.ebm4j.training.optimizer.AdamW;
import org.ebm4j.training.optimizer.Momentum;
import org.ebm4j.training.optimizer.Optimizer;
import org.ebm4j.training.optimizer.Schedule;
import org.ebm4j.training.optimizer.Sgd;
import org.ebm4j.viz.record.Metrics;
import org.ebm4j.viz.record.MetricsLog;

/// One fit with its folder.
///
/// Metrics are written before the checkpoint of the same step, so that a run that goes on from a
/// checkpoint has them all, and leaves out those after it: killed and resumed or not, the folder
/// ends the same.
public final class TrainRun<M> {
  private static final String CHECKPOINT = "checkpoint";

  /// Steps along which a learning rate changes.
  private enum Course {
    COSINE,
    CONSTANT
  }

  private enum Way {
    ADAMW,
    MOMENTUM,
    SGD
  }

  private final Model<M> model;
  private final Train<M> fit;
  private final Examples examples;
  private final Configuration asked;
  private final long seed;

  private TrainRun(Model<M> model, Examples examples, Configuration asked, long seed) {
    this.model = model;
    this.examples = examples;
    this.asked = asked;
    this.seed = seed;
    this.fit = told(model.fit(), examples, asked);
  }

  /// Reads the data and builds everything; nothing is written yet.
  ///
  /// @throws org.ebm4j.cli.terminal.Refusal where the configuration asks for what cannot be
  public static TrainRun<?> of(Configuration asked, long seed) {
    Examples examples = Examples.of(asked, seed);
    return made(Model.of(asked, examples, seed), examples, asked, seed);
  }

  private static <M> TrainRun<M> made(
      Model<M> model, Examples examples, Configuration asked, long seed) {
    return new TrainRun<>(model, examples, asked, seed);
  }

  private static <M> Train<M> told(Train<M> fit, Examples examples, Configuration asked) {
    int rows = examples.train().size();
    int batch = asked.count(Key.BATCH, 1, 1 << 20);
    if (batch > rows && asked.says(Key.BATCH)) {
      throw asked.wrong(Key.BATCH, "at most " + rows + ", the rows there are to learn from");
    }
    asked.whole(Key.GAUGE, 1);
    asked.whole(Key.CHECKPOINT, 1);
    Train<M> told =
        fit.optimizer(optimizer(asked))
            .batch(Math.min(batch, rows))
            .steps(asked.whole(Key.STEPS, 1))
            .every(asked.whole(Key.RECORD, 1))
            .averaged(asked.number(Key.AVERAGE, 0, 0.999999));
    if (asked.isNull(Key.CLIP)) {
      return told;
    }
    double clip = asked.number(Key.CLIP, 0, Double.MAX_VALUE);
    if (clip == 0) {
      throw asked.wrong(Key.CLIP, "a positive number or null");
    }
    return told.clipped(clip);
  }

  private static Optimizer optimizer(Configuration asked) {
    double rate = asked.number(Key.RATE, 0, Double.MAX_VALUE);
    if (rate == 0) {
      throw asked.wrong(Key.RATE, "a positive number");
    }
    Schedule schedule =
        switch (asked.choice(Key.SCHEDULE, Course.class)) {
          case CONSTANT -> Schedule.constant(rate);
          case COSINE -> Schedule.cosine(rate).warmUp(asked.whole(Key.WARM_UP, 0));
        };
    return switch (asked.choice(Key.OPTIMIZER, Way.class)) {
      case ADAMW -> AdamW.of(schedule).decay(asked.number(Key.DECAY, 0, Double.MAX_VALUE));
      case MOMENTUM -> new Momentum(schedule, .9);
      case SGD -> new Sgd(schedule);
    };
  }

  /// Everything that figures depend on besides the seed, for the record.
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(asked.all());
    settings.put(Key.SEED.word(), Long.toString(seed));
    settings.put("rows read", examples.hash());
    return settings;
  }

  /// The step that the checkpoint in a folder was made at; 0 where there is none.
  ///
  /// @throws IOException where it is damaged, in one sentence
  public static long step(RunFolder folder) throws IOException {
    return checkpoint(folder).map(Checkpoint::step).orElse(0L);
  }

  private static Optional<Checkpoint> checkpoint(RunFolder folder) throws IOException {
    return folder.holds(CHECKPOINT + ".safetensors")
        ? Optional.of(Checkpoint.load(folder.file(CHECKPOINT + ".safetensors")))
        : Optional.empty();
  }

  /// How a run ended.
  ///
  /// @param steps done
  /// @param reason in a sentence
  public record Ended(Status status, long steps, String reason) {}

  /// Trains, measures, and writes the folder.
  ///
  /// @param resumes whether to go on from the checkpoint that lies there
  /// @param stop whether to end now; what was done is kept
  public Ended run(
      RunFolder folder,
      Provenance provenance,
      Engine engine,
      boolean resumes,
      Progress progress,
      BooleanSupplier stop)
      throws IOException {
    Optional<Checkpoint> from = resumes ? checkpoint(folder) : Optional.empty();
    folder.file(CHECKPOINT + ".safetensors");
    folder.save(Status.RUNNING, provenance.record(Map.of(), Map.of()));
    try {
      return finished(folder, provenance, engine, from, progress, stop);
    } catch (IOException | RuntimeException e) {
      folder.save(Status.FAILED, provenance.record(Map.of(), Map.of()));
      throw e;
    }
  }

  private Ended finished(
      RunFolder folder,
      Provenance provenance,
      Engine engine,
      Optional<Checkpoint> from,
      Progress progress,
      BooleanSupplier stop)
      throws IOException {
    long begun = System.nanoTime();
    Trained<M> trained = trained(folder, engine, from, progress, stop);
    trained.checkpoint().save(folder.file(CHECKPOINT + ".safetensors"));
    model.save(trained.model(), folder);
    Map<String, Double> figures = new TreeMap<>();
    if (trained.finished()) {
      try (Progress.Task task = progress.begin("measuring what came out", 1)) {
        Found found = model.found(trained.model(), engine);
        figures.putAll(found.figures());
        folder.save(found.chapter() + Story.ARRAYS, found.arrays());
        task.at(1, "");
      }
    }
    Status status =
        switch (trained.outcome()) {
          case FitOutcome.Finished _ -> Status.FINISHED;
          case FitOutcome.StoppedEarly _ -> Status.INTERRUPTED;
          case FitOutcome.WentWrong _ -> Status.FAILED;
        };
    double seconds = Math.round((System.nanoTime() - begun) / 1e7) / 100.0;
    folder.save(status, provenance.record(figures, Map.of("training", seconds)));
    return new Ended(status, trained.outcome().steps(), trained.outcome().reason());
  }

  private Trained<M> trained(
      RunFolder folder,
      Engine engine,
      Optional<Checkpoint> from,
      Progress progress,
      BooleanSupplier stop)
      throws IOException {
    long first = from.map(Checkpoint::step).orElse(0L);
    try (MetricsLog log =
            MetricsLog.resume(folder.file(RunFolder.METRICS), m -> first > 0 && m.step() <= first);
        Progress.Task task = progress.begin("training", asked.whole(Key.STEPS, 1))) {
      Shown shown = new Shown(task, first);
      Train<M> followed =
          fit.engine(engine)
              .watch(asked.whole(Key.GAUGE, 1), m -> model.gauges(m, engine))
              .metrics(metrics -> {
                shown.heard(metrics);
                write(log, metrics);
              })
              .progress((done, _) -> shown.at(done))
              .checkpoints(asked.whole(Key.CHECKPOINT, 1), c -> save(c, folder))
              .stopWhen(stop);
      return from.map(followed::resume).orElse(followed).run(seed);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// The bar with the latest loss beside it.
  private static final class Shown {
    private final Progress.Task task;
    private String note = "";

    Shown(Progress.Task task, long first) {
      this.task = task;
      task.at(first, note);
    }

    void heard(org.ebm4j.training.Metrics metrics) {
      if (metrics.has("loss")) {
        note = String.format(Locale.ROOT, "loss %.4g", metrics.get("loss"));
      }
    }

    void at(long done) {
      task.at(done, note);
    }
  }

  private static void write(MetricsLog log, org.ebm4j.training.Metrics metrics) {
    try {
      log.write(Metrics.at(Training.RUN, metrics.step(), metrics.values()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void save(Checkpoint checkpoint, RunFolder folder) {
    try {
      checkpoint.save(folder.file(CHECKPOINT + ".safetensors"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
