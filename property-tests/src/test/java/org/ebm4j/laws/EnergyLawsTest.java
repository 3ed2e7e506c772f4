package org.ebm4j.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ebm4j.laws.RandomTerms.at;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.laws.RandomTerms.Point;

/// The algebra of energies, as equations between numbers.
///
/// A law gives the two sides of its equation; it holds if they agree within the rounding of f64.
/// Its twin is the same equation with a mistake a person could make, and some example must tell it.
@Tag("once")
class EnergyLawsTest {
  /// Terms reach about 10⁵, so what cancels may leave 10⁻¹¹.
  private static final double ROUNDING = 1e-9;

  /// Two random energies, two factors and a point.
  record Case(RandomTerms first, RandomTerms second, double c, double d, Point point) {
    Energy<float[], float[], Nothing> e() {
      return first.energy("e");
    }

    Energy<float[], float[], Nothing> f() {
      return second.energy("f");
    }

    /// A third one.
    Energy<float[], float[], Nothing> g() {
      return new RandomTerms(second.terms().reversed())
          .energy("g")
          .times(.5)
          .plus(first.energy("h"));
    }

    double atE() {
      return at(e(), point);
    }

    double atF() {
      return at(f(), point);
    }
  }

  /// Both sides of an equation.
  record Sides(double left, double right) {
    boolean agree() {
      return Math.abs(left - right) <= ROUNDING * (1 + Math.abs(left) + Math.abs(right));
    }
  }

  /// An equation as a function of the case.
  interface Equation {
    Sides of(Case k);
  }

