package org.ebm4j.cli.story;

import java.util.function.UnaryOperator;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;

/// The nodes of a landscape's field over a rectangle of the plane.
///
/// @param area left, right, bottom, top
/// @param columns nodes from left to right
/// @param rows nodes from bottom to top
public record Grid(double[] area, int columns, int rows) {
  private static final int SIDE = 81; // nodes along the longer side

  /// As square as its area allows.
  public static Grid over(double... area) {
    double across = area[1] - area[0];
    double up = area[3] - area[2];
    double longer = Math.max(across, up);
    return new Grid(area, nodes(across / longer), nodes(up / longer));
  }

  private static int nodes(double share) {
    return Math.max(2, (int) Math.round(SIDE * share));
  }

  /// Arrays with `field` (rows, columns), from the bottom, and `area`.
  ///
  /// @param energies of points x, y, x, y, …
  public Weights added(Weights arrays, UnaryOperator<double[]> energies) {
    double[] points = new double[2 * columns * rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int at = 2 * (row * columns + column);
        points[at] = area[0] + (area[1] - area[0]) * column / (columns - 1);
        points[at + 1] = area[2] + (area[3] - area[2]) * row / (rows - 1);
      }
    }
    return arrays
        .with("field", Tensor.of(energies.apply(points), rows, columns))
        .with("area", Tensor.of(area, 4));
  }
}
