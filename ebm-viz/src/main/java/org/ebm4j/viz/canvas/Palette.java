package org.ebm4j.viz.canvas;

import java.util.List;

/// The colours of every figure: neutral ink and seven hues that stay apart for colour-blind
/// readers.
///
/// The hues are those of [Okabe & Ito 2008] without the yellow, which vanishes on white, and with a
/// grey. Each has a twin for dark pages, which the report's style sheet sets through the same
/// names.
public final class Palette {

  public static final Colour INK = Colour.themed("ink", 0x1b1f24);
  public static final Colour MUTED = Colour.themed("muted", 0x5b6470);
  public static final Colour AXIS = Colour.themed("axis", 0xa9b0b9);
  public static final Colour GRID = Colour.themed("grid", 0xe6e9ed);
  public static final Colour PAPER = Colour.themed("paper", 0xffffff);
  public static final Colour WHITE = Colour.fixed(0xffffff);
  public static final Colour BLACK = Colour.fixed(0x101318);
  public static final Colour VERMILLION = Colour.fixed(0xd55e00);
  public static final Colour ORANGE = Colour.fixed(0xe69f00);

  /// How many hues there are before they repeat.
  public static final int HUES = 7;

  private static final List<Colour> SERIES =
      List.of(
          Colour.themed("c1", 0x0072b2),
          Colour.themed("c2", 0xd55e00),
          Colour.themed("c3", 0x009e73),
          Colour.themed("c4", 0xcc79a7),
          Colour.themed("c5", 0xe69f00),
          Colour.themed("c6", 0x56b4e9),
          Colour.themed("c7", 0x7a828c));

  private Palette() {}

  /// The hue of the series with this number; after the seventh they repeat.
  public static Colour series(int number) {
    return SERIES.get(number % HUES);
  }
}
