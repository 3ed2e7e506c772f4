package org.ebm4j.api.space;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Values;

/// The box lowᵢ ≤ uᵢ ≤ highᵢ, each side possibly infinite.
///
/// A solver stays inside by clamping. A sampler walks in *free* coordinates f ∈ Rⁿ instead, from which every point of the open
/// box comes exactly once:
///
///     both sides      u = low + (high − low)·sigmoid(f)    ln du/df = ln(high − low) − softplus(f) − softplus(−f)
///     below only      u = low + eᶠ                         ln du/df = f
///     above only      u = high − eᶠ                        ln du/df = f (of |du/df|)
///     neither         u = f                                0
///
/// @param low n numbers or −∞
/// @param high n numbers or +∞, each above its low
public record Bounds(Values low, Values high) {
  /// Which sides of a coordinate are bounded.
  private enum Sides {
    NONE,
    BELOW,
    ABOVE,
    BOTH
  }

  public Bounds {
    if (low.size() != high.size()) {
      throw new IllegalArgumentException(
          "box: found "
              + low.size()
              + " lower and "
              + high.size()
              + " upper bounds; give one of each per number");
    }
    for (int i = 0; i < low.size(); i++) {
      if (!(low.get(i) < high.get(i))) {
        throw new IllegalArgumentException(
            "box: number "
                + i
                + " should lie between "
                + low.get(i)
                + " and "
                + high.get(i)
                + "; the lower bound must be below the upper one (an observation fixes a number, a box does not)");
      }
    }
  }

