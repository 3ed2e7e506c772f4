package org.ebm4j.inference.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Values;
import org.ebm4j.api.space.Bounds;

/// Block Gibbs for one problem: one step draws every site once, block after block.
///
/// @param beta β > 0, the inverse temperature
/// @param sites which numbers each site takes
/// @param low the smaller value of every site
/// @param high the larger
record Sweep(double beta, Blocks blocks, Sites sites, Values low, Values high)
    implements Transition {
  private static final String BETA = "beta";

  @Override
  public String name() {
    return "BlockGibbs";
  }

  @Override
  public boolean isDiscrete() {
    return true;
  }

  @Override
  public boolean staysInside() {
    return true;
  }

  @Override
  public Map<String, Double> settings() {
    return Map.of(BETA, beta);
  }

  static Sweep of(double beta, Blocks blocks, Problem problem) {
    Sites sites = Sites.of(problem);
    return new Sweep(beta, blocks, sites, problem.bounds().low(), problem.bounds().high());
  }

  @Override
  public Next next(StepArguments a) {
    Expr chances = a.uniforms(sites.count());
    Expr u = a.u();
    for (int block = 0; block < blocks.count(); block++) {
      for (int[] piece : sites.byComponent(blocks.of(block))) {
        u = drawn(a, u, chances, piece);
      }
    }
    return Next.to(u);
  }

  /// The point with these sites of one component drawn anew. Of the gradient only what they need is
  /// asked for.
  private Expr drawn(StepArguments a, Expr u, Expr chances, int... piece) {
    Stretch stretch = Stretch.of(sites, piece);
    Expr rises = stretch.numbers(a.gradientAt(u)).times(a.setting(BETA));
    Expr chance = stretch.sites(chances);
    Expr old = stretch.numbers(u);
    Expr drawn =
        stretch.component().width() == 1
            ? stretch.where(either(rises, chance, stretch.component().bounds()), old)
            : Categories.drawn(rises, chance, old, stretch);
    List<Expr> parts = new ArrayList<>(List.of(drawn.flat()));
    if (stretch.begin() > 0) {
      parts.addFirst(u.slice(0, 0, stretch.begin()));
    }
    if (stretch.end() < sites.numbers()) {
      parts.addLast(u.slice(0, stretch.end(), sites.numbers()));
    }
    return parts.size() == 1 ? parts.getFirst() : Expr.concat(0, parts.toArray(Expr[]::new));
  }

  /// The high value with its probability, else the low one: U < 1/(1 + eʳ), without the division.
  ///
  /// @param rise β ∂E/∂s
  private static Expr either(Expr rise, Expr chance, Bounds bounds) {
    double low = bounds.low().get(0);
    double high = bounds.high().get(0);
    Expr odds = rise.times(high - low).exp().plus(1);
    Expr reached = chance.times(odds).lessThan(Expr.of(1));
    return reached.choose(Expr.of(high), Expr.of(low));
  }
}
