package org.ebm4j.api.engine;

/// The type of a program's numbers.
public enum Precision {
  /// 32 bits; numbers below 2⁻¹²⁶ are zero
  F32,
  /// 64 bits; gradual underflow
  F64
}
