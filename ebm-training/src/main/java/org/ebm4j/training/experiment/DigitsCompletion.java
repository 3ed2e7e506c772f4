package org.ebm4j.training.experiment;

import java.util.List;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Method;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.training.Metrics;
import org.ebm4j.training.Train;
import org.ebm4j.training.Trained;
import org.ebm4j.training.data.Affine;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.data.Digits;
import org.ebm4j.training.data.Images;
import org.ebm4j.training.data.Split;
import org.ebm4j.training.gauge.Completion;
import org.ebm4j.training.gauge.EnergyGap;
import org.ebm4j.training.gauge.Mmd;
import org.ebm4j.training.objective.DenoisingScore;
import org.ebm4j.training.objective.Objective;
import org.ebm4j.training.objective.PersistentCd;
import org.ebm4j.training.objective.Walk;
import org.ebm4j.training.optimizer.AdamW;
import org.ebm4j.training.optimizer.Schedule;

/// An energy of handwritten digits, trained by persistent contrastive divergence, that completes
/// hidden halves of digits it never saw and draws new ones.
///
///     E(y) = |y|²/2σ² + net(y),    y = digit + σξ,  ξ ~ N(0, I),  σ = .7 on pixels of [−1, 1]
///
/// Digits lie on a thin sheet, where there is no density to walk in; digits with noise have one. Denoising
/// score matching brings the net near it in a few seconds, but says nothing about how much weight each
/// kind of digit has. Contrastive divergence compares the energies of noisy digits with those of its own
/// chains until the two means agree. A net that sees 1348 digits as they are learns them by heart; it
/// sees each also turned, stretched and moved by a little.
///
/// A half is completed by asking for the hidden pixels of lowest energy beside the visible ones: argmin
/// over h of E(visible, h). The floors are the mean image, which ignores what is visible, and the nearest
/// training image. New digits are drawn by walking to a y and jumping back to y − σ²∇E(y).
///
/// Source: walk and jump [Saremi & Hyvärinen 2019, §3]; by contrastive training [Frey et al. 2024, §3].
///
/// @param settings how long and how large
public record DigitsCompletion(Settings settings) {
  /// σ, in units of pixels on [−1, 1].
  public static final double NOISE = .7;

  /// What the two fits are called in metrics.
  public static final String DENOISING = "denoising";

  public static final String CONTRASTIVE = "contrastive";

  private static final double TEST = .25;
  private static final String PART = "completion";
  private static final double STEP = NOISE * NOISE / 4; // of the fit's chains, which are adjusted
  private static final double FINE_STEP = NOISE * NOISE / 10; // of the fresh ones, which are not
  private static final int COPIES = 8; // of each training digit, the digit itself included
  private static final int TEST_NOISE = 1; // streams
  private static final int TRAIN_NOISE = 2;
  private static final int MIXED_NOISE = 3;

  /// How long and how large.
  ///
  /// @param denoising steps of the first fit
  /// @param contrastive steps of the second, which has the last word
  /// @param hidden width of the two hidden layers
  /// @param completed test digits that are completed
  /// @param chains fresh ones that are drawn from
  /// @param walk Langevin steps of each of them
  public record Settings(
      int denoising, int contrastive, int hidden, int completed, int chains, int walk) {
    /// The settings of the report.
    public static Settings full() {
      return new Settings(1500, 500, 256, 448, 200, 800);
    }

    /// Rougher figures in less time.
    public static Settings quick() {
      return new Settings(600, 120, 128, 160, 100, 400);
    }

    /// Enough to see that everything works.
    public static Settings tiny() {
      return new Settings(3, 3, 16, 8, 8, 5);
    }
  }

  /// What came of it. Images have 64 values on [−1, 1] unless they are noisy.
  ///
  /// @param trained the energy with its weights and the history of the contrastive fit
  /// @param originals the digits that were completed
  /// @param hidden for each which pixels were hidden
  /// @param completed by the energy
  /// @param byNeighbour completed by the nearest training image
  /// @param walked where fresh chains ended, noisy
  /// @param samples back from there, without the noise
  /// @param errors of the completions
  /// @param gauges of the energy
  public record Result(
      Trained<Given<float[], Nothing>> trained,
      Dataset originals,
      boolean[][] hidden,
      Dataset completed,
      Dataset byNeighbour,
      Dataset walked,
      Dataset samples,
      Errors errors,
      Gauges gauges) {}

  /// Means of squared differences over hidden pixels, on [0, 1].
  ///
  /// @param energy by the hidden pixels of lowest energy
  /// @param meanImage by the mean training image
  /// @param neighbour by the nearest training image
  public record Errors(double energy, double meanImage, double neighbour) {}

  /// How well the energy fits.
  ///
  /// @param difference mean energy of data less that of chains over the end of the fit; matched 0
  /// @param gap between unseen digits and pictures of which every pixel is from another one, all
  ///   noisy
  /// @param squaredMmd between fresh chains and unseen noisy digits, both after the jump: before it
  ///   the noise would hide most of what there is to compare
  /// @param squaredMmdFloor between known digits, as many, and the unseen ones, in the same way
  /// @param squaredMmdStart between where the fresh chains started and the unseen ones, likewise
  public record Gauges(
      double difference,
      EnergyGap gap,
      double squaredMmd,
      double squaredMmdFloor,
      double squaredMmdStart) {}

