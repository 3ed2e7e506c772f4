package org.ebm4j.kernels.vector;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// What a method under construction does about small floats: it makes denormal ones zero, and
/// gathers in one vector, lane by lane, the least of what would make the results wrong.
final class Smallness {
  private static final ClassDesc SMALLNESS = ClassDesc.of(Smallness.class.getName());
  private static final int NONE = -1;
  private static final int SIGN = 0x80000000;
  private static final int MAGNITUDE = 0x7FFFFFFF;
  private static final int LEAST = 0x00800000; // 2⁻¹²⁶

  /// Added to the bits of sizes, it leaves them in order, but for 0, which becomes the largest.
  private static final int LAST_ZERO = Integer.MAX_VALUE;

  /// What watched lanes must not be below to be 0 or above 2⁻¹²⁶ in size.
  static final int NORMAL = Integer.MIN_VALUE + LEAST; // LEAST + 1 + LAST_ZERO

  private final VectorCode vectors;
  private final CodeBuilder code;
  private int gathered = NONE;

  Smallness(VectorCode vectors) {
    this.vectors = vectors;
    code = vectors.code;
  }

  /// What no lane may be below, for a formula that watches values or results of exactly 2⁻¹²⁶.
  static int limit(Formula formula) {
    Formula.Watch watch = formula.watch();
    return watch == null ? 1 : ((watch.floor() + 127) << 23) + LAST_ZERO;
  }

  /// bits → bits, of zero where they are of a denormal float
  ///
  /// @param isDoubtful whether 2⁻¹²⁶ may have come from rounding and is to be noticed
  void flush(boolean isDoubtful) {
    int bits = vectors.store();
    code.aload(bits);
    vectors.and(MAGNITUDE);
    int size = vectors.store();
    if (isDoubtful) {
      code.aload(size);
      vectors.exclusiveOr(LEAST);
      gather();
    }
    code.aload(size);
    vectors.compareWords("LT", LEAST);
    int small = vectors.store();
    code.aload(bits);
    vectors.and(SIGN, small);
  }

  /// Watches the numbers in a local variable.
  void watch(int numbers) {
    code.aload(numbers);
    vectors.numbers("abs", 0);
    vectors.asWords();
    vectors.words("add", (long) LAST_ZERO);
    gather();
  }

  /// Whether the float at a place of memory is to be noticed, on the stack.
  void isSmall(int segment, int at, int limit) {
    vectors.bits(segment, at);
    code.loadConstant(MAGNITUDE).iand().loadConstant(LAST_ZERO).iadd().iload(limit);
    code.invokestatic(SMALLNESS, "isLess", MethodTypeDesc.of(CD_boolean, CD_int, CD_int));
  }

  /// Called by kernels.
  static boolean isLess(int a, int b) {
    return a < b;
  }

  private void gather() {
    if (gathered != NONE) {
      code.aload(gathered);
      vectors.words("min", 1);
    }
    gathered = vectors.store();
  }

  boolean isInDoubt() {
    return gathered != NONE;
  }

  /// Whether results may be wrong, on the stack.
  ///
  /// @param limit local variable
  void doubt(int limit) {
    code.aload(gathered);
    vectors.compareWith("LT", limit);
    vectors.any();
  }
}
