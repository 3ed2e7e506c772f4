package org.ebm4j.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ebm4j.api.expr.Expr;

/// Least-squares problems with known minima [Moré, Garbow, Hillstrom 1981, §3]; numbers in brackets
/// are those of the paper.
public final class MoreGarbowHillstrom {
  private MoreGarbowHillstrom() {}

  static List<Expr> rows(int count, IntFunction<Expr> row) {
    return IntStream.rangeClosed(1, count).mapToObj(row).toList();
  }

  /// (1)
  public static final Residuals ROSENBROCK =
      new Residuals(
          "Rosenbrock",
          new double[] {-1.2, 1},
          x -> List.of(x[1].minus(x[0].squared()).times(10), Expr.of(1).minus(x[0])),
          0);

  /// (2)
  public static final Residuals FREUDENSTEIN_ROTH =
      new Residuals(
          "Freudenstein-Roth",
          new double[] {.5, -2},
          x -> {
            Expr b = x[1];
            Expr first = Expr.of(5).minus(b).times(b).minus(2).times(b);
            Expr second = b.plus(1).times(b).minus(14).times(b);
            return List.of(x[0].minus(13).plus(first), x[0].minus(29).plus(second));
          },
          0,
          48.98425368);

  /// (3)
  public static final Residuals POWELL_BADLY_SCALED =
      new Residuals(
          "Powell badly scaled",
          new double[] {0, 1},
          x ->
              List.of(
                  x[0].times(x[1]).times(1e4).minus(1),
                  x[0].negated().exp().plus(x[1].negated().exp()).minus(1.0001)),
          0);

  /// (4)
  public static final Residuals BROWN_BADLY_SCALED =
      new Residuals(
          "Brown badly scaled",
          new double[] {1, 1},
          x -> List.of(x[0].minus(1e6), x[1].minus(2e-6), x[0].times(x[1]).minus(2)),
          0);

  /// (5)
  public static final Residuals BEALE =
      new Residuals(
          "Beale",
          new double[] {1, 1},
          x ->
              List.of(
                  Expr.of(1.5).minus(x[0].times(Expr.of(1).minus(x[1]))),
                  Expr.of(2.25).minus(x[0].times(Expr.of(1).minus(x[1].squared()))),
                  Expr.of(2.625).minus(x[0].times(Expr.of(1).minus(x[1].squared().times(x[1]))))),
          0);

  /// (7)
  public static final Residuals HELICAL_VALLEY =
      new Residuals(
          "helical valley",
          new double[] {-1, 0, 0},
          x ->
              List.of(
                  x[2].minus(turns(x[0], x[1]).times(10)).times(10),
                  x[0].squared().plus(x[1].squared()).sqrt().minus(1).times(10),
                  x[2]),
          0);

  /// arctan(b/a)/2π, and ½ more where a < 0.
  private static Expr turns(Expr a, Expr b) {
    Expr slope = b.over(a);
    Expr t = slope;
    for (int halving = 0; halving < 4; halving++) {
      t = t.over(t.squared().plus(1).sqrt().plus(1)); // the tangent of half the angle
    }
    Expr square = t.squared();
    Expr series = Expr.of(0);
    for (int k = 12; k >= 0; k--) {
      series = Expr.of((k % 2 == 0 ? 1.0 : -1.0) / (2 * k + 1)).plus(series.times(square));
    }
    Expr angle = series.times(t).times(16 / (2 * Math.PI));
    return a.lessThan(Expr.of(0)).choose(angle.plus(.5), angle);
  }

  private static final double[] BARD_Y = {
    .14, .18, .22, .25, .29, .32, .35, .39, .37, .58, .73, .96, 1.34, 2.10, 4.39
  };

  /// (8)
  public static final Residuals BARD =
      new Residuals(
          "Bard",
          new double[] {1, 1, 1},
          x ->
              rows(
                  15,
                  i -> {
                    int v = 16 - i;
                    Expr below = x[1].times(v).plus(x[2].times(Math.min(i, v)));
                    return Expr.of(BARD_Y[i - 1]).minus(x[0].plus(Expr.of(i).over(below)));
                  }),
          8.214877307e-3,
          17.4286933);