  /// No bounds on n numbers.
  public static Bounds none(int n) {
    return of(n, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /// The same bounds for n numbers.
  public static Bounds of(int n, double low, double high) {
    double[] lows = new double[n];
    double[] highs = new double[n];
    Arrays.fill(lows, low);
    Arrays.fill(highs, high);
    return new Bounds(Values.of(lows), Values.of(highs));
  }

  /// These bounds followed by others.
  public Bounds then(Bounds other) {
    return new Bounds(join(low, other.low), join(high, other.high));
  }

  /// The bounds of numbers {@code offset} to {@code offset + count − 1}.
  public Bounds part(int offset, int count) {
    return new Bounds(
        Values.of(Arrays.copyOfRange(low.toArray(), offset, offset + count)),
        Values.of(Arrays.copyOfRange(high.toArray(), offset, offset + count)));
  }

  private static Values join(Values a, Values b) {
    double[] joined = Arrays.copyOf(a.toArray(), a.size() + b.size());
    System.arraycopy(b.toArray(), 0, joined, a.size(), b.size());
    return Values.of(joined);
  }

  /// The number of coordinates n.
  public int size() {
    return low.size();
  }

  /// Whether any side of any coordinate is finite.
  public boolean isBounded() {
    return IntStream.range(0, size()).anyMatch(i -> sides(i) != Sides.NONE);
  }

  private Sides sides(int i) {
    boolean below = low.get(i) > Double.NEGATIVE_INFINITY;
    boolean above = high.get(i) < Double.POSITIVE_INFINITY;
    if (below) {
      return above ? Sides.BOTH : Sides.BELOW;
    }
    return above ? Sides.ABOVE : Sides.NONE;
  }

  // ---- as expressions ----

  /// The nearest point of the box.
  ///
  /// @param u `[n]`
  public Expr clamp(Expr u) {
    return isBounded() ? u.max(vector(low)).min(vector(high)) : u;
  }

  /// The point of free coordinates.
  ///
  /// @param free `[n]`
  public Expr point(Expr free) {
    return choose(free, Bounds::pointOf);
  }

  /// ln |det ∂u/∂f|, a scalar.
  ///
  /// @param free `[n]`
  public Expr logJacobian(Expr free) {
    return choose(free, Bounds::logSlopeOf).sum();
  }

  private interface Row {
    Expr of(Sides sides, Expr free, Expr low, Expr high);
  }

  /// One row of the table per coordinate. Where rows differ each is given zeros outside its own
  /// coordinates, so that what it would make of a foreign number (e¹⁰⁰⁰, say) does not return
  /// through the derivative as ∞·0.
  private Expr choose(Expr free, Row row) {
    Expr chosen = null;
    for (Sides sides : Sides.values()) {
      double[] mask =
          IntStream.range(0, size()).mapToDouble(i -> sides(i) == sides ? 1 : 0).toArray();
      boolean all = Arrays.stream(mask).allMatch(m -> m == 1);
      if (all) {
        return row.of(sides, free, vector(low), vector(high));
      }
      if (Arrays.stream(mask).anyMatch(m -> m == 1)) {
        Expr own = Expr.of(Shape.of(size()), mask);
        Expr zeros = Expr.of(Nodes.filled(Shape.of(size()), 0));
        Expr value = row.of(sides, own.choose(free, zeros), finite(low, mask), finite(high, mask));
        chosen = own.choose(value, chosen == null ? zeros : chosen);
      }
    }
    return chosen == null ? free : chosen;
  }

  private static Expr pointOf(Sides sides, Expr free, Expr low, Expr high) {
    return switch (sides) {
      case NONE -> free;
      case BELOW -> low.plus(free.exp());
      case ABOVE -> high.minus(free.exp());
      case BOTH -> low.plus(high.minus(low).times(free.sigmoid()));
    };
  }

  private static Expr logSlopeOf(Sides sides, Expr free, Expr low, Expr high) {
    return switch (sides) {
      case NONE -> Expr.of(Nodes.filled(free.shape(), 0));
      case BELOW, ABOVE -> free;
      case BOTH -> high.minus(low).log().minus(free.softplus()).minus(free.negated().softplus());
    };
  }

  private static Expr finite(Values values, double[] mask) {
    return Expr.vector(
        IntStream.range(0, mask.length)
            .mapToDouble(i -> mask[i] == 1 ? values.get(i) : 0)
            .toArray());
  }

  private static Expr vector(Values values) {
    return values.size() > 0 && values.allEqual(values.get(0))
        ? Expr.of(Nodes.filled(Shape.of(values.size()), values.get(0)))
        : Expr.vector(values.toArray());
  }

  // ---- as numbers ----

  /// Moves a point to the nearest one of the box.
  ///
  /// @param u modified from offset on
  public void clamp(double[] u, int offset) {
    for (int i = 0; i < size(); i++) {
      u[offset + i] = Math.min(Math.max(u[offset + i], low.get(i)), high.get(i));
    }
  }

  /// Replaces free coordinates by their point.
  ///
  /// @param u modified from offset on
  public void toPoint(double[] u, int offset) {
    for (int i = 0; i < size(); i++) {
      double f = u[offset + i];
      u[offset + i] =
          switch (sides(i)) {
            case NONE -> f;
            case BELOW -> low.get(i) + Math.exp(f);
            case ABOVE -> high.get(i) - Math.exp(f);
            case BOTH -> low.get(i) + (high.get(i) - low.get(i)) / (1 + Math.exp(-f));
          };
    }
  }

  /// Replaces a point by its free coordinates; a point on or beyond the edge is first moved inside
  /// by 10⁻⁶ of the width (of 1 where only one side is bounded), since the edge itself lies at
  /// infinity.
  ///
  /// @param u modified from offset on
  public void toFree(double[] u, int offset) {
    for (int i = 0; i < size(); i++) {
      double value = u[offset + i];
      u[offset + i] =
          switch (sides(i)) {
            case NONE -> value;
            case BELOW -> Math.log(Math.max(value - low.get(i), 1e-6));
            case ABOVE -> Math.log(Math.max(high.get(i) - value, 1e-6));
            case BOTH -> {
              double share = (value - low.get(i)) / (high.get(i) - low.get(i));
              double inside = Math.min(Math.max(share, 1e-6), 1 - 1e-6);
              yield Math.log(inside) - Math.log1p(-inside);
            }
          };
    }
  }
}
