package org.ebm4j.viz.canvas;

/// How a line of text is set.
///
/// @param size of the em, in CSS pixels
public record Type(double size, boolean bold, Anchor anchor, Colour colour) {

  /// Which part of the text lies at the given x.
  public enum Anchor {
    START,
    MIDDLE,
    END
  }

  public static Type of(double size, Colour colour) {
    return new Type(size, false, Anchor.START, colour);
  }

  public Type emphasised() {
    return new Type(size, true, anchor, colour);
  }

  public Type middle() {
    return new Type(size, bold, Anchor.MIDDLE, colour);
  }

  public Type end() {
    return new Type(size, bold, Anchor.END, colour);
  }
}
