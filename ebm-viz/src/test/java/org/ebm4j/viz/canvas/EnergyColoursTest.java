package org.ebm4j.viz.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class EnergyColoursTest {

  /// Lightness of the CIE from 8-bit sRGB, a measure that the colours were not made with.
  private static double lightness(int rgb) {
    double light =
        0.2126 * linear(rgb >> 16 & 255)
            + 0.7152 * linear(rgb >> 8 & 255)
            + 0.0722 * linear(rgb & 255);
    return 116 * Math.cbrt(light) - 16;
  }

  private static double linear(int level) {
    double c = level / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  @Test
  void lightGrowsEvenly() {
    double whole = lightness(EnergyColours.argb(1)) - lightness(EnergyColours.argb(0));
    assertThat(whole).isGreaterThan(75);
    for (int i = 0; i < 20; i++) {
      double step =
          lightness(EnergyColours.argb((i + 1) / 20.0)) - lightness(EnergyColours.argb(i / 20.0));
      assertThat(step).isCloseTo(whole / 20, within(0.25 * whole / 20));
    }
  }

  @Test
  void neighboursDifferLittleInEveryChannel() {
    for (int i = 0; i < 512; i++) {
      int a = EnergyColours.argb(i / 512.0);
      int b = EnergyColours.argb((i + 1) / 512.0);
      for (int shift = 0; shift < 24; shift += 8) {
        assertThat(Math.abs((a >> shift & 255) - (b >> shift & 255))).isLessThanOrEqualTo(4);
      }
    }
  }

  @Test
  void valuesBeyondTheEndsTakeTheEnds() {
    assertThat(EnergyColours.argb(-3)).isEqualTo(EnergyColours.argb(0));
    assertThat(EnergyColours.argb(7)).isEqualTo(EnergyColours.argb(1));
  }
}
