package org.ebm4j.inference.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Values;

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
      for (int[] piece : sites.alike(blocks.of(block))) {
        u = drawn(a, u, chances, piece);
      }
    }
    return Next.to(u);
  }

  /// The point with these sites, all as wide, drawn anew. Of the gradient only what lies between
  /// the first and the last of them is asked for.
  private Expr drawn(StepArguments a, Expr u, Expr chances, int[] piece) {
    int width = sites.width(piece[0]);
    int count = piece[piece.length - 1] + 1 - piece[0];
    int first = sites.begin(piece[0]);
    int end = first + count * width;
    Expr chance = chances.slice(0, piece[0], piece[0] + count);
    Expr rise = a.gradientAt(u).slice(0, first, end).times(a.setting(BETA));
    Expr drawn =
        width == 1
            ? either(rise, chance, part(low, first, end), part(high, first, end))
            : Categories.drawn(rise.reshape(count, width), chance);
    if (piece.length < count) {
      drawn = mask(first, end, piece).choose(drawn, u.slice(0, first, end));
    }
    List<Expr> parts = new ArrayList<>(List.of(drawn));
    if (first > 0) {
      parts.addFirst(u.slice(0, 0, first));
    }
    if (end < sites.numbers()) {
      parts.addLast(u.slice(0, end, sites.numbers()));
    }
    return parts.size() == 1 ? drawn : Expr.concat(0, parts.toArray(Expr[]::new));
  }

  /// The high value with its probability, else the low one.
  ///
  /// @param rise β ∂E/∂s
  private static Expr either(Expr rise, Expr chance, Expr lows, Expr highs) {
    return chance.lessThan(rise.times(highs.minus(lows)).negated().sigmoid()).choose(highs, lows);
  }

  private static Expr part(Values values, int first, int end) {
    return Expr.vector(IntStream.range(first, end).mapToDouble(values::get).toArray());
  }

  private Expr mask(int first, int end, int... piece) {
    double[] mask = new double[end - first];
    sites.numbers(piece).forEach(i -> mask[i - first] = 1);
    return Expr.vector(mask);
  }
}
