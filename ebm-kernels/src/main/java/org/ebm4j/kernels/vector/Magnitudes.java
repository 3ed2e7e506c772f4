package org.ebm4j.kernels.vector;

import java.util.List;
import java.util.function.IntPredicate;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Primitive;

/// How small the numbers of straight-line code in F32 may be, and so where denormal ones must be
/// made zero.
///
/// A value is *clean* if it never has the bits of a denormal number. Its *least* e says that it is
/// 0, NaN or at least 2ᵉ in size. What an instruction needs is known from its operands.
final class Magnitudes {
  private static final int LOWEST = -126;
  private static final int NONE = 128; // of zero
  private static final int EXPONENT = 0x7F800000;
  private static final int FRACTION = 23; // bits
  private static final int SIGN = 0x80000000;

  private final boolean[] clean;
  private final boolean[] isMask;
  private final boolean[] isSign; // at most the top bit is set
  private final boolean[] nonzero;
  private final boolean[] flushes;
  private final int[] least;
  private final List<Code> codes;

  /// @param dirty whether a buffer may hold denormal numbers
  Magnitudes(List<Code> codes, IntPredicate dirty) {
    this.codes = codes;
    int size = codes.size();
    clean = new boolean[size];
    isMask = new boolean[size];
    isSign = new boolean[size];
    nonzero = new boolean[size];
    flushes = new boolean[size];
    least = new int[size];
    for (int now = 0; now < size; now++) {
      switch (codes.get(now)) {
        case Code.Load(var from) -> is(now, !dirty.test(from.buffer()), LOWEST);
        case Code.LoadWord _ -> is(now, false, LOWEST);
        case Code.Literal(long bits) -> literal(now, (int) bits);
        case Code.Folded _ -> is(now, true, LOWEST);
        case Code.Apply apply -> apply(now, apply);
        case Code.Store _ -> {}
      }
    }
  }

  boolean isClean(int value) {
    return clean[value];
  }

  /// Whether an instruction's result may be denormal before it is made zero.
  boolean flushes(int value) {
    return flushes[value];
  }

  /// Whether a primitive reads its operands as numbers, for which denormal ones are zero.
  static boolean readsNumbers(Primitive primitive) {
    return switch (primitive) {
      case ADD, SUB, MUL, DIV, SQRT, FMA, FNMA, MIN, MAX, ROUND, LESS, LESS_EQUAL, EQUAL -> true;
      case UNORDERED, AND, AND_NOT, OR, XOR, BLEND -> false;
      case SHIFT_LEFT, SHIFT_RIGHT, INT_ADD, INT_SUB, INT_TO_FLOAT -> false;
    };
  }

  private void is(int value, boolean isClean, int exponent) {
    clean[value] = isClean;
    least[value] = isClean ? exponent : LOWEST;
  }

  private void literal(int value, int bits) {
    boolean small = (bits & EXPONENT) == 0;
    isSign[value] = (bits & ~SIGN) == 0;
    isMask[value] = bits == 0 || bits == -1;
    nonzero[value] = !small;
    is(value, !small || isSign[value], isSign[value] ? NONE : exponent(bits));
  }

  private static int exponent(int bits) {
    return ((bits & EXPONENT) >>> 23) - 127;
  }

  private void apply(int now, Code.Apply apply) {
    int a = apply.a();
    int b = apply.b();
    int c = apply.c();
    switch (apply.primitive()) {
      case ADD, SUB -> arithmetic(now, sum(a, b));
      case MUL -> arithmetic(now, least[a] + least[b]);
      case DIV -> arithmetic(now, least[a] - NONE);
      case FMA, FNMA -> arithmetic(now, productSum(a, b, c));
      case SQRT -> is(now, true, Math.floorDiv(least[a], 2));
      case MIN, MAX -> is(now, true, Math.min(least[a], least[b]));
      case ROUND, INT_TO_FLOAT -> is(now, true, 0);
      case LESS, LESS_EQUAL, EQUAL, UNORDERED -> {
        isMask[now] = true;
        is(now, true, NONE);
      }
      case AND -> and(now, a, b, false);
      case AND_NOT -> and(now, a, b, true);
      case OR -> or(now, a, b);
      case XOR -> is(now, (isSign[a] && clean[b]) || (isSign[b] && clean[a]), smaller(a, b));
      case BLEND -> {
        nonzero[now] = nonzero[b] && nonzero[c];
        is(now, clean[b] && clean[c], smaller(b, c));
      }
      case SHIFT_LEFT -> {
        isSign[now] = apply.shift() == 31;
        is(now, apply.shift() >= FRACTION, isSign[now] ? NONE : LOWEST); // without fraction
      }
      case SHIFT_RIGHT, INT_ADD, INT_SUB -> is(now, false, LOWEST);
    }
  }

  private int smaller(int a, int b) {
    return Math.min(least[a], least[b]);
  }

  /// A result that is made zero where it is smaller than any clean number.
  private void arithmetic(int now, int exponent) {
    flushes[now] = exponent < LOWEST;
    is(now, true, Math.max(LOWEST, exponent));
  }

  /// With a zero the sum is the other term. Else, with a at least 2ᵉ in size, it is at least 2ᵉ⁻¹
  /// where b is smaller than that, and where b is not both are multiples of 2ᵉ⁻²⁴.
  private int sum(int a, int b) {
    return Math.max(sumFrom(a, b), sumFrom(b, a));
  }

  private int sumFrom(int pivot, int other) {
    int least = this.least[pivot] - 24;
    return nonzero[pivot] ? least : Math.min(least, this.least[other]);
  }

  /// The same for a product, whose bits are 23 more; or, where c is never zero, from it.
  private int productSum(int a, int b, int c) {
    int fromProduct = Math.min(least[a] + least[b] - 47, least[c]);
    return nonzero[c] ? Math.max(fromProduct, least[c] - 49) : fromProduct;
  }

  private void and(int now, int a, int b, boolean inverts) {
    isMask[now] = isMask[a] && isMask[b];
    isSign[now] = isSign[b] || (isSign[a] && !inverts);
    if (isMask[a] || keepsExponent(a, inverts)) {
      is(now, clean[b], least[b]);
    } else if (!inverts && (isMask[b] || keepsExponent(b, false))) {
      is(now, clean[a], least[a]);
    } else {
      is(now, isSign[now], NONE);
    }
  }

  private boolean keepsExponent(int value, boolean inverted) {
    if (!(codes.get(value) instanceof Code.Literal(long bits))) {
      return false;
    }
    return ((inverted ? ~bits : bits) & EXPONENT) == EXPONENT;
  }

  /// A literal's exponent bits make the result at least as large as it.
  private void or(int now, int a, int b) {
    int literal = isNormalLiteral(a) ? a : isNormalLiteral(b) ? b : -1;
    isSign[now] = isSign[a] && isSign[b];
    if (literal >= 0) {
      nonzero[now] = true;
      is(now, true, least[literal]);
    } else {
      boolean keepsSize = isSign[a] || isSign[b] || isMask[a] || isMask[b]; // all ones are NaN
      is(now, keepsSize && clean[a] && clean[b], smaller(a, b));
    }
  }

  private boolean isNormalLiteral(int value) {
    return codes.get(value) instanceof Code.Literal && nonzero[value];
  }
}
