package org.ebm4j.kernels.memory;

import java.util.function.DoubleUnaryOperator;
import org.ebm4j.kernels.asm.Predicate;
import org.ebm4j.kernels.asm.Rounding;

/// Scalar meaning of the floating-point instructions, in plain Java, by the mnemonic without its
/// type.
final class FloatOracle {
  private FloatOracle() {}

  /// (a, b) → d in double; exact for f32 operands after one rounding, because a double has more
  /// than twice the bits.
  static double binary(String name, double a, double b) {
    return switch (name) {
      case "VADD" -> a + b;
      case "VSUB" -> a - b;
      case "VMUL" -> a * b;
      case "VDIV" -> a / b;
      case "VMIN" -> a < b ? a : b;
      case "VMAX" -> a > b ? a : b;
      case "VSQRT" -> Math.sqrt(b);
      default -> throw new AssertionError(name);
    };
  }

  /// Fused forms as (product's factors, addend): the digits number the operands d, a, b as 1, 2, 3.
  static double[] fused(String name, double d, double a, double b) {
    double[] operand = {Double.NaN, d, a, b};
    String digits = name.substring(name.length() - 3);
    double x = operand[digits.charAt(0) - '0'];
    double y = operand[digits.charAt(1) - '0'];
    double z = operand[digits.charAt(2) - '0'];
    return new double[] {name.startsWith("VFN") ? -x : x, y, name.contains("SUB") ? -z : z};
  }

  static boolean compare(Predicate p, double a, double b) {
    boolean unordered = Double.isNaN(a) || Double.isNaN(b);
    return switch (p) {
      case EQUAL -> a == b;
      case LESS -> a < b;
      case LESS_OR_EQUAL -> a <= b;
      case UNORDERED -> unordered;
      case NOT_EQUAL -> a != b;
      case NOT_LESS -> !(a < b);
      case NOT_LESS_OR_EQUAL -> !(a <= b);
      case ORDERED -> !unordered;
      case LESS_OR_GREATER -> a < b || a > b;
      case GREATER_OR_EQUAL -> a >= b;
      case GREATER -> a > b;
    };
  }

  static DoubleUnaryOperator rounding(Rounding r) {
    return switch (r) {
      case NEAREST -> Math::rint;
      case DOWN -> Math::floor;
      case UP -> Math::ceil;
      case ZERO -> x -> x < 0 ? Math.ceil(x) : Math.floor(x);
    };
  }
}
