package org.ebm4j.inference.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.Samples;
import org.ebm4j.api.energy.Slot;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.inference.Points;
import org.ebm4j.inference.Seeds;
import org.ebm4j.inference.diagnose.Diagnostics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Moments that are known exactly, at step sizes at which the unadjusted sampler is far off.
class MalaTest {
  /// @param of what is averaged, of a point
  record Case(
      String name,
      Transition transition,
      Problem problem,
      ToDoubleFunction<double[]> of,
      double exact,
      boolean holds) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// E = ½x² + ½(y − x)²/¼: covariance (1, 1; 1, 1¼).
  private static Problem correlated() {
    return Energy.over(Points.plane())
        .plus("x", .5, p -> p.get(Points.Plane::x).squared())
        .plus("y", 2, p -> p.get(Points.Plane::y).minus(p.get(Points.Plane::x)).squared())
        .in(Precision.F64)
        .problem();
  }

  private static Problem wells(Precision precision) {
    return Energy.over(Points.vectors(1).spread(.7))
        .plus("wells", y -> y.squared().minus(1).squared().sum())
        .in(precision)
        .problem();
  }

  private static Problem slope() {
    return Energy.over(Points.vectors(1).box(0, 2))
        .plus("slope", y -> y.sum())
        .in(Precision.F64)
        .problem();
  }

  static Stream<Case> cases() {
    double well = .832745487128;
    double coldWell = .936833940412; // at β = 5
    double slope = (1 - 3 * Math.exp(-2)) / (1 - Math.exp(-2)); // mean of e^−x on [0, 2]
    ToDoubleFunction<double[]> square = u -> u[0] * u[0];
    return Stream.of(
        new Case("double well", Mala.of(.1), wells(Precision.F64), square, well, true),
        new Case("double well, f32", Mala.tuned(.05), wells(Precision.F32), square, well, true),
        new Case(
            "double well, β = 5",
            Mala.of(.03).beta(5),
            wells(Precision.F64),
            square,
            coldWell,
            true),
        new Case("Gaussian, x²", Mala.of(.3), correlated(), square, 1, true),
        new Case("Gaussian, xy", Mala.of(.3), correlated(), u -> u[0] * u[1], 1, true),
        new Case("Gaussian, y²", Mala.of(.3), correlated(), u -> u[1] * u[1], 1.25, true),
        new Case("slope in a box", Mala.tuned(.5), slope(), u -> u[0], slope, true),
        new Case(
            "twin without a test", Langevin.of(.15), correlated(), u -> u[1] * u[1], 1.25, false),
        new Case(
            "twin that forgets the way back",
            new OneWay(.3),
            correlated(),
            u -> u[1] * u[1],
            1.25,
            false));
  }

  /// Metropolis's test for a proposal that is not symmetric, without its Hastings ratio.
  private record OneWay(double step) implements Transition {
    @Override
    public double beta() {
      return 1;
    }

    @Override
    public String position() {
      return "point";
    }

    @Override
    public Optional<String> acceptance() {
      return Optional.empty();
    }

    @Override
    public List<Slot> slots() {
      return List.of(
          Slot.likeUnknown("point"),
          Slot.perChain("pointEnergy", 1e30),
          Slot.likeUnknown("pointGradient"));
    }

    @Override
    public Map<String, Double> settings() {
      return Map.of("step", step);
    }

