package org.ebm4j.api.net;

/// The counts a network is made of.
final class Widths {
  private Widths() {}

  static void require(String name, int... widths) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "a network needs a name, under which its parameters are saved");
    }
    for (int width : widths) {
      if (width < 1) {
        throw new IllegalArgumentException(
            name + ": a layer has at least 1 number, found " + width);
      }
    }
  }
}
