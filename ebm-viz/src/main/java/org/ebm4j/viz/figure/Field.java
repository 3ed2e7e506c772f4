package org.ebm4j.viz.figure;

import java.util.function.DoubleBinaryOperator;

/// A number at every node of a regular grid over a rectangle of the plane.
///
///     x(column) = left + column · (right − left) / (columns − 1)
///     y(row) = bottom + row · (top − bottom) / (rows − 1)
///
/// so row 0 is the lowest. Values that are not finite are holes.
public final class Field {

  /// The rectangle, with nodes on its edges.
  public record Area(double left, double right, double bottom, double top) {

    public Area {
      if (!(left < right && bottom < top && Double.isFinite(right - left + top - bottom))) {
        throw new IllegalArgumentException(
            "field area runs from x %s to %s and y %s to %s; give finite ends, the smaller first"
                .formatted(left, right, bottom, top));
      }
    }
  }

  private final Area area;
  private final int columns;
  private final int rows;
  private final double[] values;

  private Field(Area area, int columns, int rows, double[] values) {
    this.area = area;
    this.columns = columns;
    this.rows = rows;
    this.values = values;
  }

  /// @param values (rows, columns), row by row from the bottom
  public static Field of(Area area, int columns, int rows, double[] values) {
    if (columns < 2 || rows < 2 || values.length != (long) columns * rows) {
      throw new IllegalArgumentException(
          "field of %d columns and %d rows was given %d values; give columns × rows, each at least 2"
              .formatted(columns, rows, values.length));
    }
    return new Field(area, columns, rows, values.clone());
  }

  /// @param values (rows, columns), row by row from the bottom
  public static Field of(Area area, int columns, int rows, float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return of(area, columns, rows, wide);
  }

  /// Asks `f(x, y)` at every node.
  public static Field of(Area area, int columns, int rows, DoubleBinaryOperator f) {
    double[] values = new double[columns * rows];
    for (int row = 0; row < rows; row++) {
      double y = area.bottom + row * (area.top - area.bottom) / (rows - 1);
      for (int column = 0; column < columns; column++) {
        double x = area.left + column * (area.right - area.left) / (columns - 1);
        values[row * columns + column] = f.applyAsDouble(x, y);
      }
    }
    return of(area, columns, rows, values);
  }

  public Area area() {
    return area;
  }

  public int columns() {
    return columns;
  }

  public int rows() {
    return rows;
  }

  public double[] values() {
    return values.clone();
  }

  /// Between nodes: the bilinear mean of the four round a point given in columns and rows; NaN
  /// beside a hole.
  double between(double column, double row) {
    int c = Math.clamp((int) column, 0, columns - 2);
    int r = Math.clamp((int) row, 0, rows - 2);
    double s = column - c;
    double t = row - r;
    int node = r * columns + c;
    double low = (1 - s) * values[node] + s * values[node + 1];
    double high = (1 - s) * values[node + columns] + s * values[node + columns + 1];
    double value = (1 - t) * low + t * high;
    return Double.isFinite(value) ? value : Double.NaN;
  }
}
