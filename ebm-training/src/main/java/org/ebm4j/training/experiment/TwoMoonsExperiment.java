package org.ebm4j.training.experiment;

import java.util.List;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.net.Mlp;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.training.Train;
import org.ebm4j.training.Trained;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.data.TwoMoons;
import org.ebm4j.training.gauge.GridLikelihood;
import org.ebm4j.training.gauge.Mmd;
import org.ebm4j.training.objective.PersistentCd;
import org.ebm4j.training.objective.Walk;
import org.ebm4j.training.optimizer.AdamW;
import org.ebm4j.training.optimizer.Schedule;

/// An energy of points in the plane, 2 → 128 → 128 → 1 with SiLU, fitted to two moons by persistent
/// contrastive divergence, and then asked for everything that shows whether it is right.
///
/// The chains' steps are adjusted, so that the fit is not biased by their size; few are restarted;
/// the result is an average of the weights. No penalty on energies and no decay of weights is
/// needed.
///
/// @param steps of the fit
/// @param chains fresh ones that are drawn from
/// @param walk Langevin steps of each of them
public record TwoMoonsExperiment(long steps, int chains, int walk) {
  private static final String PART = "two moons";
  private static final int ROWS = 10_000;
  private static final double STEP = 1e-3; // of the drawing chains, which are not adjusted
  private static final int TRAIN = 0;
  private static final int SCORE = 1;
  private static final int FRESH = 2;
  private static final int OTHER = 3;

  /// 6000 steps, 2000 chains, 1000 Langevin steps.
  public static TwoMoonsExperiment full() {
    return new TwoMoonsExperiment(6000, 2000, 1000);
  }

  /// 1500 steps, 1000 chains, 300 Langevin steps.
  public static TwoMoonsExperiment quick() {
    return new TwoMoonsExperiment(1500, 1000, 300);
  }

  /// 20 steps, 100 chains, 20 Langevin steps: to see that it runs.
  public static TwoMoonsExperiment tiny() {
    return new TwoMoonsExperiment(20, 100, 20);
  }

  /// What came of it.
  ///
  /// @param trained the energy with its weights and the history of the fit
  /// @param data what it was fitted to
  /// @param gridEnergies E on [GridLikelihood#standard]'s points
  /// @param paths of gradient descent: the same points after every few steps
  /// @param samples where the fresh chains ended
  /// @param squaredMmd between the samples and fresh data
  /// @param squaredMmdFloor between fresh data and other fresh data, as many
  /// @param logLikelihood mean of fresh points under the energy, in nats
  /// @param trueLogLikelihood mean of the same points under the true density, which no model can
  ///   pass but by chance
  public record Result(
      Trained<Given<float[], Nothing>> trained,
      Dataset data,
      double[] gridEnergies,
      List<Dataset> paths,
      Dataset samples,
      double squaredMmd,
      double squaredMmdFloor,
      double logLikelihood,
      double trueLogLikelihood) {
    public Result {
      paths = List.copyOf(paths);
    }
  }

  /// Fits and asks.
  ///
  /// @param engine what computes
  public Result run(long seed, Engine engine, Audience audience) {
    TwoMoons moons = TwoMoons.standard();
    Dataset data = moons.sample(ROWS, stream(seed, TRAIN));
    Trained<Given<float[], Nothing>> trained = fit(data, seed, engine, audience);
    Given<float[], Nothing> energy = trained.model().on(engine);
    GridLikelihood grid = GridLikelihood.standard();
    double[] gridEnergies = Points.energies(energy, grid.points());
    Dataset score = moons.sample(4000, stream(seed, SCORE));
    Dataset starts = Points.starts(energy, chains, seed);
    Dataset[] drawn = Points.walk(energy, LangevinStep.sampling(STEP), starts, walk, walk, seed);
    Dataset fresh = moons.sample(chains, stream(seed, FRESH));
    Dataset[] paths =
        Points.walk(energy, LangevinStep.descending(STEP), Points.first(starts, 24), 300, 5, seed);
    return new Result(
        trained,
        data,
        gridEnergies,
        List.of(paths),
        drawn[1],
        Mmd.squared(drawn[1], fresh),
        Mmd.squared(moons.sample(chains, stream(seed, OTHER)), fresh),
        grid.meanLogLikelihood(gridEnergies, Points.energies(energy, score)),
        moons.meanLogDensity(score));
  }

  private Trained<Given<float[], Nothing>> fit(
      Dataset data, long seed, Engine engine, Audience audience) {
    Mlp net = Mlp.of("net", 2, 128, 128, 1);
    return Train.energy(Energy.over(Space.real(2)).plus("net", y -> net.of(y).sum()))
        .on(data)
        .by(PersistentCd.of(Walk.adjusted(.01)).steps(5).restart(.01))
        .optimizer(AdamW.of(Schedule.cosine(3e-3)))
        .averaged(.999)
        .steps(steps)
        .engine(engine)
        .metrics(metrics -> audience.metrics(PART, metrics))
        .progress((done, total) -> audience.progress(PART, done, total))
        .stopWhen(audience::stop)
        .run(seed);
  }

  /// Data sets of one run must not be drawn from one seed: they would be the same points.
  private static long stream(long seed, int which) {
    return 4 * seed + which;
  }
}
