package org.ebm4j.kernels.vector;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.constant.ClassDesc;
import org.ebm4j.api.engine.Precision;

/// The names of a precision's types in the Vector API.
///
/// @param numbers vectors of floating-point numbers
/// @param words vectors of their bits
/// @param layout of a number in memory
/// @param numberSpecies field of {@link Species}
/// @param wordSpecies field of {@link Species}
record Flavour(
    ClassDesc numbers,
    ClassDesc words,
    ClassDesc number,
    ClassDesc word,
    ClassDesc layout,
    String numberSpecies,
    String wordSpecies,
    String asNumbers,
    String asWords,
    int bytes) {
  private static final Flavour SINGLE =
      new Flavour(
          vectors("FloatVector"),
          vectors("IntVector"),
          CD_float,
          CD_int,
          ClassDesc.of("java.lang.foreign.ValueLayout$OfFloat"),
          "FLOATS",
          "INTS",
          "reinterpretAsFloats",
          "reinterpretAsInts",
          Float.BYTES);
  private static final Flavour DOUBLE =
      new Flavour(
          vectors("DoubleVector"),
          vectors("LongVector"),
          CD_double,
          CD_long,
          ClassDesc.of("java.lang.foreign.ValueLayout$OfDouble"),
          "DOUBLES",
          "LONGS",
          "reinterpretAsDoubles",
          "reinterpretAsLongs",
          Double.BYTES);

  static Flavour of(Precision precision) {
    return precision == Precision.F32 ? SINGLE : DOUBLE;
  }

  static ClassDesc vectors(String name) {
    return ClassDesc.of("jdk.incubator.vector." + name);
  }

  boolean isSingle() {
    return bytes == Float.BYTES;
  }

  /// Bytes of a row of 32 numbers.
  int row() {
    return 32 * bytes;
  }
}
