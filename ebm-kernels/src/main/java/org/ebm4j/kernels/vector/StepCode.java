package org.ebm4j.kernels.vector;

import java.lang.classfile.CodeBuilder;

/// The steps of a formula in a method under construction, each as calls of the Vector API.
final class StepCode {
  private final Values values;
  private final VectorCode vectors;
  private final CodeBuilder code;
  private final boolean single;
  private final Smallness smallness;

  StepCode(Values values, VectorCode vectors, Smallness smallness) {
    this.values = values;
    this.vectors = vectors;
    this.smallness = smallness;
    code = vectors.code;
    single = vectors.flavour.isSingle();
  }

  void apply(int value, Formula.Apply apply) {
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
      case ROUND -> round(value, values.clean(apply.a()));
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
        code.aload(values.word(apply.a()));
        vectors.toFloats();
        values.put(value);
      }
    }
  }

  private void fuseNegated(int value, Formula.Apply apply) {
    code.aload(values.negated(apply.a()));
    code.aload(values.clean(apply.b())).aload(values.clean(apply.c()));
    vectors.numbers("fma", 2);
    result(value, apply);
  }

  private void blend(int value, Formula.Apply apply) {
    int where = values.mask(apply.a());
    code.aload(values.word(apply.c())).aload(values.word(apply.b()));
    vectors.blend(where);
    values.putWords(value);
  }

  private void shift(int value, Formula.Apply apply, String operator) {
    code.aload(values.word(apply.a()));
    vectors.shift(operator, apply.shift());
    values.putWords(value);
  }

  private void integers(int value, Formula.Apply apply, String method) {
    code.aload(values.word(apply.a())).aload(values.word(apply.b()));
    vectors.words(method, 1);
    values.putWords(value);
  }

  private void arithmetic(int value, Formula.Apply apply, String method, int others) {
    for (int operand : apply.operands()) {
      code.aload(values.clean(operand));
    }
    vectors.numbers(method, others);
    result(value, apply);
  }

  private void result(int value, Formula.Apply apply) {
    if (apply.flushes()) {
      vectors.asWords();
      smallness.flush(apply.isDoubtful());
      values.putWords(value);
    } else {
      values.put(value);
    }
  }

  private void compare(int a, int b, String comparison) {
    code.aload(values.clean(a));
    vectors.compareNumbers(comparison, values.clean(b));
  }

  private void comparison(int value, Formula.Apply apply, String comparison) {
    compare(apply.a(), apply.b(), comparison);
    values.putMask(value);
  }

  private void unordered(int value, Formula.Apply apply) {
    compareNaN(apply.a());
    compareNaN(apply.b());
    vectors.masks("or");
    values.putMask(value);
  }

  private void compareNaN(int value) {
    int number = values.number(value);
    code.aload(number);
    vectors.compareNumbers("NE", number);
  }

  private void choice(int value, Formula.Apply apply, String comparison) {
    compare(apply.a(), apply.b(), comparison);
    int where = vectors.store();
    code.aload(values.clean(apply.b()));
    vectors.asWords();
    code.aload(values.clean(apply.a()));
    vectors.asWords();
    vectors.blend(where);
    values.putWords(value);
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
    vectors.and(single ? Integer.MIN_VALUE : Long.MIN_VALUE);
    vectors.words("or", 1);
    values.putWords(value);
  }

  private void bitwise(int value, Formula.Apply apply) {
    if (values.isMask(apply.a()) && values.isMask(apply.b())) {
      masked(value, apply);
      return;
    }
    code.aload(values.word(apply.a()));
    switch (apply.primitive()) {
      case AND -> binary(apply, "and");
      case AND_NOT -> {
        vectors.words("not", 0);
        binary(apply, "and");
      }
      case OR -> binary(apply, "or");
      default -> {
        code.aload(values.word(apply.b()));
        vectors.exclusiveOr();
      }
    }
    values.putWords(value);
  }

  private void binary(Formula.Apply apply, String method) {
    code.aload(values.word(apply.b()));
    vectors.words(method, 1);
  }

  private void masked(int value, Formula.Apply apply) {
    int a = values.mask(apply.a());
    int b = values.mask(apply.b());
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
    values.putMask(value);
  }
}
