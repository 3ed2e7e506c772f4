package org.ebm4j.api.graph;

/// Arrays that do not fit an operation: what was asked, both shapes, the way out.
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /// @param sentence without the term, which is put before it
  public ShapeException(String sentence) {
    super(Terms.current().isEmpty() ? sentence : Terms.current() + ": " + sentence);
  }
}