  /// An equation that holds always, and one that does not.
  record Law(String name, Equation holds, Equation twin) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Law> LAWS =
      List.of(
          new Law(
              "a sum is worth the sum",
              k -> new Sides(at(k.e().plus(k.f()), k.point), k.atE() + k.atF()),
              k -> new Sides(at(k.e().plus(k.f()), k.point), k.atE())),
          new Law(
              "the order of a sum does not matter",
              k -> new Sides(at(k.e().plus(k.f()), k.point), at(k.f().plus(k.e()), k.point)),
              k ->
                  new Sides(
                      at(k.e().plus(k.f().negated()), k.point),
                      at(k.f().plus(k.e().negated()), k.point))),
          new Law(
              "a factor reaches every term",
              k -> new Sides(at(k.e().plus(k.f()).times(k.c), k.point), k.c * (k.atE() + k.atF())),
              k -> new Sides(at(k.e().plus(k.f()).times(k.c), k.point), k.c * k.atE() + k.atF())),
          new Law(
              "factors multiply",
              k -> new Sides(at(k.e().times(k.c).times(k.d), k.point), k.c * k.d * k.atE()),
              k -> new Sides(at(k.e().times(k.c).times(k.d), k.point), (k.c + k.d) * k.atE())),
          new Law(
              "brackets of a sum do not matter",
              k ->
                  new Sides(
                      at(k.e().plus(k.f()).plus(k.g()), k.point),
                      at(k.e().plus(k.f().plus(k.g())), k.point)),
              k ->
                  new Sides(
                      at(k.e().plus(k.f()).plus(k.g()), k.point),
                      at(k.e().plus(k.f()).plus(k.g().negated()), k.point))),
          new Law(
              "tempering multiplies",
              k ->
                  new Sides(
                      at(k.e().plus(k.f()).tempered(k.c), k.point), k.c * (k.atE() + k.atF())),
              k ->
                  new Sides(
                      at(k.e().plus(k.f()).tempered(k.c), k.point), (k.atE() + k.atF()) / k.c)),
          new Law(
              "negating twice changes nothing",
              k -> new Sides(at(k.e().negated().negated(), k.point), k.atE()),
              k -> new Sides(at(k.e().negated(), k.point), k.atE())),
          new Law(
              "a mixture is minus the logarithm of a sum of exponentials",
              k ->
                  new Sides(
                      at(Energy.either("m", k.e(), k.f()), k.point), mixture(k.atE(), k.atF())),
              k ->
                  new Sides(
                      at(Energy.either("m", k.e(), k.f()), k.point), Math.min(k.atE(), k.atF()))),
          new Law(
              "a mixture with itself is lower by ln 2",
              k -> new Sides(at(Energy.either("m", k.e(), k.e()), k.point), k.atE() - Math.log(2)),
              k -> new Sides(at(Energy.either("m", k.e(), k.e()), k.point), k.atE())),
          new Law(
              "the order of a mixture does not matter",
              k ->
                  new Sides(
                      at(Energy.either("m", k.e(), k.f(), k.g()), k.point),
                      at(Energy.either("m", k.g(), k.e(), k.f()), k.point)),
              k ->
                  new Sides(
                      at(Energy.either("m", k.e(), k.f(), k.g()), k.point),
                      at(Energy.either("m", k.e(), k.f()), k.point))),
          new Law(
              "adding to both adds to the mixture",
              k ->
                  new Sides(
                      at(Energy.either("m", k.e().plus(k.g()), k.f().plus(k.g())), k.point),
                      mixture(k.atE(), k.atF()) + at(k.g(), k.point)),
              k ->
                  new Sides(
                      at(Energy.either("m", k.e().plus(k.g()), k.f()), k.point),
                      mixture(k.atE(), k.atF()) + at(k.g(), k.point))),
          new Law(
              "observing through a map is observing its image",
              k ->
                  new Sides(
                      at(k.e().observing(RandomTerms.XS, x -> x.times(2)), k.point),
                      at(
                          k.e(),
                          new Point(
                              new float[] {2 * k.point.x()[0], 2 * k.point.x()[1]}, k.point.y()))),
              k ->
                  new Sides(
                      at(k.e().observing(RandomTerms.XS, x -> x.times(2)), k.point), k.atE())),
          new Law(
              "observing and tempering commute",
              k ->
                  new Sides(
                      at(k.e().given(k.point.x()).tempered(k.c), k.point),
                      at(k.e().tempered(k.c), k.point)),
              k ->
                  new Sides(
                      at(k.e().given(k.point.x()).tempered(k.d), k.point),
                      at(k.e().tempered(k.c), k.point))),
          new Law(
              "observing and adding commute",
              k ->
                  new Sides(
                      at(k.e().given(k.point.x()).plus(k.f().given(k.point.x())), k.point),
                      at(k.e().plus(k.f()), k.point)),
              k ->
                  new Sides(
                      at(k.e().given(k.point.x()).plus(k.f().given(new float[2])), k.point),
                      at(k.e().plus(k.f()), k.point))),
          new Law(
              "through a map is at its image",
              k ->
                  new Sides(
                      at(k.e().through(RandomTerms.YS, y -> y.times(.5).plus(.25)), k.point),
                      at(k.e(), image(k, .25f))),
              k ->
                  new Sides(
                      at(k.e().through(RandomTerms.YS, y -> y.times(.5).plus(.25)), k.point),
                      at(k.e(), image(k, 0)))),
          new Law(
              "an energy is the expression it is worth",
              k ->
                  new Sides(
                      at(
                          Energy.over(RandomTerms.XS, RandomTerms.YS)
                              .plus("v", (x, y) -> k.e().value(x, y)),
                          k.point),
                      k.atE()),
              k ->
                  new Sides(
                      at(
                          Energy.over(RandomTerms.XS, RandomTerms.YS)
                              .plus("v", (x, y) -> k.e().value(x, y.negated())),
                          k.point),
                      k.atE())));

  private static double mixture(double e, double f) {
    double least = Math.min(e, f);
    return least - Math.log(Math.exp(least - e) + Math.exp(least - f));
  }

  /// ½y + shift, exact in f32 for the points there are.
  private static Point image(Case k, float shift) {
    float[] y = k.point.y().clone();
    for (int i = 0; i < y.length; i++) {
      y[i] = .5f * y[i] + shift;
    }
    return new Point(k.point.x(), y);
  }

  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<Double> factors = Arbitraries.integers().between(1, 40).map(i -> .1 * i);
    return Combinators.combine(
            RandomTerms.arbitrary(),
            RandomTerms.arbitrary(),
            factors,
            factors,
            RandomTerms.points())
        .as(Case::new);
  }

  @Provide
  Arbitrary<Law> laws() {
    return Arbitraries.of(LAWS);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE, seed = "2025")
  void theLawHolds(@ForAll("laws") Law law, @ForAll("cases") Case k) {
    Sides sides = law.holds.of(k);
    assertThat(sides.agree()).as("%s: %s", law, sides).isTrue();
  }

  @Property(generation = GenerationMode.EXHAUSTIVE, seed = "2025")
  void theTwinIsCaught(@ForAll("laws") Law law) {
    assertThat(cases().sampleStream().limit(50).map(law.twin::of))
        .anyMatch(sides -> !sides.agree());
  }
}