    @Override
    public Next next(StepArguments a) {
      Expr chance = a.slot("pointEnergy").minus(a.energy()).min(Expr.of(0)).exp();
      Expr accept = a.uniform().atMost(chance);
      Expr point = accept.choose(a.u(), a.slot("point"));
      Expr gradient = accept.choose(a.gradient(), a.slot("pointGradient"));
      Expr h = a.setting("step");
      return Next.to(point.minus(gradient.times(h)).plus(a.noise().times(h.times(2).sqrt())))
          .with("point", point)
          .with("pointEnergy", accept.choose(a.energy(), a.slot("pointEnergy")))
          .with("pointGradient", gradient);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itsMomentsAreExact(Case c) {
    boolean held = Seeds.holds(c.name, (times, seed) -> standardErrors(c, 500 * times, seed));
    assertThat(held).isEqualTo(c.holds);
  }

  /// The means of chains are independent of each other, however slowly each of them mixes.
  private static double standardErrors(Case c, int chains, long seed) {
    Chains plan = Chains.of(chains).warmUp(400).draws(40).thin(4);
    Samples samples = c.transition.sample(c.problem, plan, seed);
    double[] means = new double[chains];
    double mean = 0;
    for (int chain = 0; chain < chains; chain++) {
      for (int draw = 0; draw < 40; draw++) {
        means[chain] += c.of.applyAsDouble(samples.point(chain, draw)) / 40;
      }
      mean += means[chain] / chains;
    }
    double squares = 0;
    for (double m : means) {
      squares += (m - mean) * (m - mean);
    }
    return (mean - c.exact) / Math.sqrt(squares / (chains - 1) / chains);
  }

  /// A hundred times the draws, so that a bias of a tenth of what the others see shows.
  @Tag("long")
  @ParameterizedTest
  @MethodSource("cases")
  void itsMomentsAreExactToThreeDigits(Case c) {
    boolean held = Seeds.holds(c.name, (times, seed) -> standardErrors(c, 50_000 * times, seed));
    assertThat(held).isEqualTo(c.holds);
  }

  /// The chance of accepting is min(1, π(u′)q(u′→u)/π(u)q(u→u′)), which is detailed balance; each
  /// factor is worked out here from energies and gradients at the two points.
  @Test
  void everyProposalIsJudgedByDetailedBalance() {
    double h = .3;
    double beta = 2;
    int chains = 64;
    Problem problem = correlated();
    Mala mala = Mala.of(h).beta(beta);
    double[] starts = problem.starts(chains, 5, 0);
    try (Run run = problem.step(mala).start(chains, 5)) {
      problem.bind(run);
      mala.begin(run);
      run.block("u").set(starts);
      run.block(mala.position()).set(starts);
      run.step(1); // accepts the start and proposes
      double[] proposals = run.block("u").toArray();
      run.step(1);
      double[] accepted = run.block(mala.acceptance().orElseThrow()).toArray();
      double withoutTheWayBack = 0;
      for (int chain = 0; chain < chains; chain++) {
        double[] u = Arrays.copyOfRange(starts, 2 * chain, 2 * chain + 2);
        double[] v = Arrays.copyOfRange(proposals, 2 * chain, 2 * chain + 2);
        double rise = beta * (problem.at(v).energy() - problem.at(u).energy());
        double ways = logWay(problem, v, u, h, beta) - logWay(problem, u, v, h, beta);
        double chance = Math.min(1, Math.exp(ways - rise));
        assertThat(accepted[chain] - 1).isCloseTo(chance, within(1e-9));
        double oneWay = Math.min(1, Math.exp(-rise));
        withoutTheWayBack = Math.max(withoutTheWayBack, Math.abs(oneWay - chance));
      }
      assertThat(withoutTheWayBack).isGreaterThan(.1); // so the twin would be found
    }
  }

  /// ln q(from→to), but for a constant: to is N(from − h∇E, 2h/β).
  private static double logWay(Problem problem, double[] from, double[] to, double h, double beta) {
    double squares = 0;
    for (int i = 0; i < from.length; i++) {
      squares += Math.pow(to[i] - from[i] + h * problem.at(from).gradient().get(i), 2);
    }
    return -squares * beta / (4 * h);
  }

  @Test
  void tuningReachesTheAcceptanceItIsAfter() {
    for (double first : new double[] {1e-4, .1, 100}) {
      Samples samples =
          Mala.tuned(first).sample(correlated(), Chains.of(64).warmUp(600).draws(200), 5);
      Diagnostics diagnostics = Diagnostics.of(samples);
      assertThat(diagnostics.acceptance()).isCloseTo(.574, within(.06));
      assertThat(diagnostics.finite()).isTrue();
      assertThat(samples.info()).allMatch(info -> info.gradients() == 801);
    }
  }

  /// At a tiny step everything is accepted, and the test costs no draw.
  @Test
  void asTheStepVanishesEverythingIsAccepted() {
    Samples samples = Mala.of(1e-6).sample(correlated(), Chains.of(32).warmUp(0).draws(50), 5);
    assertThat(Diagnostics.of(samples).acceptance()).isGreaterThan(.999).isLessThanOrEqualTo(1);
  }

  @Test
  void aProposalWithoutAnEnergyIsRejected() {
    Problem half =
        Energy.over(Points.vectors(1).origin(new Points.Vector(new double[] {1})).spread(.1))
            .plus("half", y -> y.minus(y.map(org.ebm4j.api.graph.Unary.LOG)).sum()) // x e^−x, x > 0
            .in(Precision.F64)
            .problem();
    Samples samples = Mala.of(.5).sample(half, Chains.of(200).warmUp(100).draws(100), 3);
    Diagnostics diagnostics = Diagnostics.of(samples);
    assertThat(diagnostics.finite()).isTrue();
    assertThat(diagnostics.acceptance()).isLessThan(1);
    for (int chain = 0; chain < 200; chain++) {
      for (double x : samples.along(chain, 0)) {
        assertThat(x).isPositive();
      }
    }
    assertThat(diagnostics.numbers().getFirst().mean()).isCloseTo(2, within(.15)); // Γ(2)
  }
}
