package org.ebm4j.training.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.In;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Values;
import org.ebm4j.api.interpret.ReferenceEngine;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.training.Train;
import org.ebm4j.training.Trained;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.optimizer.AdamW;
import org.ebm4j.training.optimizer.Schedule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Objectives on Gaussians, where the energy they must lead to is known.
final class ObjectiveTest {
  private static final int N = 2000;
  private static final double MEAN = .7;
  private static final double SD = .4;

  /// N(.7, .4²), standardised so that mean and variance of the sample are exactly those.
  private static Dataset normal() {
    double[] xi = new double[N];
    RandomStream.of(5, Purpose.DATA, 0, 0).normals(xi);
    double mean = 0;
    double square = 0;
    for (double x : xi) {
      mean += x / N;
      square += x * x / N;
    }
    float[] values = new float[N];
    for (int i = 0; i < N; i++) {
      values[i] = (float) (MEAN + SD * (xi[i] - mean) / Math.sqrt(square - mean * mean));
    }
    return Dataset.of(values, 1);
  }

  /// E(y) = ½ e^p (y − m)².
  private static Given<float[], Nothing> well() {
    return Energy.over(Space.real(1)).plus("well", y -> well(y, Expr.of(0)));
  }

  private static Expr well(In<float[]> y, Expr shift) {
    Expr m = Leaf.parameter("m", new Init.Constant(0)).plus(shift);
    Expr p = Leaf.parameter("p", new Init.Constant(0));
    return y.sum().minus(m).squared().times(p.exp()).times(.5);
  }

  private static Trained<Given<float[], Nothing>> fit(
      Objective<Energy<?, ?, ?>> objective, int steps) {
    return Train.energy(well())
        .on(normal())
        .by(objective)
        .optimizer(AdamW.of(Schedule.cosine(.05)))
        .averaged(.98)
        .batch(200)
        .steps(steps)
        .engine(new ReferenceEngine())
        .run(3);
  }

  private static double mean(Trained<?> trained) {
    return trained.weights().get("m").get();
  }

  private static double variance(Trained<?> trained) {
    return Math.exp(-trained.weights().get("p").get());
  }

  @Test
  void persistentCdFindsTheGaussian() {
    PersistentCd cd = PersistentCd.of(Walk.adjusted(.1)).steps(5).buffer(1000).restart(0);
    Trained<?> trained = fit(cd, 400);
    assertThat(mean(trained)).isCloseTo(MEAN, within(.03));
    assertThat(variance(trained)).isCloseTo(SD * SD, within(.015));
  }

  @Test
  void unadjustedWalksMakeItNarrowerByTheirKnownShare() {
    double h = .05;
    PersistentCd cd = PersistentCd.of(Walk.unadjusted(h)).steps(5).buffer(1000).restart(0);
    Trained<?> trained = fit(cd, 400);
    double s2 = SD * SD; // samples have variance v/(1 − h/2v), which is the data's at the minimum
    double narrower = (s2 + Math.sqrt(s2 * s2 - 2 * s2 * h)) / 2;
    assertThat(variance(trained)).isCloseTo(narrower, within(.012));
    assertThat(narrower).isLessThan(s2 - .03);
  }

  @Test
  void smoothedDataIsFittedWithItsNoiseAndTheSlopeLeadsBack() {
    double sigma = .3;
    PersistentCd cd =
        PersistentCd.of(Walk.adjusted(.1)).steps(5).buffer(1000).restart(0).smoothing(sigma);
    Trained<?> trained = fit(cd, 400);
    double smoothed = SD * SD + sigma * sigma;
    assertThat(mean(trained)).isCloseTo(MEAN, within(.03));
    assertThat(variance(trained)).isCloseTo(smoothed, within(.025));
    // y − σ²E′(y) = y − σ²(y − m)/v; of a Gaussian the mean of x given y is m + (y − m)·s²/(s² +
    // σ²)
    double back = 1 - sigma * sigma / variance(trained);
    assertThat(back).isCloseTo(SD * SD / smoothed, within(.04));
  }

  @Test
  void chainsThatDoNotStayAtTheirTemperatureAreSeen() {
    PersistentCd cold =
        PersistentCd.of(Walk.unadjusted(.01).temperature(.25)).steps(5).buffer(1000).restart(0);
    assertThat(variance(fit(cold, 400))).isGreaterThan(2 * SD * SD);
  }

  @Test
  void noiseContrastFindsTheGaussianAndItsNormaliser() {
    double[] wide = {.9};
    Gaussian noise = new Gaussian(Values.of(.2), Values.of(wide));
    Trained<?> trained = fit(new Nce(noise, 2), 600);
    assertThat(mean(trained)).isCloseTo(MEAN, within(.04));
    assertThat(variance(trained)).isCloseTo(SD * SD, within(.02));
    double logZ = Math.log(2 * Math.PI * SD * SD) / 2;
    assertThat(trained.weights().get(Nce.LOG_Z).get()).isCloseTo(logZ, within(.05));
  }

  @Test
  void denoisingFindsTheGaussianWithItsNoise() {
    Trained<?> trained = fit(new DenoisingScore(.3), 400);
    assertThat(mean(trained)).isCloseTo(MEAN, within(.03));
    assertThat(variance(trained)).isCloseTo(SD * SD + .09, within(.02));
  }

