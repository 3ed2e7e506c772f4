package org.ebm4j.kernels.vector;

import java.util.List;
import java.util.Set;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Primitive;
import org.jspecify.annotations.Nullable;

/// Straight-line code from rows of lanes to rows of lanes, of which a kernel is made; equal
/// formulas share one.
///
/// A value is named by its position among the steps. It is *dirty* if it may have the bits of a
/// denormal float, which is made zero where the value is read as a number.
///
/// @param watch what its kernel watches; null where it rather makes denormal results zero
record Formula(Precision precision, List<Step> steps, List<Output> outputs, @Nullable Watch watch) {
  Formula {
    steps = List.copyOf(steps);
    outputs = List.copyOf(outputs);
  }

  Formula(Precision precision, List<Step> steps, List<Output> outputs) {
    this(precision, steps, outputs, null);
  }

  /// Values of which none may lie between 0 and 2^floor in size, and what computes those rows in
  /// which one does.
  record Watch(int floor, Set<Integer> values, Formula otherwise) {
    Watch {
      values = Set.copyOf(values);
    }
  }

  boolean watches(int value) {
    return watch != null && watch.values.contains(value);
  }

  /// Weight up to which the JVM's compilers take a method.
  static final int HEAVY = 160;

  /// Vector operations that watching a value takes, making zero of a result, and watching whether
  /// that was right.
  static final int WATCHING = 3;

  static final int FLUSHING = 3;
  static final int DOUBTING = 2;

  sealed interface Step {}

  /// The next operand, rows of lanes.
  record Row(boolean dirty) implements Step {}

  /// The next operand, a number for each row, given to all its lanes.
  record Spread(boolean dirty) implements Step {}

  record Literal(long bits) implements Step {}

  /// A primitive; unused operands are −1.
  ///
  /// @param flushes whether a denormal result becomes zero
  record Apply(Primitive primitive, int a, int b, int c, int shift, boolean flushes, boolean dirty)
      implements Step {
    int[] operands() {
      return switch (primitive.arity()) {
        case 1 -> new int[] {a};
        case 2 -> new int[] {a, b};
        default -> new int[] {a, b, c};
      };
    }

    /// Whether the result has to be looked at: a product, quotient or fused sum of exactly 2⁻¹²⁶
    /// may be one that Java rounded up to it.
    boolean isDoubtful() {
      return flushes
          && switch (primitive) {
            case MUL, DIV, FMA, FNMA -> true;
            case ADD, SUB, SQRT, MIN, MAX, ROUND, LESS, LESS_EQUAL, EQUAL, UNORDERED -> false;
            case AND, AND_NOT, OR, XOR, BLEND, SHIFT_LEFT, SHIFT_RIGHT -> false;
            case INT_ADD, INT_SUB, INT_TO_FLOAT -> false;
          };
    }
  }

  /// @param asNumber whether it is made zero where it is denormal
  record Output(int value, boolean asNumber) {}

  /// Operands it reads.
  int inputs() {
    return (int)
        steps.stream().filter(step -> step instanceof Row || step instanceof Spread).count();
  }

  /// About how many vector operations it is.
  int weight() {
    int weight = outputs.size() + (watch == null ? 0 : WATCHING * watch.values.size());
    for (int value = 0; value < steps.size(); value++) {
      weight +=
          switch (steps.get(value)) {
            case Row _ -> 1;
            case Spread _ -> 1;
            case Literal _ -> 0;
            case Apply apply ->
                1 + (apply.flushes ? FLUSHING : 0) + (apply.isDoubtful() ? DOUBTING : 0);
          };
    }
    return weight;
  }

  /// Vectors that its kernel computes side by side; where it may be, all of a row.
  int together() {
    int together = (isSingle() ? Rows.F32 : Rows.F64) / Species.BYTES;
    while (together > 1 && together * weight() > HEAVY) {
      together /= 2;
    }
    return together;
  }

  /// Whether its kernel computes all of a row together.
  boolean isWhole() {
    return together() * Species.BYTES == (isSingle() ? Rows.F32 : Rows.F64);
  }

  boolean isSingle() {
    return precision == Precision.F32;
  }

  boolean isDirty(int value) {
    return isSingle()
        && switch (steps.get(value)) {
          case Row(boolean dirty) -> dirty;
          case Spread(boolean dirty) -> dirty;
          case Literal(long bits) -> (bits & 0x7F800000) == 0 && (bits & 0x7FFFFF) != 0;
          case Apply apply -> apply.dirty;
        };
  }
}
