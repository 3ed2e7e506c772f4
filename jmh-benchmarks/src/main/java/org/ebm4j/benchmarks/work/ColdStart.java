package org.ebm4j.benchmarks.work;

import static org.ebm4j.api.expr.Maths.sq;

import java.nio.file.Path;
import java.util.List;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.inference.minimise.Lbfgs;

/// A program that declares an energy and prints its minimum: what `cold-start` launches.
public final class ColdStart {
  private ColdStart() {}

  /// A point of the plane.
  public record Plane(double x, double y) {}

  /// [Himmelblau 1972]: four minima, of which (3, 2) is one.
  static Given<Plane, Nothing> energy() {
    return Energy.over(Space.of(new Plane(2, 1)))
        .plus("first", p -> sq(p.get(Plane::x).squared().plus(p.get(Plane::y)).minus(11)))
        .plus("second", p -> sq(p.get(Plane::x).plus(p.get(Plane::y).squared()).minus(7)));
  }

  static List<String> command(String engine) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        ColdStart.class.getName(),
        engine);
  }

  /// @param args the engine's name
  public static void main(String[] args) {
    Plane best = energy().on(Engine.named(args[0])).infer(Lbfgs.standard(), new Plane(2, 1)).y();
    System.out.println("x=" + best.x() + " y=" + best.y());
  }
}
