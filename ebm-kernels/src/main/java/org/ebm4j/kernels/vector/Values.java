package org.ebm4j.kernels.vector;

import java.lang.classfile.CodeBuilder;
import java.util.Arrays;

/// The values of a formula in a method under construction: each lies in local variables, as numbers
/// or as bits, whichever was asked for, and as a mask where a comparison made it.
final class Values {
  private static final int NONE = -1;
  private static final int SIGN32 = 0x80000000;
  private static final int MAGNITUDE32 = 0x7FFFFFFF;
  private static final int LEAST32 = 0x00800000; // 2⁻¹²⁶

  private final Formula formula;
  private final VectorCode vectors;
  private final CodeBuilder code;
  private final boolean single;
  private final int[] numbers;
  private final int[] words;
  private final int[] masks;
  private final int[] flushed;
  private int zeros = NONE;
  private int doubt = NONE;

  Values(Formula formula, VectorCode vectors) {
    this.formula = formula;
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
    numbers[value] = vectors.store();
    words[value] = NONE;
    flushed[value] = formula.isDirty(value) ? NONE : numbers[value];
  }

  private void putWords(int value) {
    words[value] = vectors.store();
  }

  private int number(int value) {
    if (numbers[value] == NONE) {
      code.aload(word(value));
      vectors.asNumbers();
      numbers[value] = vectors.store();
    }
    return numbers[value];
  }

