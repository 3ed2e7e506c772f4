package org.ebm4j.training.experiment;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.energy.Answer;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Method;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.net.Mlp;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.training.Train;
import org.ebm4j.training.Trained;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.data.Digits;
import org.ebm4j.training.data.Images;
import org.ebm4j.training.data.Split;
import org.ebm4j.training.gauge.Completion;
import org.ebm4j.training.objective.DenoisingScore;
import org.ebm4j.training.optimizer.AdamW;
import org.ebm4j.training.optimizer.Schedule;

/// An energy of handwritten digits, trained by denoising score matching, that completes hidden halves of digits it never saw.
///
///     E(y) = ½ |y|² + net(y)        y the 64 pixels on [−1, 1]
///
/// A half is completed by asking for the hidden pixels of lowest energy beside the visible ones: argmin over h of E(visible, h).
/// The floors are the mean image, which ignores what is visible, and the nearest training image.
///
/// @param settings how long and how large
public record DigitsCompletion(Settings settings) {
  private static final double TEST = .25;
  private static final double NOISE = .5; // of the training, a quarter of the pixels' range

  /// How long and how large.
  ///
  /// @param steps of training
  /// @param hidden width of the two hidden layers
  /// @param completed test digits that are completed
  public record Settings(int steps, int hidden, int completed) {
    /// The settings of the report.
    public static Settings full() {
      return new Settings(3000, 256, 448);
    }

    /// Rougher figures in less time.
    public static Settings quick() {
      return new Settings(600, 128, 160);
    }

    /// Enough to see that everything works.
    public static Settings tiny() {
      return new Settings(5, 16, 8);
    }
  }

  /// What came of it. Images have 64 values on [−1, 1].
  ///
  /// @param trained the energy with its weights and the history of the fit
  /// @param originals the digits that were completed
  /// @param hidden for each which pixels were hidden
  /// @param completed by the energy
  /// @param byNeighbour completed by the nearest training image
  /// @param samples of the energy, from random starts
  /// @param error mean of squared differences over hidden pixels, on [0, 1]
  /// @param meanImageError the same for the mean training image
  /// @param neighbourError the same for the nearest training image
  public record Result(
      Trained<Given<float[], Nothing>> trained,
      Dataset originals,
      boolean[][] hidden,
      Dataset completed,
      Dataset byNeighbour,
      Dataset samples,
      double error,
      double meanImageError,
      double neighbourError) {}

  /// Runs it.
  ///
  /// @param method finds the hidden pixels of lowest energy
  /// @param engine that computes
  public Result run(long seed, Method method, Engine engine, Audience audience) {
    Split split = Digits.signed().split(TEST, seed);
    Trained<Given<float[], Nothing>> trained = fit(split.train(), seed, engine, audience);
    int count = Math.min(settings.completed(), split.test().size());
    int[] first = new int[count];
    for (int i = 0; i < count; i++) {
      first[i] = i;
    }
    Dataset originals = split.test().select(first);
    Completion task = Completion.ofHalves(originals, Images.Half.values());
    Dataset start = task.byMeanImage(split.train());
    Dataset completed = complete(trained.model(), task, start, method, engine);
    Dataset neighbour = task.byNearestNeighbour(split.train());
    Given<float[], Nothing> energy = trained.model().on(engine);
    Dataset random = Dataset.of(floats(energy.problem().starts(16, seed, 0)), 64);
    Dataset[] walked = Points.walk(energy, LangevinStep.sampling(.01), random, 2000, 2000, seed);
    return new Result(
        trained,
        originals,
        task.hidden(),
        completed,
        neighbour,
        walked[1],
        task.squaredError(completed) / 4, // [−1, 1] is twice as wide as [0, 1]
        task.squaredError(start) / 4,
        task.squaredError(neighbour) / 4);
  }

  private static Space<float[]> pixels() {
    return Space.real(64).spread(1);
  }

  private Mlp net() {
    return Mlp.of("net", 64, settings.hidden(), settings.hidden(), 1);
  }

  private static Expr energy(Mlp net, Expr y) {
    return net.of(y).sum().plus(Maths.sq(y).times(.5));
  }

  private Trained<Given<float[], Nothing>> fit(
      Dataset train, long seed, Engine engine, Audience audience) {
    Mlp net = net();
    return Train.energy(Energy.over(pixels()).plus("digit", y -> energy(net, y)))
        .on(train)
        .by(new DenoisingScore(NOISE))
        .optimizer(AdamW.of(Schedule.cosine(1e-3)))
        .clipped(1)
        .averaged(.99)
        .steps(settings.steps())
        .engine(engine)
        .metrics(m -> audience.metrics("completion", m))
        .progress((done, total) -> audience.progress("completion", done, total))
        .stopWhen(audience::stop)
        .run(seed);
  }

  /// The same energy, asked about the hidden pixels: what is seen is an observation (values, then 1
  /// where hidden), and the answer counts only where it is hidden.
  private Dataset complete(
      Given<float[], Nothing> model, Completion task, Dataset start, Method method, Engine engine) {
    Mlp net = net();
    Energy<float[], float[], Nothing> conditional =
        Energy.over(Space.real(128), pixels().box(-1, 1))
            .plus(
                "digit",
                (x, y) -> energy(net, x.slice(0, 0, 64).plus(y.times(x.slice(0, 64, 128)))))
            .with(model.weights());
    int count = task.truth().size();
    List<float[]> seen = new ArrayList<>();
    float[] row = new float[64];
    for (int i = 0; i < count; i++) {
      task.truth().copyRow(i, row, 0);
      float[] x = new float[128];
      for (int k = 0; k < 64; k++) {
        boolean hidden = task.hidden()[i][k];
        x[k] = hidden ? 0 : row[k];
        x[64 + k] = hidden ? 1 : 0;
      }
      seen.add(x);
    }
    List<Answer<float[], Nothing>> answers = conditional.givenEach(seen).on(engine).infer(method);
    float[] completed = task.truth().values();
    for (int i = 0; i < count; i++) {
      float[] y = answers.get(i).y();
      for (int k = 0; k < 64; k++) {
        if (task.hidden()[i][k]) {
          completed[64 * i + k] = y[k];
        }
      }
    }
    return Dataset.of(completed, 64).shaped(start.shape());
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }
}