  @Test
  void theFittedGaussianIsThatOfTheData() {
    Gaussian fitted = Gaussian.of(normal());
    assertThat(fitted.mean().get(0)).isCloseTo(MEAN, within(1e-6));
    assertThat(fitted.factor().get(0)).isCloseTo(SD * Math.sqrt(N / (N - 1.0)), within(1e-6));
    assertThatThrownBy(() -> Gaussian.of(Dataset.of(new float[] {1, 0, 2, 0, 4, 0}, 2)))
        .hasMessageStartingWith("gaussian: the covariance is singular in coordinate");
  }

  /// Answers y = x + noise: the chains of each observation must stay beside it.
  @Test
  @Tag("training")
  void conditionalChainsLearnTheConditionalLaw() {
    float[] rows = new float[2 * N];
    double[] xi = new double[2 * N];
    RandomStream.of(6, Purpose.DATA, 0, 0).normals(xi);
    for (int i = 0; i < N; i++) {
      rows[2 * i] = (float) (2 * xi[2 * i]);
      rows[2 * i + 1] = (float) (2 * xi[2 * i] + MEAN + SD * xi[2 * i + 1]);
    }
    Energy<float[], float[], Nothing> energy =
        Energy.over(Space.real(1), Space.real(1)).plus("well", (x, y) -> well(y, x.sum()));
    PersistentCd cd = PersistentCd.of(Walk.adjusted(.1)).steps(10).restart(0);
    Trained<?> trained =
        Train.energy(energy)
            .on(Dataset.of(rows, 2))
            .by(cd)
            .optimizer(AdamW.of(Schedule.cosine(.05)))
            .averaged(.98)
            .batch(200)
            .steps(400)
            .engine(new ReferenceEngine())
            .run(3);
    assertThat(mean(trained)).isCloseTo(MEAN, within(.05));
    assertThat(variance(trained)).isCloseTo(SD * SD, within(.03));
  }

  @Test
  void aBoxHoldsTheChains() {
    Given<float[], Nothing> boxed =
        Energy.over(Space.real(1).box(0, 1)).plus("well", y -> well(y, Expr.of(0)));
    for (Walk walk : new Walk[] {Walk.unadjusted(.3), Walk.adjusted(.3)}) {
      var state =
          Train.energy(boxed)
              .on(Dataset.of(new float[] {.2f, .4f, .9f, .7f}, 1))
              .by(PersistentCd.of(walk).buffer(30))
              .steps(20)
              .engine(new ReferenceEngine())
              .run(1)
              .checkpoint()
              .state();
      assertThat(state.get("feed/replay").doubles())
          .satisfies(
              ys -> assertThat(Arrays.stream(ys).summaryStatistics().getMin()).isNotNegative())
          .satisfies(
              ys -> assertThat(Arrays.stream(ys).max().orElseThrow()).isLessThanOrEqualTo(1));
    }
  }

  @Test
  void whatCannotBeTrainedIsRefusedInOneSentence() {
    Dataset data = normal();
    Space<float[]> line = Space.real(1);
    Objective<Energy<?, ?, ?>> cd = PersistentCd.of(Walk.adjusted(.1));
    Energy<float[], float[], Nothing> pair =
        Energy.over(line, line).plus("well", (x, y) -> well(y, x.sum()));
    assertThatThrownBy(() -> Train.energy(pair).on(data).by(cd).run(1))
        .hasMessage(
            "the data has rows of 1 numbers, but an example of this energy has 2: 1 of the"
                + " observation, then 1 of the answer; give rows of that width");
    assertThatThrownBy(() -> Train.energy(pair.given(new float[] {1})).on(data).by(cd).run(1))
        .hasMessageStartingWith("persistent CD: the energy was given an observation already")
        .hasMessageEndingWith("train it before given(x), on rows of x's numbers and y's");
    assertThatThrownBy(() ->
            Train.energy(Energy.over(line).plus("fixed", y -> Maths.sq(y)))
                .on(data)
                .by(new DenoisingScore(.1))
                .run(1))
        .hasMessage(
            "denoising score: the energy has no parameters to train; use a network in one of its"
                + " terms");
    assertThatThrownBy(() ->
            Train.energy(
                    Energy.over(line, line, line)
                        .plus("well", (x, y, z) -> well(y, z.sum().plus(x.sum()))))
                .on(data)
                .by(cd)
                .run(1))
        .hasMessageStartingWith("persistent CD: the energy has a latent real [1]");
    assertThatThrownBy(() -> Train.energy(pair).on(data).by(Nce.fitted(data)).run(1))
        .hasMessageStartingWith("nce: the noise has 1 numbers; the energy should have an answer");
    assertThatThrownBy(() -> new PersistentCd(Walk.adjusted(1), 0, 10, .5, 0, 0))
        .hasMessage("persistent CD: steps is 0 and should be at least 1");
    assertThatThrownBy(() -> PersistentCd.of(Walk.adjusted(1)).smoothing(-1))
        .hasMessage("persistent CD: smoothing is -1.0 and should be 0 or more and finite");
    assertThatThrownBy(() -> Walk.unadjusted(0)).hasMessageStartingWith("walk: the step should");
  }
}
