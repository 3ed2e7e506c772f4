package org.ebm4j.training.objective;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.random.Purpose;

/// Chains that walk in y under a model's present parameters.
///
/// An adjusted step proposes y′ = y − hg + √(2h)ξ, g = ∇E(y), and accepts it where
///
///     ln u < E(y) − E(y′) + ½|ξ|² − ½|r|²,    r = √(h/2)·(g + g′) − ξ
///
/// the last two being the logarithms of the densities of the way there and of the way back. It
/// remembers E and g of where it is. Before the first step E is taken as ∞ and h as 0: the chain moves to
/// where it is, and E and g become known.
final class Walkers implements AutoCloseable {
  private static final String STEP = "h";
  private static final String NOISE = "√(2hT)";
  private static final String RETURN = "√(h/2)";
  private static final String ENERGY = "energy here";
  private static final String SLOPE = "slope here";
  private static final String ACCEPTED = "accepted";

  private final Walk walk;
  private final int steps;
  private final Run run;
  private final List<String> parameters; // those the walk depends on

  /// @param steps of one walk
  Walkers(Walk walk, int steps, Energy<?, ?, ?> model, Source source) {
    this.walk = walk;
    this.steps = steps;
    Computation computation = walk.adjusted() ? adjusted(model) : unadjusted(model);
    List<String> leaves = computation.leaves().stream().map(Computation::nameOf).toList();
    this.parameters = model.parameters().names().stream().filter(leaves::contains).toList();
    this.run =
        source
            .engine()
            .compile(computation, source.precision())
            .start(source.batch(), source.seed());
  }

  private static Computation unadjusted(Energy<?, ?, ?> model) {
    Expr y = point(model);
    Expr slope = EnergyFormula.slope(energy(model, y), y);
    Expr next = model.ys().bounds().clamp(proposal(y, slope, normal(model)));
    return new Computation("langevin", List.of(carry(y, next)), List.of());
  }

  private static Computation adjusted(Energy<?, ?, ?> model) {
    Expr y = point(model);
    Expr here = Leaf.input(ENERGY);
    Expr slope = Leaf.input(SLOPE, y.shape().size());
    Expr noise = normal(model);
    Expr there = proposal(y, slope, noise);
    Expr energy = energy(model, there);
    Expr slopeThere = EnergyFormula.slope(energy, there);
    Expr back = slope.plus(slopeThere).times(Leaf.setting(RETURN)).minus(noise);
    Expr ratio = here.minus(energy).plus(Maths.sq(noise).minus(Maths.sq(back)).times(.5));
    Expr accept = Leaf.uniform(Purpose.ACCEPT, 0).log().lessThan(ratio);
    if (model.ys().bounds().isBounded()) {
      Expr outside = Maths.sq(model.ys().bounds().clamp(there).minus(there));
      accept = accept.times(outside.equalTo(Expr.of(0)));
    }
    List<Computation.Carry> carries = new ArrayList<>();
    carries.add(carry(y, accept.choose(there, y)));
    carries.add(carry(here, accept.choose(energy, here)));
    carries.add(carry(slope, accept.choose(slopeThere, slope)));
    return new Computation(
        "adjusted langevin", carries, List.of(new Computation.Output(ACCEPTED, accept.node())));
  }

  private static Expr point(Energy<?, ?, ?> model) {
    return Leaf.input(EnergyFormula.MODEL, model.ys().size());
  }

  private static Expr normal(Energy<?, ?, ?> model) {
    return Leaf.normal(Purpose.NOISE, 0, model.ys().size());
  }

  private static Expr energy(Energy<?, ?, ?> model, Expr y) {
    Expr x = Leaf.input(EnergyFormula.OBSERVED, model.xs().size());
    return EnergyFormula.of("persistent CD", model).at(x, y);
  }

  private static Expr proposal(Expr y, Expr slope, Expr noise) {
    return y.minus(slope.times(Leaf.setting(STEP))).plus(noise.times(Leaf.setting(NOISE)));
  }

  private static Computation.Carry carry(Expr leaf, Expr next) {
    return new Computation.Carry(leaf.node(), next.node());
  }

  /// Walks beside these observations.
  void observe(float[] xs) {
    run.block(EnergyFormula.OBSERVED).set(xs);
  }

  /// One walk of all chains.
  ///
  /// @param fit whose parameters hold; not modified
  /// @param number of the walk, which keys its noise
  /// @param points where the chains are, (chains, ny); modified
  void walk(Run fit, long number, float[] points) {
    for (String name : parameters) {
      run.block(name).copyFrom(fit.block(name));
    }
    run.block(EnergyFormula.MODEL).set(points);
    if (walk.adjusted()) {
      run.stepsDone(number * (steps + 1));
      run.block(ENERGY).fill(Double.POSITIVE_INFINITY);
      run.block(SLOPE).fill(0);
      set(0);
      run.step(1);
    } else {
      run.stepsDone(number * steps);
    }
    set(walk.step());
    run.step(steps);
    run.block(EnergyFormula.MODEL).get(points);
  }

  private void set(double step) {
    run.block(STEP).fill(step);
    run.block(NOISE).fill(Math.sqrt(2 * step * walk.temperature()));
    if (walk.adjusted()) {
      run.block(RETURN).fill(Math.sqrt(step / 2));
    }
  }

  @Override
  public void close() {
    run.close();
  }
}
