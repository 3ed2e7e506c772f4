package org.ebm4j.inference.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ebm4j.api.expr.Maths.dot;

import java.util.Arrays;
import java.util.List;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.Samples;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Values;
import org.ebm4j.api.space.Space;
import org.ebm4j.inference.Seeds;
import org.ebm4j.inference.sample.SpinModels.Model;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Sweeps over pairs with couplings of their own; {@link BlockGibbsTest} holds them against
/// enumeration.
class PairSweepTest {
  private static Model model(String name) {
    return SpinModels.all().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void pairsInOneArrayAreSweptAsPairs() {
    List<String> pairs =
        SpinModels.all()
            .filter(m -> m.sampler().on(m.problem()) instanceof PairSweep)
            .map(Model::name)
            .toList();
    assertThat(pairs)
        .containsExactly(
            "3×3 torus",
            "4×2 torus",
            "glass with fields",
            "no interactions",
            "3×3 torus of 3 categories in fields",
            "4×2 torus of 3 categories");
    Model glass = model("glass with fields");
    for (Problem other :
        List.of(glass.problem().in(Precision.F64), glass.problem().on(Engine.named("reference")))) {
      assertThat(glass.sampler().on(other)).isInstanceOf(Sweep.class);
    }
    Problem dense = Energy.over(Space.spins(40)).plus("all", s -> s.sum().times(s.sum())).problem();
    assertThat(new Interactions(dense)).satisfies(i -> assertThat(Couplings.of(i)).isEmpty());
  }

  @Test
  void whatIsNoPairIsFound() {
    Problem triples = model("triples").problem();
    assertThat(Couplings.of(new Interactions(triples))).isEmpty();
    Problem fourth =
        Energy.over(Space.spins(8))
            .plus("pairs", s -> dot(s, s.roll(0, 1)))
            .plus(
                "far",
                s -> s.at(0).times(s.at(2)).times(s.at(4)).times(s.at(6)).times(.5)) // one of many
            .problem();
    assertThat(Couplings.of(new Interactions(fourth))).isEmpty();
  }

  @Test
  void couplingsAndFieldsAreFoundAsTheyWereGiven() {
    int n = 21;
    double[] j = new double[n];
    double[] f = new double[n];
    Arrays.setAll(j, i -> i % 5 == 0 ? 0 : Math.sin(i));
    Arrays.setAll(f, i -> Math.cos(i));
    Problem ring =
        Energy.over(Space.spins(n))
            .plus("pairs", s -> dot(s.times(s.roll(0, 1)), Expr.vector(j)))
            .plus("fields", s -> dot(s, Expr.vector(f)))
            .problem();
    Couplings found = Couplings.of(new Interactions(ring)).orElseThrow();
    assertThat(found.terms()).hasSize(2);
    for (int i = 0; i < n; i++) { // roll brings i − 1 to i
      assertThat(found.neighbours()[i]).containsExactly((i + 1) % n, (i + n - 1) % n);
      assertThat(found.numbers()[3 * i]).isCloseTo(j[(i + 1) % n], within(1e-12));
      assertThat(found.numbers()[3 * i + 1]).isCloseTo(j[i], within(1e-12));
      assertThat(found.numbers()[3 * i + 2]).isCloseTo(f[i], within(1e-12));
    }
    assertThat(found.numbers()[1]).isZero(); // exactly
  }

  @Test
  void oneWrongCouplingIsNoticed() {
    Model glass = model("glass with fields");
    PairSweep right = (PairSweep) glass.sampler().on(glass.problem());
    assertThat(misfit(glass, right)).isLessThan(5);
    double[] wrong = right.couplings().toArray();
    wrong[0] += 1.5;
    PairSweep twin = new PairSweep(right.sweep(), right.lattice(), right.code(), Values.of(wrong));
    assertThat(misfit(glass, twin)).isGreaterThan(10);
  }

  private static double misfit(Model model, Transition sampler) {
    Chains plan = Chains.of(5000).warmUp(60).draws(1);
    Samples samples = sampler.sample(model.problem(), plan, 5);
    return SpinModels.misfit(model.problem(), model.beta(), samples);
  }

  /// Sides that no word divides, one of them odd.
  @Tag("slow")
  @Test
  void theEnergyOfATorusIsTheTransferMatrixs() {
    Problem problem =
        Energy.over(Space.categories(3, 30, 5))
            .plus("bonds", s -> dot(s.flat(), s.roll(0, 1).plus(s.roll(1, 1)).flat()).negated())
            .problem();
    BlockGibbs sampler = BlockGibbs.standard().beta(.8);
    assertThat(sampler.on(problem)).isInstanceOf(PairSweep.class);
    double exact = ExactPotts.torusEnergy(30, 5, 3, .8);
    assertThat(
            Seeds.holds(
                "energy of 30×5, 3 categories",
                (times, seed) ->
                    PackedCategoriesTest.standardErrors(problem, sampler, exact, times, seed)))
        .isTrue();
  }
}
