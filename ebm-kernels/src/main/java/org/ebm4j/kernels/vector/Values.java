package org.ebm4j.kernels.vector;

import java.lang.classfile.CodeBuilder;
import java.util.Arrays;

/// The values of a formula in a method under construction: each lies in local variables, as numbers
/// or as bits, whichever was asked for, and as a mask where a comparison made it.
final class Values {
  private static final int NONE = -1;
  private static final int SIGN32 = 0x80000000;

  private final Formula formula;
  private final VectorCode vectors;
  private final CodeBuilder code;
  private final boolean single;
  private final int[] numbers;
  private final int[] words;
  private final int[] masks;
  private final int[] flushed;
  private final Smallness smallness;
  private int zeros = NONE;

  Values(Formula formula, VectorCode vectors, Smallness smallness) {
    this.formula = formula;
    this.smallness = smallness;
    this.vectors = vectors;
    this.code = vectors.code;
    single = formula.isSingle();
    int size = formula.steps().size();
    numbers = none(size);
    words = none(size);
    masks = none(size);
    flushed = none(size);
  }

  /// Takes over the literals of another vector.
  void literalsOf(Values other) {
    for (int value = 0; value < numbers.length; value++) {
      if (formula.steps().get(value) instanceof Formula.Literal) {
        share(other, value);
      }
    }
    zeros = other.zeros;
  }

  /// Takes a value over from another vector.
  void share(Values other, int value) {
    numbers[value] = other.numbers[value];
    words[value] = other.words[value];
    flushed[value] = other.flushed[value];
  }

  private static int[] none(int size) {
    int[] slots = new int[size];
    Arrays.fill(slots, NONE);
    return slots;
  }

  /// Literals, each as it will be read: in the loops, for vectors that live across one are
  /// sometimes made objects; the JVM's compiler takes them out itself.
  void literals() {
    vectors.words(0);
    zeros = vectors.store();
    for (Formula.Step step : formula.steps()) {
      if (step instanceof Formula.Apply apply) {
        for (int operand : apply.operands()) {
          if (formula.steps().get(operand) instanceof Formula.Literal(long bits)) {
            literal(operand, bits, Magnitudes.readsNumbers(apply.primitive()));
          }
        }
      }
    }
    for (Formula.Output output : formula.outputs()) {
      if (formula.steps().get(output.value()) instanceof Formula.Literal(long bits)) {
        literal(output.value(), output.asNumber() ? clean(output.value(), bits) : bits, false);
      }
    }
  }

  private void literal(int value, long bits, boolean asNumber) {
    if (asNumber && flushed[value] == NONE) {
      long clean = clean(value, bits);
      vectors.numbers(single ? Float.intBitsToFloat((int) clean) : Double.longBitsToDouble(clean));
      flushed[value] = vectors.store();
    } else if (!asNumber && words[value] == NONE) {
      vectors.words(bits);
      words[value] = vectors.store();
    }
  }

  private long clean(int value, long bits) {
    return formula.isDirty(value) ? bits & SIGN32 : bits;
  }

  /// A value takes the vector of numbers on the stack.
  void put(int value) {
    forget(value);
    numbers[value] = vectors.store();
    flushed[value] = formula.isDirty(value) ? NONE : numbers[value];
  }

  /// A value takes the bits on the stack.
  void putWords(int value) {
    forget(value);
    words[value] = vectors.store();
  }

  /// A value takes the mask on the stack.
  void putMask(int value) {
    forget(value);
    masks[value] = vectors.store();
  }

  private void forget(int value) {
    numbers[value] = NONE;
    words[value] = NONE;
    masks[value] = NONE;
    flushed[value] = NONE;
  }

  int number(int value) {
    if (numbers[value] == NONE) {
      code.aload(word(value));
      vectors.asNumbers();
      numbers[value] = vectors.store();
    }
    return numbers[value];
  }

  /// Bits of a value; those of a mask are all ones or zeros.
  int word(int value) {
    if (words[value] == NONE) {
      if (masks[value] != NONE) {
        code.aload(zeros);
        vectors.blend(-1, masks[value]);
      } else {
        code.aload(numbers[value]);
        vectors.asWords();
      }
      words[value] = vectors.store();
    }
    return words[value];
  }

  /// A value as arithmetic reads it.
  int clean(int value) {
    if (flushed[value] == NONE) {
      if (formula.isDirty(value)) {
        code.aload(word(value));
        smallness.flush(false);
        vectors.asNumbers();
        flushed[value] = vectors.store();
      } else {
        flushed[value] = number(value);
      }
    }
    return flushed[value];
  }

  /// A value as arithmetic reads it, with the other sign.
  int negated(int value) {
    code.aload(clean(value));
    vectors.numbers("neg", 0);
    return vectors.store();
  }

  /// The bits of an output, on the stack.
  void output(Formula.Output output) {
    int value = output.value();
    code.aload(word(value));
    boolean literal = formula.steps().get(value) instanceof Formula.Literal;
    if (output.asNumber() && formula.isDirty(value) && !literal) {
      smallness.flush(false);
    }
  }

  /// Where the top bit is set.
  int mask(int value) {
    if (masks[value] == NONE) {
      code.aload(word(value));
      vectors.compareWords("LT", 0);
      return vectors.store();
    }
    return masks[value];
  }

  /// Whether a comparison made the value.
  boolean isMask(int value) {
    return masks[value] != NONE;
  }
}
