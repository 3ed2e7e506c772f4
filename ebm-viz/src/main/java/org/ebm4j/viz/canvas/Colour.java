package org.ebm4j.viz.canvas;

import java.util.Locale;

/// A colour, which may follow the page's theme.
///
/// @param name of the CSS custom property that overrides the colour in a page (without `--`); empty
///   where the colour is fixed
/// @param rgb 0xRRGGBB, what a PNG shows
/// @param alpha 0 (nothing) to 1 (opaque)
public record Colour(String name, int rgb, double alpha) {

  public static Colour fixed(int rgb) {
    return new Colour("", rgb, 1);
  }

  public static Colour themed(String name, int rgb) {
    return new Colour(name, rgb, 1);
  }

  public Colour faded(double to) {
    return new Colour(name, rgb, to);
  }

  /// As `#rrggbb`, without the alpha.
  String hex() {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }

  /// As CSS writes it, without the alpha: the page's colour of this name if it has one.
  String css() {
    return name.isEmpty() ? hex() : "var(--" + name + "," + hex() + ")";
  }

  /// 0xAARRGGBB
  int argb() {
    return (int) Math.round(alpha * 255) << 24 | rgb;
  }
}