  private static final double[] GAUSSIAN_Y = {
    .0009, .0044, .0175, .0540, .1295, .2420, .3521, .3989, .3521, .2420, .1295, .0540, .0175,
    .0044, .0009
  };

  /// (9)
  public static final Residuals GAUSSIAN =
      new Residuals(
          "Gaussian",
          new double[] {.4, 1, 0},
          x ->
              rows(
                  15,
                  i -> {
                    Expr away = Expr.of((8 - i) / 2.0).minus(x[2]).squared();
                    return x[0].times(x[1].times(away).times(-.5).exp()).minus(GAUSSIAN_Y[i - 1]);
                  }),
          1.12793277e-8);

  /// (12), with 10 residuals.
  public static final Residuals BOX_3D = box3d(10, 0, .0755887);

  /// (12), with 3 residuals.
  public static final Residuals BOX_3D_SHORT = box3d(3, 0);

  /// (12), with as many residuals as wanted.
  private static Residuals box3d(int count, double... minima) {
    return new Residuals(
        "Box 3-D",
        new double[] {0, 10, 20},
        x ->
            rows(
                count,
                i -> {
                  double t = .1 * i;
                  Expr curves = x[0].times(-t).exp().minus(x[1].times(-t).exp());
                  return curves.minus(x[2].times(Math.exp(-t) - Math.exp(-10 * t)));
                }),
        minima);
  }

  /// (13)
  public static final Residuals POWELL_SINGULAR =
      new Residuals(
          "Powell singular",
          new double[] {3, -1, 0, 1},
          x ->
              List.of(
                  x[0].plus(x[1].times(10)),
                  x[2].minus(x[3]).times(Math.sqrt(5)),
                  x[1].minus(x[2].times(2)).squared(),
                  x[0].minus(x[3]).squared().times(Math.sqrt(10))),
          0);

  /// (14)
  public static final Residuals WOOD =
      new Residuals(
          "Wood",
          new double[] {-3, -1, -3, -1},
          x ->
              List.of(
                  x[1].minus(x[0].squared()).times(10),
                  Expr.of(1).minus(x[0]),
                  x[3].minus(x[2].squared()).times(Math.sqrt(90)),
                  Expr.of(1).minus(x[2]),
                  x[1].plus(x[3]).minus(2).times(Math.sqrt(10)),
                  x[1].minus(x[3]).times(1 / Math.sqrt(10))),
          0);

  private static final double[] KOWALIK_Y = {
    .1957, .1947, .1735, .1600, .0844, .0627, .0456, .0342, .0323, .0235, .0246
  };
  private static final double[] KOWALIK_U = {
    4, 2, 1, .5, .25, .1670, .1250, .1, .0833, .0714, .0625
  };

  /// (15)
  public static final Residuals KOWALIK_OSBORNE =
      new Residuals(
          "Kowalik-Osborne",
          new double[] {.25, .39, .415, .39},
          x ->
              rows(
                  11,
                  i -> {
                    double u = KOWALIK_U[i - 1];
                    Expr above = x[0].times(x[1].times(u).plus(u * u));
                    Expr below = x[2].times(u).plus(u * u).plus(x[3]);
                    return Expr.of(KOWALIK_Y[i - 1]).minus(above.over(below));
                  }),
          3.075056038e-4,
          1.027348e-3);

  /// (16)
  public static final Residuals BROWN_DENNIS =
      new Residuals(
          "Brown-Dennis",
          new double[] {25, 5, -5, -1},
          x ->
              rows(
                  20,
                  i -> {
                    double t = i / 5.0;
                    Expr first = x[0].plus(x[1].times(t)).minus(Math.exp(t));
                    Expr second = x[2].plus(x[3].times(Math.sin(t))).minus(Math.cos(t));
                    return first.squared().plus(second.squared());
                  }),
          85822.20163);

  public static List<Residuals> all() {
    return new ArrayList<>(
        List.of(
            ROSENBROCK,
            FREUDENSTEIN_ROTH,
            POWELL_BADLY_SCALED,
            BROWN_BADLY_SCALED,
            BEALE,
            HELICAL_VALLEY,
            BARD,
            GAUSSIAN,
            BOX_3D,
            POWELL_SINGULAR,
            WOOD,
            KOWALIK_OSBORNE,
            BROWN_DENNIS));
  }
}
