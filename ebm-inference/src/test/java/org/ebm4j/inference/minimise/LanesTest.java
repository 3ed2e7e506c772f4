package org.ebm4j.inference.minimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Unary;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.inference.MoreGarbowHillstrom;
import org.ebm4j.inference.Points;
import org.ebm4j.inference.Residuals;
import org.ebm4j.inference.search.LineSearch.Verdict;
import org.ebm4j.inference.search.StrongWolfe;
import org.junit.jupiter.api.Test;

/// More than 16 starts without bounds: L-BFGS as one compiled formula, a start a lane.
class LanesTest {
  private static final Minimise METHOD = Lbfgs.standard().until(Stop.standard().steps(500));

  /// Σ 100(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)².
  static Given<Points.Vector, Nothing> rosenbrock(int n) {
    return Energy.over(Points.vectors(n))
        .plus("valley", 100, x -> Maths.sq(x.slice(0, 1, n).minus(x.slice(0, 0, n - 1).squared())))
        .plus("floor", x -> Maths.sq(x.slice(0, 0, n - 1).minus(1)))
        .in(Precision.F64);
  }

  static double[] normals(int count, long seed) {
    double[] numbers = new double[count];
    RandomStream.of(seed, Purpose.START, 0, 0).normals(numbers);
    return numbers;
  }

  /// The same starts in groups too small for lanes.
  static List<Outcome> oneByOne(Minimise method, Problem problem, double[] starts) {
    int n = problem.size();
    List<Outcome> outcomes = new ArrayList<>();
    for (int at = 0; at < starts.length; at += n) {
      outcomes.addAll(method.solve(problem, Arrays.copyOfRange(starts, at, at + n)));
    }
    return outcomes;
  }

  private static double evaluations(List<Outcome> outcomes) {
    return outcomes.stream().mapToLong(o -> o.counts().energies()).average().orElseThrow();
  }

  @Test
  void rosenbrockFromManyStartsEndsAtOneOfItsTwoMinima() {
    Problem problem = rosenbrock(10).problem();
    double[] starts = normals(200 * 10, 1);
    List<Outcome> outcomes = METHOD.solve(problem, starts);
    List<Outcome> before = oneByOne(METHOD, problem, starts);
    for (Outcome outcome : outcomes) {
      assertThat(outcome.converged()).as(outcome.reason()).isTrue();
      assertThat(outcome.best().gradientNorm()).isLessThan(1e-5);
      double[] x = outcome.best().point().toArray();
      boolean global = outcome.best().energy() < 1e-10;
      assertThat(x[0]).isCloseTo(global ? 1 : -.9933, within(1e-4)); // [Shang & Qiu 2006]
      for (int i = 1; i < 10; i++) {
        assertThat(x[i]).isCloseTo(1, within(global ? 1e-5 : .012));
      }
      assertThat(outcome.best().energy()).isCloseTo(global ? 0 : 3.98657, within(1e-4));
    }
    assertThat(evaluations(outcomes)).isLessThan(1.1 * evaluations(before));
    long same = 0;
    for (int i = 0; i < outcomes.size(); i++) {
      double gap = outcomes.get(i).best().energy() - before.get(i).best().energy();
      same += Math.abs(gap) < 1e-6 ? 1 : 0;
    }
    assertThat(same).isGreaterThan(190); // both walk downhill into the same valley
  }

  @Test
  void quadraticsOfAnySpectrumTakeAsManyEvaluationsAsSearchesOnTheirOwn() {
    for (int n : new int[] {2, 7, 24}) {
      double[] spread = normals(n, n);
      double[] c = Arrays.stream(spread).map(s -> Math.exp(2 * s)).toArray();
      Problem problem = Points.quadratic(c, normals(n, n + 1)).problem();
      double[] starts = normals(40 * n, n + 2);
      List<Outcome> outcomes = METHOD.solve(problem, starts);
      List<Outcome> before = oneByOne(METHOD, problem, starts);
      System.out.printf(
          "quadratic in %d: %.1f evaluations, on their own %.1f%n",
          n, evaluations(outcomes), evaluations(before));
      assertThat(outcomes).allMatch(o -> o.converged() && o.best().energy() < 1e-10);
      assertThat(evaluations(outcomes)).isLessThan(1 + 1.1 * evaluations(before));
    }
  }

  /// The collection's problems from 17 points on the way to the start and beyond.
  private static double[] around(Residuals residuals) {
    int n = residuals.size();
    double[] starts = new double[17 * n];
    for (int i = 0; i < starts.length; i++) {
      int row = i / n;
      starts[i] = residuals.start()[i % n] * (.5 + .1 * row);
    }
    return starts;
  }

  @Test
  void theCollectionIsSolvedAsBySearchesOnTheirOwn() {
    Minimise method = Lbfgs.standard().until(Stop.standard().gradient(1e-8));
    for (Residuals residuals : MoreGarbowHillstrom.all()) {
      Problem problem = residuals.energy().problem();
      for (Outcome outcome : method.solve(problem, around(residuals))) {
        double digits =
            Arrays.stream(residuals.minima())
                .map(m -> MoreGarbowHillstromTest.digits(outcome.best().energy(), m))
                .max()
                .orElseThrow();
        assertThat(outcome.converged()).as("%s: %s", residuals, outcome.reason()).isTrue();
        assertThat(digits).as("%s: %s", residuals, outcome).isGreaterThanOrEqualTo(4);
      }
    }
  }

