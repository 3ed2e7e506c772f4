package org.ebm4j.viz.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ebm4j.viz.geometry.Contours.Line;
import org.junit.jupiter.api.Test;

final class ContoursTest {

  private static final int COLUMNS = 41;
  private static final int ROWS = 31;

  /// A field, a level, and lines that claim to be where the field has that level.
  private record Claim(double[] values, double level, List<Line> lines) {

    /// Every point lies on an edge of the grid at the place where the field, linear between the
    /// edge's ends, has the level.
    double worstMiss() {
      double worst = 0;
      for (Line line : lines) {
        for (int i = 0; i < line.column().length; i++) {
          worst = Math.max(worst, Math.abs(between(line.column()[i], line.row()[i]) - level));
        }
      }
      return worst;
    }

    private double between(double column, double row) {
      int c = (int) column;
      int r = (int) row;
      assertThat(column == c || row == r).as("on an edge").isTrue();
      int step = column == c ? COLUMNS : 1;
      double t = column == c ? row - r : column - c;
      int node = r * COLUMNS + c;
      return t == 0 ? values[node] : (1 - t) * values[node] + t * values[node + step];
    }

    /// How many points there are, a closed line's start counted once.
    int points() {
      return lines.stream().mapToInt(l -> l.column().length - (l.closed() ? 1 : 0)).sum();
    }

    /// How many edges the level crosses.
    int crossings() {
      int count = 0;
      for (int node = 0; node < values.length; node++) {
        boolean last = node % COLUMNS == COLUMNS - 1;
        count += !last && above(node) != above(node + 1) ? 1 : 0;
        count += node + COLUMNS < values.length && above(node) != above(node + COLUMNS) ? 1 : 0;
      }
      return count;
    }

    private boolean above(int node) {
      return values[node] >= level;
    }
  }

  private static Claim claim(long seed) {
    Random random = new Random(seed);
    double[] values = new double[COLUMNS * ROWS];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian(); // rough: saddles everywhere
    }
    return new Claim(values, 0.2, Contours.at(0.2, COLUMNS, ROWS, values));
  }

  @Test
  void pointsLieWhereTheFieldHasTheLevel() {
    for (long seed = 0; seed < 50; seed++) {
      assertThat(claim(seed).worstMiss()).isLessThan(1e-12);
    }
  }

  @Test
  void everyCrossedEdgeIsOnExactlyOneLine() {
    for (long seed = 0; seed < 50; seed++) {
      Claim claim = claim(seed);
      assertThat(claim.points()).isEqualTo(claim.crossings());
    }
  }

  @Test
  void aTwinThatCrossesInTheMiddleOfEdgesIsFound() {
    Claim claim = claim(1);
    List<Line> blunt = new ArrayList<>();
    for (Line line : claim.lines()) {
      blunt.add(new Line(halved(line.column()), halved(line.row()), line.closed()));
    }
    assertThat(new Claim(claim.values(), claim.level(), blunt).worstMiss()).isGreaterThan(0.1);
  }

  private static double[] halved(double[] places) {
    double[] moved = places.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] = places[i] == Math.rint(places[i]) ? places[i] : Math.floor(places[i]) + 0.5;
    }
    return moved;
  }

  @Test
  void aTwinThatForgetsALineIsFound() {
    Claim claim = claim(2);
    Claim fewer =
        new Claim(claim.values(), claim.level(), claim.lines().subList(1, claim.lines().size()));
    assertThat(fewer.points()).isLessThan(fewer.crossings());
  }

  @Test
  void aCircleIsOneClosedLineOfItsRadius() {
    double[] values = new double[COLUMNS * ROWS];
    for (int i = 0; i < values.length; i++) {
      double x = i % COLUMNS - 20;
      double y = Math.floorDiv(i, COLUMNS) - 15;
      values[i] = x * x + y * y;
    }
    List<Line> lines = Contours.at(100, COLUMNS, ROWS, values);
    assertThat(lines).hasSize(1);
    Line circle = lines.getFirst();
    assertThat(circle.closed()).isTrue();
    assertThat(circle.column()[0]).isEqualTo(circle.column()[circle.column().length - 1]);
    for (int i = 0; i < circle.column().length; i++) {
      double radius = Math.hypot(circle.column()[i] - 20, circle.row()[i] - 15);
      assertThat(radius).isCloseTo(10, within(0.02)); // the chord of a square of side 1
    }
  }

  @Test
  void aLineThatLeavesTheFieldIsOpen() {
    double[] slope = {0, 1, 2, 0, 1, 2, 0, 1, 2};
    List<Line> lines = Contours.at(1.25, 3, 3, slope);
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().closed()).isFalse();
    assertThat(lines.getFirst().column()).containsExactly(1.25, 1.25, 1.25);
    assertThat(lines.getFirst().row()).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void theMiddleOfASaddleDecidesWhichCornersAreCutOff() {
    double[] highOnFallingDiagonal = {
      1, 0, 0, 1
    }; // mean .5 is below .6: the two high corners stand alone
    for (Line line : Contours.at(0.6, 2, 2, highOnFallingDiagonal)) {
      double side = line.column()[0] + line.row()[0] + line.column()[1] + line.row()[1];
      assertThat(Math.abs(side - 2)).isCloseTo(1.2, within(1e-12));
    }
    for (Line line : Contours.at(0.4, 2, 2, highOnFallingDiagonal)) { // now the two low ones do
      double side = line.column()[0] - line.row()[0] + line.column()[1] - line.row()[1];
      assertThat(Math.abs(side)).isCloseTo(1.2, within(1e-12));
    }
  }

  @Test
  void cellsWithAHoleHaveNoLines() {
    double[] slope = {0, 1, 2, 0, Double.NaN, 2, 0, 1, 2};
    assertThat(Contours.at(1.25, 3, 3, slope)).isEmpty();
    double[] wall = {0, 1, Double.POSITIVE_INFINITY, 0, 1, 2, 0, 1, 2};
    assertThat(Contours.at(1.25, 3, 3, wall)).hasSize(1);
  }
}