  /// Bits of a value; those of a mask are all ones or zeros.
  private int word(int value) {
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
  private int clean(int value) {
    if (flushed[value] == NONE) {
      if (formula.isDirty(value)) {
        code.aload(word(value));
        flush(false);
        vectors.asNumbers();
        flushed[value] = vectors.store();
      } else {
        flushed[value] = number(value);
      }
    }
    return flushed[value];
  }

  /// bits → bits, of zero where they are of a denormal float
  private void flush(boolean isDoubtful) {
    int bits = vectors.store();
    code.aload(bits);
    vectors.and(MAGNITUDE32);
    int size = vectors.store();
    if (isDoubtful) {
      code.aload(size);
      vectors.compareWords("EQ", LEAST32);
      if (doubt != NONE) {
        code.aload(doubt);
        vectors.masks("or");
      }
      doubt = vectors.store();
    }
    code.aload(size);
    vectors.compareWords("LT", LEAST32);
    int small = vectors.store();
    code.aload(bits);
    vectors.and(SIGN32, small);
  }

  boolean isDoubtful() {
    return doubt != NONE;
  }

  /// Whether a result of this vector may be wrong, on the stack.
  void doubt() {
    code.aload(doubt);
    vectors.any();
  }

  /// The bits of an output, on the stack.
  void output(Formula.Output output) {
    int value = output.value();
    code.aload(word(value));
    boolean literal = formula.steps().get(value) instanceof Formula.Literal;
    if (output.asNumber() && formula.isDirty(value) && !literal) {
      flush(false);
    }
  }

  void apply(int value, Formula.Apply apply) {
    numbers[value] = NONE;
    words[value] = NONE;
    masks[value] = NONE;
    flushed[value] = NONE;
    switch (apply.primitive()) {
      case ADD -> arithmetic(value, apply, "add", 1);
      case SUB -> arithmetic(value, apply, "sub", 1);
      case MUL -> arithmetic(value, apply, "mul", 1);
      case DIV -> arithmetic(value, apply, "div", 1);
      case SQRT -> arithmetic(value, apply, "sqrt", 0);
      case FMA -> arithmetic(value, apply, "fma", 2);
      case FNMA -> fuseNegated(value, apply);
      case MIN -> choice(value, apply, "LT");
      case MAX -> choice(value, apply, "GT");
      case ROUND -> round(value, clean(apply.a()));
      case LESS -> comparison(value, apply, "LT");
      case LESS_EQUAL -> comparison(value, apply, "LE");
      case EQUAL -> comparison(value, apply, "EQ");
      case UNORDERED -> unordered(value, apply);
      case AND, AND_NOT, OR, XOR -> bitwise(value, apply);
      case BLEND -> blend(value, apply);
      case SHIFT_LEFT -> shift(value, apply, "LSHL");
      case SHIFT_RIGHT -> shift(value, apply, "LSHR");
      case INT_ADD -> integers(value, apply, "add");
      case INT_SUB -> integers(value, apply, "sub");
      case INT_TO_FLOAT -> {
        code.aload(word(apply.a()));
        vectors.toFloats();
        put(value);
      }
    }
  }

  private void fuseNegated(int value, Formula.Apply apply) {
    code.aload(clean(apply.a()));
    vectors.numbers("neg", 0);
    code.aload(clean(apply.b())).aload(clean(apply.c()));
    vectors.numbers("fma", 2);
    result(value, apply);
  }

  private void blend(int value, Formula.Apply apply) {
    int where = mask(apply.a());
    code.aload(word(apply.c())).aload(word(apply.b()));
    vectors.blend(where);
    putWords(value);
  }

  private void shift(int value, Formula.Apply apply, String operator) {
    code.aload(word(apply.a()));
    vectors.shift(operator, apply.shift());
    putWords(value);
  }

  private void integers(int value, Formula.Apply apply, String method) {
    code.aload(word(apply.a())).aload(word(apply.b()));
    vectors.words(method, 1);
    putWords(value);
  }

  private void arithmetic(int value, Formula.Apply apply, String method, int others) {
    for (int operand : apply.operands()) {
      code.aload(clean(operand));
    }
    vectors.numbers(method, others);
    result(value, apply);
  }

  private void result(int value, Formula.Apply apply) {
    if (apply.flushes()) {
      vectors.asWords();
      flush(apply.isDoubtful());
      putWords(value);
    } else {
      put(value);
    }
  }

  private void compare(int a, int b, String comparison) {
    code.aload(clean(a));
    vectors.compareNumbers(comparison, clean(b));
  }

  private void comparison(int value, Formula.Apply apply, String comparison) {
    compare(apply.a(), apply.b(), comparison);
    masks[value] = vectors.store();
  }

  private void unordered(int value, Formula.Apply apply) {
    compareNaN(apply.a());
    compareNaN(apply.b());
    vectors.masks("or");
    masks[value] = vectors.store();
  }

  private void compareNaN(int value) {
    int number = number(value);
    code.aload(number);
    vectors.compareNumbers("NE", number);
  }

  private void choice(int value, Formula.Apply apply, String comparison) {
    compare(apply.a(), apply.b(), comparison);
    int where = vectors.store();
    code.aload(clean(apply.b()));
    vectors.asWords();
    code.aload(clean(apply.a()));
    vectors.asWords();
    vectors.blend(where);
    putWords(value);
  }

  /// To the nearest integer, ties to even: adding 2²³ (2⁵²) to what is smaller rounds it.
  private void round(int value, int number) {
    code.aload(number);
    vectors.numbers("abs", 0);
    int size = vectors.store();
    vectors.numbers(single ? 0x1p23 : 0x1p52);
    int whole = vectors.store();
    code.aload(size);
    vectors.compareNumbers("GE", whole);
    int large = vectors.store();
    code.aload(size).aload(whole);
    vectors.numbers("add", 1);
    code.aload(whole);
    vectors.numbers("sub", 1);
    vectors.asWords();
    code.aload(size);
    vectors.asWords();
    vectors.blend(large);
    code.aload(number);
    vectors.asWords();
    vectors.and(single ? SIGN32 : Long.MIN_VALUE);
    vectors.words("or", 1);
    putWords(value);
  }

  /// Where the top bit is set.
  private int mask(int value) {
    if (masks[value] == NONE) {
      code.aload(word(value));
      vectors.compareWords("LT", 0);
      return vectors.store();
    }
    return masks[value];
  }

  private void bitwise(int value, Formula.Apply apply) {
    if (masks[apply.a()] != NONE && masks[apply.b()] != NONE) {
      masked(value, apply);
      return;
    }
    code.aload(word(apply.a()));
    switch (apply.primitive()) {
      case AND -> binary(apply, "and");
      case AND_NOT -> {
        vectors.words("not", 0);
        binary(apply, "and");
      }
      case OR -> binary(apply, "or");
      default -> {
        code.aload(word(apply.b()));
        vectors.exclusiveOr();
      }
    }
    putWords(value);
  }

  private void binary(Formula.Apply apply, String method) {
    code.aload(word(apply.b()));
    vectors.words(method, 1);
  }

  private void masked(int value, Formula.Apply apply) {
    int a = masks[apply.a()];
    int b = masks[apply.b()];
    switch (apply.primitive()) {
      case AND -> code.aload(a).aload(b);
      case AND_NOT -> code.aload(b).aload(a);
      default -> code.aload(a).aload(b);
    }
    vectors.masks(
        switch (apply.primitive()) {
          case AND -> "and";
          case AND_NOT -> "andNot";
          case OR -> "or";
          default -> "xor";
        });
    masks[value] = vectors.store();
  }
}