  private static List<DescentSearch.Step> steps(StrongWolfe rule) {
    List<DescentSearch.Step> steps = new ArrayList<>();
    Minimise method = new Lbfgs(10, rule).loop().seenBy(steps::add);
    method.solve(rosenbrock(6).problem(), normals(40 * 6, 3));
    method.solve(MoreGarbowHillstrom.WOOD.energy().problem(), around(MoreGarbowHillstrom.WOOD));
    return steps;
  }

  private static Predicate<DescentSearch.Step> keeps(StrongWolfe rule) {
    return step -> {
      double slope = step.line().slope();
      double allowed =
          step.verdict() == Verdict.MET
              ? rule.decrease() * step.alpha() * slope
              : step.line().rounding();
      return slope < 0
          && Math.abs(step.slope()) <= -rule.curvature() * slope * (1 + 1e-12)
          && step.energy() <= step.line().energy() + allowed;
    };
  }

  @Test
  void everyAcceptedStepMeetsTheWolfeConditions() {
    StrongWolfe rule = StrongWolfe.standard();
    List<DescentSearch.Step> steps = steps(rule);
    long met = steps.stream().filter(s -> s.verdict() == Verdict.MET).count();
    assertThat(met).isGreaterThan(steps.size() * 95L / 100).isGreaterThan(1000);
    assertThat(steps).allMatch(keeps(rule));
    StrongWolfe strict = new StrongWolfe(1e-4, .1);
    assertThat(steps(strict)).allMatch(keeps(strict));
    assertThat(steps).anyMatch(keeps(strict).negate()); // so the law can tell
  }

  @Test
  void anEnergyThatIsNoNumberBeyondAnEdgeIsRetreatedFrom() {
    Problem problem =
        Energy.over(Points.vectors(1))
            .plus("barrier", y -> y.sum().minus(y.map(Unary.LOG).sum()))
            .in(Precision.F64)
            .problem();
    double[] starts = new double[40];
    Arrays.setAll(starts, i -> .01 * Math.pow(1.3, i)); // up to 280: a first long step leaves
    for (Outcome outcome : METHOD.solve(problem, starts)) {
      assertThat(outcome.converged()).as(outcome.reason()).isTrue();
      assertThat(outcome.best().point().get(0)).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void aStartAtTheMinimumTakesNoStep() {
    double[] starts = normals(20 * 4, 8);
    Arrays.fill(starts, 8, 12, 1);
    Outcome outcome = METHOD.solve(rosenbrock(4).problem(), starts).get(2);
    assertThat(outcome.counts().steps()).isZero();
    assertThat(outcome.counts().energies()).isEqualTo(2); // there, and once more at the end
    assertThat(outcome.best().point().toArray()).containsOnly(1);
    assertThat(outcome.reason()).isEqualTo("the gradient's norm 0.00 is within 1.00e-06");
  }

  @Test
  void singlePrecisionEndsWhereItsDigitsEnd() {
    Problem problem = rosenbrock(10).problem().in(Precision.F32);
    for (Outcome outcome : METHOD.solve(problem, normals(64 * 10, 5))) {
      assertThat(outcome.converged()).as(outcome.reason()).isTrue();
      double energy = outcome.best().energy();
      assertThat(Math.min(energy, Math.abs(energy - 3.98657))).isLessThan(1e-4);
    }
  }

  @Test
  void companyThreadsAndCallsChangeNoBit() {
    for (Precision precision : Precision.values()) {
      Problem problem = rosenbrock(7).problem().in(precision);
      double[] starts = normals(100 * 7, 9);
      List<Object> together = SameBitsTest.essence(METHOD.solve(problem, starts));
      List<Object> apart = new ArrayList<>();
      int[] cuts = {0, 17, 50, 82, 100};
      for (int i = 0; i + 1 < cuts.length; i++) {
        double[] own = Arrays.copyOfRange(starts, 7 * cuts[i], 7 * cuts[i + 1]);
        apart.addAll(SameBitsTest.essence(METHOD.solve(problem, own)));
      }
      assertThat(apart).isEqualTo(together);
      List<Object> looked =
          SameBitsTest.essence(
              METHOD.traced(3).watched(5, progress -> true).solve(problem, starts));
      assertThat(looked).isEqualTo(together);
      List<Object> slow =
          SameBitsTest.essence(METHOD.by(SameBitsTest.clock(1L << 40)).solve(problem, starts));
      assertThat(slow).isEqualTo(together);
    }
  }

  @Test
  void enginesAgreeToTheBit() {
    Problem problem = rosenbrock(5).problem();
    double[] starts = normals(20 * 5, 10);
    Problem plain = problem.on(Engine.named("plain"));
    assertThat(METHOD.solve(plain, starts))
        .isEqualTo(METHOD.solve(problem.on(Engine.best()), starts));
  }

  @Test
  void eachRowKeepsItsObservation() {
    var energy =
        Energy.over(Points.vectors(2), Points.vectors(2))
            .plus("near", (x, y) -> Maths.sq(y.minus(x)).plus(Maths.sq(Maths.sq(y.minus(x)))));
    List<Points.Vector> seen = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      seen.add(new Points.Vector(new double[] {i, -i}));
    }
    Problem problem = energy.givenEach(seen).in(Precision.F64).problem();
    double[] starts = new double[2 * 60]; // near for the first rows, far for the last
    List<Outcome> outcomes = METHOD.solve(problem, starts);
    for (int row = 0; row < 60; row++) {
      int observation = row / 3;
      var point = outcomes.get(row).best().point();
      assertThat(point.get(0)).isCloseTo(observation, within(1e-4));
      assertThat(point.get(1)).isCloseTo(-observation, within(1e-4));
    }
  }
}
