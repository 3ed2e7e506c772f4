package org.ebm4j.api.weights;

/// How a tensor keeps its numbers: IEEE 754 binary32 or binary64.
public enum ElementType {
  /// Four bytes a number, kept as `float`.
  F32(4),
  /// Eight bytes a number, kept as `double`.
  F64(8);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /// The bytes one number takes.
  public int bytes() {
    return bytes;
  }
}