  /// Runs it.
  ///
  /// @param method finds the hidden pixels of lowest energy
  /// @param engine that computes
  public Result run(long seed, Method method, Engine engine, Audience audience) {
    Split split = Digits.signed().split(TEST, seed);
    DigitEnergy digits = new DigitEnergy(settings.hidden(), split.train());
    Trained<Given<float[], Nothing>> trained =
        fit(digits, varied(split.train(), seed), seed, engine, audience);
    Given<float[], Nothing> energy = trained.model().on(engine);
    Dataset originals = Points.first(split.test(), settings.completed());
    Completion task = Completion.ofHalves(originals, Images.Half.values());
    Dataset completed = digits.complete(energy, task, method, engine);
    Dataset neighbour = task.byNearestNeighbour(split.train());
    Dataset starts = Points.starts(energy, settings.chains(), seed);
    int walk = settings.walk();
    Dataset walked =
        Points.walk(energy, LangevinStep.sampling(FINE_STEP), starts, walk, walk, seed)[1];
    return new Result(
        trained,
        originals,
        task.hidden(),
        completed,
        neighbour,
        walked,
        Points.jump(energy, walked, NOISE),
        new Errors(
            task.squaredError(completed) / 4, // [−1, 1] is twice as wide as [0, 1]
            task.squaredError(task.byMeanImage(split.train())) / 4,
            task.squaredError(neighbour) / 4),
        gauges(trained, energy, split, new Dataset[] {starts, walked}, seed));
  }

  private Gauges gauges(
      Trained<?> trained, Given<?, ?> energy, Split split, Dataset[] chains, long seed) {
    Dataset unseen = Points.noisy(split.test(), NOISE, seed, TEST_NOISE);
    Dataset mixed = Points.noisy(mixed(split.test()), NOISE, seed, MIXED_NOISE);
    Dataset some =
        split.train().split((double) settings.chains() / split.train().size(), seed).test();
    Dataset known = Points.noisy(some, NOISE, seed, TRAIN_NOISE);
    Dataset clean = Points.jump(energy, unseen, NOISE);
    return new Gauges(
        difference(trained),
        EnergyGap.of(Points.energies(energy, unseen), Points.energies(energy, mixed)),
        Mmd.squared(Points.jump(energy, chains[1], NOISE), clean),
        Mmd.squared(Points.jump(energy, known, NOISE), clean),
        Mmd.squared(Points.jump(energy, chains[0], NOISE), clean));
  }

  /// Over the last quarter of what was recorded.
  private static double difference(Trained<?> trained) {
    List<Metrics> all = trained.history(PersistentCd.DATA);
    return all.subList(all.size() * 3 / 4, all.size()).stream()
        .mapToDouble(m -> m.get(PersistentCd.DATA) - m.get(PersistentCd.SAMPLES))
        .average()
        .orElse(Double.NaN);
  }

  /// Every pixel from another row, so that each keeps its law and nothing is left of the strokes.
  private static Dataset mixed(Dataset rows) {
    float[] values = rows.values();
    float[] mixed = new float[values.length];
    for (int k = 0; k < values.length; k++) {
      mixed[k] = values[(k + 64 * (k % 64)) % values.length];
    }
    return Dataset.of(mixed, 64);
  }

  /// Each row as it is, then [#COPIES] − 1 times a little changed.
  private static Dataset varied(Dataset rows, long seed) {
    Affine change =
        Affine.of(Digits.images(), -1).rotation(Math.toRadians(5)).stretch(.03).shift(.25);
    float[] values = new float[COPIES * rows.size() * 64];
    for (int k = 0; k < COPIES * rows.size(); k++) {
      int copy = k / rows.size();
      int row = k % rows.size();
      float[] image = rows.row(row);
      if (copy > 0) {
        change.apply(image, RandomStream.of(seed, Purpose.AUGMENT, row, copy));
      }
      System.arraycopy(image, 0, values, 64 * k, 64);
    }
    return Dataset.of(values, 64);
  }

  private Trained<Given<float[], Nothing>> fit(
      DigitEnergy digits, Dataset train, long seed, Engine engine, Audience audience) {
    long total = (long) settings.denoising() + settings.contrastive();
    Given<float[], Nothing> begun =
        told(digits.untrained(), train, new DenoisingScore(NOISE), DENOISING, audience)
            .optimizer(AdamW.of(Schedule.cosine(3e-3)))
            .clipped(1)
            .averaged(.99)
            .steps(settings.denoising())
            .progress((done, _) -> audience.progress(PART, done, total))
            .engine(engine)
            .run(seed)
            .model();
    PersistentCd cd =
        PersistentCd.of(Walk.adjusted(STEP)).steps(5).buffer(2000).restart(.01).smoothing(NOISE);
    return told(begun, train, cd, CONTRASTIVE, audience)
        .optimizer(AdamW.of(Schedule.cosine(5e-4).warmUp(settings.contrastive() / 10)))
        .averaged(.995)
        .steps(settings.contrastive())
        .every(Math.max(1, settings.contrastive() / 50))
        .progress((done, _) -> audience.progress(PART, settings.denoising() + done, total))
        .engine(engine)
        .run(seed);
  }

  private static Train<Given<float[], Nothing>> told(
      Given<float[], Nothing> energy,
      Dataset train,
      Objective<Energy<?, ?, ?>> objective,
      String run,
      Audience audience) {
    return Train.energy(energy)
        .on(train)
        .by(objective)
        .metrics(m -> audience.metrics(run, m))
        .stopWhen(audience::stop);
  }
}
