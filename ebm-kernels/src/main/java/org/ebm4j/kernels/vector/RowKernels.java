package org.ebm4j.kernels.vector;

import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Primitive;

/// The kernel of each primitive. Made once, so that each is one object.
final class RowKernels {
  static final RowKernel FLUSH = FloatFlushed::flush;
  static final RowKernel COPY32 = IntRows::copy;
  static final RowKernel COPY64 = LongRows::copy;
  static final RowKernel LARGER32 = FloatChoices::larger;
  static final RowKernel LARGER64 = DoubleChoices::larger;

  private RowKernels() {}

  /// @param flushes whether a denormal result becomes zero; F32 only
  static RowKernel of(Primitive primitive, Precision precision, boolean flushes) {
    return precision == Precision.F64
        ? doubles(primitive)
        : flushes ? flushed(primitive) : floats(primitive);
  }

  static RowKernel copy(Precision precision) {
    return precision == Precision.F32 ? COPY32 : COPY64;
  }

  static RowKernel larger(Precision precision) {
    return precision == Precision.F32 ? LARGER32 : LARGER64;
  }

  private static RowKernel flushed(Primitive primitive) {
    return switch (primitive) {
      case ADD -> FloatFlushed::add;
      case SUB -> FloatFlushed::subtract;
      case MUL -> FloatFlushed::multiply;
      case DIV -> FloatFlushed::divide;
      case FMA -> FloatFlushed::fuse;
      case FNMA -> FloatFlushed::fuseNegated;
      case SQRT, MIN, MAX, ROUND, LESS, LESS_EQUAL, EQUAL, UNORDERED, AND, AND_NOT, OR, XOR ->
          floats(primitive);
      case BLEND, SHIFT_LEFT, SHIFT_RIGHT, INT_ADD, INT_SUB, INT_TO_FLOAT -> floats(primitive);
    };
  }

  private static RowKernel floats(Primitive primitive) {
    return switch (primitive) {
      case ADD -> FloatArithmetic::add;
      case SUB -> FloatArithmetic::subtract;
      case MUL -> FloatArithmetic::multiply;
      case DIV -> FloatArithmetic::divide;
      case SQRT -> FloatArithmetic::root;
      case FMA -> FloatArithmetic::fuse;
      case FNMA -> FloatArithmetic::fuseNegated;
      case MIN -> FloatChoices::min;
      case MAX -> FloatChoices::max;
      case ROUND -> FloatArithmetic::round;
      case LESS -> FloatChoices::less;
      case LESS_EQUAL -> FloatChoices::lessEqual;
      case EQUAL -> FloatChoices::equal;
      case UNORDERED -> FloatChoices::unordered;
      case AND -> IntRows::and;
      case AND_NOT -> IntRows::andNot;
      case OR -> IntRows::or;
      case XOR -> IntRows::xor;
      case BLEND -> FloatChoices::blend;
      case SHIFT_LEFT -> IntRows::shiftLeft;
      case SHIFT_RIGHT -> IntRows::shiftRight;
      case INT_ADD -> IntRows::add;
      case INT_SUB -> IntRows::subtract;
      case INT_TO_FLOAT -> IntRows::toFloat;
    };
  }

  private static RowKernel doubles(Primitive primitive) {
    return switch (primitive) {
      case ADD -> DoubleArithmetic::add;
      case SUB -> DoubleArithmetic::subtract;
      case MUL -> DoubleArithmetic::multiply;
      case DIV -> DoubleArithmetic::divide;
      case SQRT -> DoubleArithmetic::root;
      case FMA -> DoubleArithmetic::fuse;
      case FNMA -> DoubleArithmetic::fuseNegated;
      case MIN -> DoubleChoices::min;
      case MAX -> DoubleChoices::max;
      case ROUND -> DoubleArithmetic::round;
      case LESS -> DoubleChoices::less;
      case LESS_EQUAL -> DoubleChoices::lessEqual;
      case EQUAL -> DoubleChoices::equal;
      case UNORDERED -> DoubleChoices::unordered;
      case AND -> LongRows::and;
      case AND_NOT -> LongRows::andNot;
      case OR -> LongRows::or;
      case XOR -> LongRows::xor;
      case BLEND -> DoubleChoices::blend;
      case SHIFT_LEFT -> LongRows::shiftLeft;
      case SHIFT_RIGHT -> LongRows::shiftRight;
      case INT_ADD -> LongRows::add;
      case INT_SUB -> LongRows::subtract;
      case INT_TO_FLOAT ->
          (_, _) -> {
            throw new IllegalStateException("INT_TO_FLOAT is for F32 programs only");
          };
    };
  }
}
