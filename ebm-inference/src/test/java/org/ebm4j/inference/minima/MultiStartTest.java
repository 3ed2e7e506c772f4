package org.ebm4j.inference.minima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ebm4j.api.energy.Answer;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.net.Linear;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.inference.Points;
import org.ebm4j.inference.Points.Plane;
import org.ebm4j.inference.minimise.GradientDescent;
import org.ebm4j.inference.minimise.Stop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MultiStartTest {
  private static final double[][] HIMMELBLAU = {
    {3, 2}, {-2.80511809, 3.13131251}, {3.58442834, -1.84812653}, {-3.77931025, -3.28318599}
  };

  @ParameterizedTest
  @EnumSource(Precision.class)
  void findsTheFourOfHimmelblau(Precision precision) {
    List<Answer<Plane, Nothing>> all =
        Points.himmelblau(Points.plane().box(-5, 5)).in(precision).minima(MultiStart.of(64, 3));
    assertThat(all).hasSize(4);
    for (double[] wanted : HIMMELBLAU) {
      assertThat(all)
          .anyMatch(a ->
              Math.hypot(a.y().x() - wanted[0], a.y().y() - wanted[1]) < 1e-7
                  && a.energy() < 1e-12);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void findsTheSixOfTheCamelInOrder(Precision precision) {
    List<Answer<Plane, Nothing>> all =
        Points.camel(Points.plane().box(-2.5, 2.5)).in(precision).minima(MultiStart.of(128, 3));
    assertThat(all).hasSize(6);
    double[][] wanted = {
      {.08984201, -.71265640, -1.0316284535},
      {1.70360671, -.79608357, -.2154638244},
      {1.60710475, .56865145, 2.1042503103}
    };
    for (int i = 0; i < 6; i++) {
      Answer<Plane, Nothing> found = all.get(i);
      double sign = Math.signum(found.y().x()) * Math.signum(wanted[i / 2][0]);
      assertThat(sign * found.y().x()).isCloseTo(wanted[i / 2][0], within(1e-7));
      assertThat(sign * found.y().y()).isCloseTo(wanted[i / 2][1], within(1e-7));
      assertThat(found.energy()).isCloseTo(wanted[i / 2][2], within(1e-9));
    }
  }

  @Test
  void everyStartIsCountedOnce() {
    Problem problem = Points.himmelblau(Points.plane().box(-5, 5)).problem();
    List<Basin> basins = MultiStart.of(100, 8).basins(problem);
    assertThat(basins.stream().mapToInt(Basin::starts).sum()).isEqualTo(100);
    assertThat(basins).allMatch(basin -> basin.curvature() > 20);
    assertThat(MultiStart.of(100, 8).minima(problem).getFirst().reason())
        .matches("a minimum: \\d+ of 100 starts lead here, the least curvature is [0-9.]+; .*");
  }

  /// x²/2 + (y² − 1)²: from y = 0 exactly a search ends at the saddle (0, 0).
  private static Given<Plane, Nothing> saddle(double spread) {
    return Energy.over(Points.plane().spread(spread))
        .plus("x", .5, p -> p.get(Plane::x).squared())
        .plus("y", p -> Maths.sq(p.get(Plane::y).squared().minus(1)));
  }

  @Test
  void saddlesAreLeftOut() {
    List<Basin> from0 = MultiStart.of(1, 1).basins(saddle(0).problem());
    assertThat(from0).isEmpty();
    List<Basin> around = MultiStart.of(40, 1).basins(saddle(1).problem());
    assertThat(around).hasSize(2);
  }

  @Test
  void minimaAtTheWallsOfABoxAreMinima() {
    // −x² − y² has its minima at the four corners of a square
    Given<Plane, Nothing> dome =
        Energy.over(Points.plane().box(-1, 1)).plus("dome", -1, p -> Maths.sq(p));
    List<Basin> corners = MultiStart.of(60, 5).basins(dome.problem());
    assertThat(corners).hasSize(4);
    assertThat(corners).allMatch(c -> c.curvature() == Double.POSITIVE_INFINITY);
    assertThat(corners).allMatch(c -> c.outcome().best().energy() == -2);
  }

  @Test
  void anyMethodMaySearch() {
    List<Answer<Plane, Nothing>> all =
        Points.himmelblau(Points.plane().box(-5, 5))
            .minima(
                MultiStart.of(40, 3)
                    .by(GradientDescent.of(.005).until(Stop.standard().gradient(1e-2))));
    assertThat(all).hasSize(4);
  }

  @Test
  void moreStartsOnlyAdd() {
    Problem problem = Points.camel(Points.plane().box(-2.5, 2.5)).problem();
    List<Basin> few = MultiStart.of(10, 3).basins(problem);
    List<Basin> more = MultiStart.of(80, 3).basins(problem);
    for (Basin basin : few) {
      double[] point = basin.outcome().best().point().toArray();
      assertThat(more)
          .anyMatch(b ->
              Math.abs(b.outcome().best().point().get(0) - point[0]) < 1e-6
                  && b.starts() >= basin.starts());
    }
  }

  @Test
  void nothingIsFoundWhereNothingConverges() {
    Given<Plane, Nothing> falling = Energy.over(Points.plane()).plus("falling", p -> p.sum());
    assertThat(MultiStart.of(4, 1).basins(falling.problem())).isEmpty();
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> MultiStart.of(0, 1))
        .hasMessage("MultiStart: there should be at least 1 start, found 0");
    assertThatThrownBy(() -> new MultiStart(1, 1, MultiStart.of(1, 1).method(), 0, 1))
        .hasMessage(
            "MultiStart: distance and tolerance should be positive, found 0.0 and 1.0; 1e-3 and 1e-6 are usual");
    Problem two =
        Energy.over(Points.plane(), Points.plane())
            .plus("near", (x, y) -> Maths.sq(y.minus(x)))
            .givenEach(List.of(new Plane(0, 0), new Plane(1, 1)))
            .problem();
    assertThatThrownBy(() -> MultiStart.of(3, 1).basins(two))
        .hasMessage(
            "MultiStart: the minima of one observation are asked for, found 2 observations; ask for each by given(x).minima");
  }

  @Test
  void theLeastCurvatureIsThatOfTheHessian() {
    double[] c = {5, .25, 3, 8, -.5, 2};
    Problem bowl = Points.quadratic(c, new double[6]).problem();
    LeastCurvature.Range range = LeastCurvature.at(bowl, List.of(new double[6])).getFirst();
    assertThat(range.least()).isCloseTo(-.5, within(1e-9));
    assertThat(range.largest()).isCloseTo(8, within(1e-9));
    assertThat(range.isPositive(1e-6)).isFalse();
    Problem chain =
        Energy.over(Points.vectors(60))
            .plus(
                "springs",
                y ->
                    Maths.sq(
                        y.get(Points.Vector::x)
                            .slice(0, 1, 60)
                            .minus(y.get(Points.Vector::x).slice(0, 0, 59))))
            .in(Precision.F64)
            .problem();
    LeastCurvature.Range flat = LeastCurvature.at(chain, List.of(new double[60])).getFirst();
    assertThat(flat.isPositive(1e-6)).isTrue(); // sliding all of it costs nothing
    assertThat(flat.largest()).isCloseTo(8 * Math.pow(Math.cos(Math.PI / 120), 2), within(1e-2));
  }

  /// The Hessian of a quadratic knows neither its observation nor its parameters.
  @Test
  void observationsThatTheCurvatureDoesNotReadAreNoTrouble() {
    Energy<float[], float[], Nothing> fit =
        Energy.over(Space.real(2), Space.real(2))
            .plus("fit", (x, y) -> Maths.sq(y.minus(x)))
            .plus("pull", .1, y -> Linear.of("pull", 2, 1).of(y).sum())
            .initial(1);
    List<Answer<float[], Nothing>> all = fit.given(new float[] {3, 4}).minima(MultiStart.of(8, 1));
    assertThat(all).hasSize(1);
    assertThat(all.getFirst().y()[0]).isCloseTo(3, within(.2f));
  }
}
