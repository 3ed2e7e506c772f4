package org.ebm4j.kernels.elementary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Primitive;

/// Straight-line code under construction. Every method that appends an instruction returns the
/// number of its value; an equal instruction is not appended twice, so functions of the same
/// argument share what they have in common.
///
/// A load is shared until its buffer is stored to.
public final class CodeBuilder {
  private final Precision precision;
  private final List<Code> code = new ArrayList<>();
  private final Map<Code, Integer> numbers = new HashMap<>();

  /// @param precision of the program the code is for
  public CodeBuilder(Precision precision) {
    this.precision = precision;
  }

  public Precision precision() {
    return precision;
  }

  /// The number rounded to the program's precision.
  public int literal(double number) {
    return precision == Precision.F32
        ? bits(Float.floatToRawIntBits((float) number) & 0xFFFFFFFFL)
        : bits(Double.doubleToRawLongBits(number));
  }

  /// The bits themselves; the low 32 in F32 programs.
  public int bits(long bits) {
    return append(new Code.Literal(bits));
  }

  public int load(Access from) {
    return append(new Code.Load(from));
  }

  public int loadWord(Access from) {
    return append(new Code.LoadWord(from));
  }

  /// Any primitive but the shifts.
  ///
  /// @param operands as many as the primitive takes
  public int apply(Primitive primitive, int... operands) {
    if (primitive.arity() != operands.length || isShift(primitive)) {
      throw new IllegalArgumentException(
          primitive
              + " takes "
              + primitive.arity()
              + (isShift(primitive) ? " value and a count: call shift" : " values")
              + ", found "
              + operands.length
              + " values");
    }
    return append(
        new Code.Apply(
            primitive,
            operands[0],
            operands.length > 1 ? operands[1] : -1,
            operands.length > 2 ? operands[2] : -1,
            0));
  }

  /// One of the two shifts.
  ///
  /// @param count bits, between 0 and the width of a value
  public int shift(Primitive primitive, int a, int count) {
    if (!isShift(primitive)) {
      throw new IllegalArgumentException(primitive + " does not shift: call apply");
    }
    return append(new Code.Apply(primitive, a, -1, -1, count));
  }

  /// The result of a fold, for the tail of a nest.
  public int folded(int fold) {
    return append(new Code.Folded(fold));
  }

  public void store(Access to, int value) {
    code.add(new Code.Store(to, value));
    numbers.keySet().removeIf(known -> reads(known, to.buffer()));
  }

  /// The instruction that makes a value.
  public Code at(int value) {
    return code.get(value);
  }

  /// What was appended so far, in order.
  public List<Code> code() {
    return List.copyOf(code);
  }

  private int append(Code instruction) {
    Integer known = numbers.get(instruction);
    if (known != null) {
      return known;
    }
    code.add(instruction);
    numbers.put(instruction, code.size() - 1);
    return code.size() - 1;
  }

  private static boolean isShift(Primitive primitive) {
    return primitive == Primitive.SHIFT_LEFT || primitive == Primitive.SHIFT_RIGHT;
  }

  private static boolean reads(Code instruction, int buffer) {
    return switch (instruction) {
      case Code.Load(var from) -> from.buffer() == buffer;
      case Code.LoadWord(var from) -> from.buffer() == buffer;
      case Code.Literal _, Code.Apply _, Code.Folded _, Code.Store _ -> false;
    };
  }
}
