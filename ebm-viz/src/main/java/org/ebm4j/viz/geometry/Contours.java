package org.ebm4j.viz.geometry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The lines on which a sampled field has one value: marching squares [Wyvill, McPheeters & Wyvill
/// 1986, in two dimensions].
///
/// The field is known at nodes (column, row). A level crosses the edge between two nodes a < level
/// ≤ b at the fraction
///
///     t = (level − a) / (b − a)
///
/// of the way from a to b, as if the field were linear there; each cell joins the crossings on its
/// own edges. In a saddle, where all four edges are crossed, the mean of the corners decides which
/// two go together. Cells with a corner that is not finite have no lines.
public final class Contours {

  /// One line, in units of columns and rows.
  ///
  /// @param closed whether it comes back to its start, which is then also its last point
  public record Line(double[] column, double[] row, boolean closed) {}

  private final int columns;
  private final double[] values;
  private final double level;
  private final Map<Integer, List<Integer>> neighbours =
      new LinkedHashMap<>(); // crossed edge -> one or two others

  private Contours(int columns, double[] values, double level) {
    this.columns = columns;
    this.values = values;
    this.level = level;
  }

  /// All lines of one level.
  ///
  /// @param values (rows, columns), row by row
  public static List<Line> at(double level, int columns, int rows, double[] values) {
    Contours contours = new Contours(columns, values, level);
    for (int row = 0; row + 1 < rows; row++) {
      for (int column = 0; column + 1 < columns; column++) {
        contours.cell(column, row);
      }
    }
    return contours.lines();
  }

  /// Joins the crossings of one cell. Corners and edges go round: edge k lies between corners k and
  /// k + 1.
  private void cell(int column, int row) {
    int node = row * columns + column;
    double[] corners = {
      values[node], values[node + 1], values[node + columns + 1], values[node + columns]
    };
    int[] edges = {
      2 * node, 2 * (node + 1) + 1, 2 * (node + columns), 2 * node + 1
    }; // top, right, bottom, left
    double mean = (corners[0] + corners[1] + corners[2] + corners[3]) / 4;
    if (!Double.isFinite(mean)) {
      return;
    }
    int[] crossed = new int[4];
    int count = 0;
    for (int k = 0; k < 4; k++) {
      if (above(corners[k]) != above(corners[(k + 1) % 4])) {
        crossed[count++] = edges[k];
      }
    }
    if (count == 2) {
      join(crossed[0], crossed[1]);
    } else if (count == 4) {
      boolean cutFirst =
          above(corners[0]) != above(mean); // the line cuts corners 0 and 2 off, or 1 and 3
      join(edges[0], edges[cutFirst ? 3 : 1]);
      join(edges[2], edges[cutFirst ? 1 : 3]);
    }
  }

  private boolean above(double value) {
    return value >= level;
  }

  private void join(int one, int other) {
    neighbours.computeIfAbsent(one, _ -> new ArrayList<>(2)).add(other);
    neighbours.computeIfAbsent(other, _ -> new ArrayList<>(2)).add(one);
  }

  /// Follows crossings until all are used up.
  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    while (!neighbours.isEmpty()) {
      int start = neighbours.keySet().iterator().next();
      Deque<Integer> chain = new ArrayDeque<>(List.of(start));
      follow(chain, true);
      boolean closed = chain.size() > 2 && chain.getFirst().equals(chain.getLast());
      if (!closed) {
        follow(chain, false);
      }
      chain.forEach(neighbours::remove);
      lines.add(line(chain, closed));
    }
    return lines;
  }

  private void follow(Deque<Integer> chain, boolean forward) {
    while (true) {
      int end = forward ? chain.getLast() : chain.getFirst();
      List<Integer> next = neighbours.getOrDefault(end, List.of());
      if (next.isEmpty()) {
        return;
      }
      Integer to = next.removeFirst();
      neighbours.getOrDefault(to, List.of()).remove(Integer.valueOf(end));
      if (forward) {
        chain.addLast(to);
      } else {
        chain.addFirst(to);
      }
    }
  }

  private Line line(Deque<Integer> chain, boolean closed) {
    double[] column = new double[chain.size()];
    double[] row = new double[chain.size()];
    int i = 0;
    for (int edge : chain) {
      int node = edge / 2;
      boolean down = edge % 2 == 1;
      double a = values[node];
      double b = values[node + (down ? columns : 1)];
      double t = (level - a) / (b - a);
      column[i] = node % columns + (down ? 0 : t);
      row[i] = Math.floorDiv(node, columns) + (down ? t : 0);
      i++;
    }
    return new Line(column, row, closed);
  }
}
