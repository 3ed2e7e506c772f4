package org.ebm4j.kernels.loop;

/// What a lane can do in one instruction. A value is 32 or 64 bits, as the program's precision
/// says, read as a float, an integer or a mask (all ones or all zeros).
///
/// Arithmetic rounds to nearest even. In F32 programs an operand or result below 2⁻¹²⁶ in size is
/// zero of its sign.
public enum Primitive {
  ADD(2),
  SUB(2),
  MUL(2),
  DIV(2),
  SQRT(1),
  /// a·b + c, rounded once
  FMA(3),
  /// c − a·b, rounded once
  FNMA(3),
  /// a < b ? a : b, so the second where they are equal or either is NaN
  MIN(2),
  /// a > b ? a : b, so the second where they are equal or either is NaN
  MAX(2),
  /// to the nearest integer, ties to even
  ROUND(1),
  /// mask of a < b; false for NaN
  LESS(2),
  /// mask of a ≤ b; false for NaN
  LESS_EQUAL(2),
  /// mask of a = b; false for NaN
  EQUAL(2),
  /// mask of a or b being NaN
  UNORDERED(2),
  AND(2),
  /// ¬a ∧ b
  AND_NOT(2),
  OR(2),
  XOR(2),
  /// where the top bit of a is set b, else c
  BLEND(3),
  /// bits to the left by the count in {@code Code.Apply.shift}, zeros in
  SHIFT_LEFT(1),
  /// bits to the right, zeros in
  SHIFT_RIGHT(1),
  /// integer sum, wrapping
  INT_ADD(2),
  /// integer difference, wrapping
  INT_SUB(2),
  /// signed 32-bit integer to float; F32 programs only
  INT_TO_FLOAT(1);

  private final int arity;

  Primitive(int arity) {
    this.arity = arity;
  }

  /// The number of operands.
  public int arity() {
    return arity;
  }
}
