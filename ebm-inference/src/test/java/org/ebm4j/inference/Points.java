package org.ebm4j.inference;

import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;

/// Small energies with everything known about them.
public final class Points {
  private Points() {}

  /// A point of n numbers.
  public record Vector(double[] x) {}

  /// A point of the plane.
  public record Plane(double x, double y) {}

  public static Space<Vector> vectors(int n) {
    return Space.of(new Vector(new double[n]));
  }

  public static Space<Plane> plane() {
    return Space.of(new Plane(0, 0));
  }

  /// ½ Σ cᵢ(xᵢ − mᵢ)².
  public static Given<Vector, Nothing> quadratic(double[] c, double[] m) {
    return quadratic(vectors(c.length), c, m);
  }

  /// ½ Σ cᵢ(xᵢ − mᵢ)² on a space of one's own.
  public static Given<Vector, Nothing> quadratic(Space<Vector> space, double[] c, double[] m) {
    return Energy.over(space)
        .plus("bowl", .5, y -> y.minus(Expr.vector(m)).squared().times(Expr.vector(c)).sum())
        .in(Precision.F64);
  }

  /// (x² + y − 11)² + (x + y² − 7)² [Himmelblau 1972].
  public static Given<Plane, Nothing> himmelblau(Space<Plane> space) {
    return Energy.over(space)
        .plus("first", p -> square(p.get(Plane::x).squared().plus(p.get(Plane::y)).minus(11)))
        .plus("second", p -> square(p.get(Plane::x).plus(p.get(Plane::y).squared()).minus(7)));
  }

  /// (4 − 2.1x² + x⁴/3)x² + xy + (4y² − 4)y² [Dixon & Szegö 1978].
  public static Given<Plane, Nothing> camel(Space<Plane> space) {
    return Energy.over(space)
        .plus(
            "humps",
            p -> {
              Expr x = p.get(Plane::x);
              Expr y = p.get(Plane::y);
              Expr x2 = x.squared();
              Expr y2 = y.squared();
              Expr first = Expr.of(4).minus(x2.times(2.1)).plus(x2.squared().over(3)).times(x2);
              return first.plus(x.times(y)).plus(y2.times(4).minus(4).times(y2));
            });
  }

  /// (x² − 1)².
  public static Given<Vector, Nothing> doubleWell() {
    return Energy.over(vectors(1)).plus("wells", y -> Maths.sq(y.squared().minus(1)));
  }

  private static Expr square(Expr a) {
    return a.squared();
  }
}
