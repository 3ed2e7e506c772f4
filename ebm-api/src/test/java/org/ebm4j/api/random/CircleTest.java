package org.ebm4j.api.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CircleTest {
  private static final int PLACES = 100_000;
  private static final double R = 1.7;

  /// Anything that claims to write the point.
  interface Writer {
    void write(double r, double u, float[] out, int at);
  }

  /// Coordinates that are not those of a grid of places rounded once, of 2·10⁵: u in [0, 1], the
  /// ends and every eighth among them. Angles are reduced exactly to ±π/4 first.
  private static long wrong(Writer writer) {
    long wrong = 0;
    float[] found = new float[2];
    for (int k = 0; k <= PLACES; k++) {
      double u = (double) k / PLACES;
      long quarter = Math.round(4 * u);
      double x = (4 * u - quarter) * (Math.PI / 2);
      double c = StrictMath.cos(x);
      double s = StrictMath.sin(x);
      double[] wanted =
          switch ((int) quarter % 4) {
            case 0 -> new double[] {c, s};
            case 1 -> new double[] {-s, c};
            case 2 -> new double[] {-c, -s};
            default -> new double[] {s, -c};
          };
      writer.write(R, u, found, 0);
      wrong += found[0] == (float) (R * wanted[0]) ? 0 : 1;
      wrong += found[1] == (float) (R * wanted[1]) ? 0 : 1;
    }
    return wrong;
  }

  @Test
  void pointsAreRoundedOnce() {
    assertThat(wrong(Circle::write)).isZero();
  }

  @Test
  void aTwinInSingleNumbersIsSeen() {
    assertThat(wrong((r, u, out, at) -> Circle.write((float) r, u, out, at))).isPositive();
    assertThat(wrong((r, u, out, at) -> Circle.write(r, 1 - u, out, at))).isGreaterThan(PLACES / 2);
  }

  @Test
  void aPointAtTheEndOfItsArrayLosesItsSecondNumberOnly() {
    float[] one = new float[1];
    Circle.write(2, .5, one, 0);
    assertThat(one).containsExactly(-2);
  }
}
