package org.ebm4j.inference;

import java.util.List;
import java.util.function.Function;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;

/// A sum of squares with a known minimum.
///
/// @param name as in the collection
/// @param start x1
/// @param residuals fᵢ of the numbers of x
/// @param minima values a search may end at, the global one first
public record Residuals(
    String name, double[] start, Function<Expr[], List<Expr>> residuals, double... minima) {

  /// A point.
  public record Vector(double[] x) {}

  public int size() {
    return start.length;
  }

  /// Σ fᵢ².
  public Given<Vector, Nothing> energy() {
    return energy(Space.of(new Vector(start)));
  }

  /// Σ fᵢ² inside a box.
  public Given<Vector, Nothing> energy(double[] low, double[] high) {
    return energy(Space.of(new Vector(start)).box(new Vector(low), new Vector(high)));
  }

  private Given<Vector, Nothing> energy(Space<Vector> space) {
    return Energy.over(space)
        .plus(
            "squares",
            y -> {
              Expr x = y.get(Vector::x);
              Expr[] numbers = new Expr[size()];
              for (int i = 0; i < numbers.length; i++) {
                numbers[i] = x.at(i);
              }
              return residuals.apply(numbers).stream()
                  .map(Expr::squared)
                  .reduce(Expr::plus)
                  .orElseThrow();
            })
        .in(Precision.F64);
  }

  @Override
  public String toString() {
    return name;
  }
}
