package org.ebm4j.inference.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Values;

/// Block Gibbs for one problem: one step draws every site once, block after block.
///
/// @param beta β > 0, the inverse temperature
/// @param low the smaller value of every site
/// @param high the larger
record Sweep(double beta, Blocks blocks, Values low, Values high) implements Transition {
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
  public Map<String, Double> settings() {
    return Map.of(BETA, beta);
  }

  @Override
  public Next next(StepArguments a) {
    Expr chances = a.uniforms();
    Expr u = a.u();
    for (int block = 0; block < blocks.count(); block++) {
      int[] sites = blocks.of(block);
      u = drawn(a, u, chances, sites);
    }
    return Next.to(u);
  }

  /// The point with these sites drawn anew. Of the gradient only what lies between the first and
  /// the last of them is asked for.
  private Expr drawn(StepArguments a, Expr u, Expr chances, int[] sites) {
    int first = sites[0];
    int end = sites[sites.length - 1] + 1;
    Expr lows = part(low, first, end);
    Expr highs = part(high, first, end);
    Expr rise = a.gradientAt(u).slice(0, first, end).times(highs.minus(lows));
    Expr chance = rise.times(a.setting(BETA)).negated().sigmoid();
    Expr drawn = chances.slice(0, first, end).lessThan(chance).choose(highs, lows);
    if (sites.length < end - first) {
      drawn = mask(sites, first, end).choose(drawn, u.slice(0, first, end));
    }
    List<Expr> parts = new ArrayList<>(List.of(drawn));
    if (first > 0) {
      parts.addFirst(u.slice(0, 0, first));
    }
    if (end < blocks.sites()) {
      parts.addLast(u.slice(0, end, blocks.sites()));
    }
    return parts.size() == 1 ? drawn : Expr.concat(0, parts.toArray(Expr[]::new));
  }

  private static Expr part(Values values, int first, int end) {
    return Expr.vector(IntStream.range(first, end).mapToDouble(values::get).toArray());
  }

  private static Expr mask(int[] sites, int first, int end) {
    double[] mask = new double[end - first];
    for (int site : sites) {
      mask[site - first] = 1;
    }
    return Expr.vector(mask);
  }
}
