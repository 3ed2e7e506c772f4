package org.ebm4j.viz.canvas;

/// The colours of a number between 0 (deep blue) and 1 (pale yellow), equal steps of the number
/// looking like equal steps of light.
///
/// In OKLCh [Ottosson 2020] lightness runs straight from .22 to .94 while the hue turns from
/// violet-blue over teal to yellow, so the order survives grey print and every common colour
/// blindness. The chroma stays inside what sRGB can show all along the way; it is least where sRGB
/// is narrowest, at teal.
public final class EnergyColours {

  private static final int STEPS = 1024;
  private static final int[] TABLE = new int[STEPS + 1];

  static {
    for (int i = 0; i <= STEPS; i++) {
      TABLE[i] = at((double) i / STEPS);
    }
  }

  private EnergyColours() {}

  /// 0xFFRRGGBB of `value`, which is clipped to [0, 1].
  public static int argb(double value) {
    return TABLE[(int) Math.round(Math.clamp(value, 0.0, 1.0) * STEPS)];
  }

  /// OKLab lightness of the colour at `value`.
  static double lightness(double value) {
    return 0.22 + 0.72 * value;
  }

  private static int at(double value) {
    double hue = Math.toRadians(300 - 195 * value);
    double chroma = 0.085 + 0.14 * (value - 0.38) * (value - 0.38);
    double[] rgb = linear(lightness(value), chroma, hue);
    return 0xFF << 24 | level(rgb[0]) << 16 | level(rgb[1]) << 8 | level(rgb[2]);
  }

  /// OKLCh to linear sRGB; the numbers are the published matrices.
  private static double[] linear(double lightness, double chroma, double hue) {
    double a = chroma * Math.cos(hue);
    double b = chroma * Math.sin(hue);
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return new double[] {
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
    };
  }

  private static double cube(double x) {
    return x * x * x;
  }

  private static int level(double linear) {
    double c = Math.clamp(linear, 0.0, 1.0);
    double display = c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * display);
  }
}
