package org.ebm4j.kernels.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Primitive;

/// How small the numbers of straight-line code in F32 may be, and so where denormal ones must be
/// made zero.
///
/// A value is *clean* if it never has the bits of a denormal number. Its *least* e says that it is
/// 0, NaN or at least 2ᵉ in size; its *grain* g that it is a multiple of 2ᵍ, or no number. What an
/// instruction needs is known from its operands.
///
/// With a *floor* f > −126 it is found instead what has to be watched: where all watched values are
/// 0, NaN or at least 2ᶠ, none that is read as a number is denormal, before or after rounding.
final class Magnitudes {
  static final int LOWEST = -126;
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
  private final int[] grain;
  private final int floor;
  private final List<Formula.Step> steps;

  /// @param watched whether a value is watched where it may be denormal; one of an operand, always
  Magnitudes(List<Formula.Step> steps, int floor, IntPredicate watched) {
    this.steps = steps;
    this.floor = floor;
    int size = steps.size();
    clean = new boolean[size];
    isMask = new boolean[size];
    isSign = new boolean[size];
    nonzero = new boolean[size];
    flushes = new boolean[size];
    least = new int[size];
    grain = new int[size];
    for (int now = 0; now < size; now++) {
      boolean watches = watched.test(now);
      switch (steps.get(now)) {
        case Formula.Row(boolean dirty) -> operand(now, dirty, watches);
        case Formula.Spread(boolean dirty) -> operand(now, dirty, watches);
        case Formula.Literal(long bits) -> literal(now, (int) bits);
        case Formula.Apply apply -> {
          apply(now, apply);
          if (watches && !clean[now]) {
            watch(now);
          }
        }
      }
    }
  }

  /// Of code; what is stored has no magnitude of its own.
  ///
  /// @param dirty whether a buffer may hold denormal numbers
  static Magnitudes of(List<Code> codes, IntPredicate dirty) {
    List<Formula.Step> steps = new ArrayList<>();
    for (Code code : codes) {
      steps.add(
          switch (code) {
            case Code.Load(var from) -> new Formula.Row(dirty.test(from.buffer()));
            case Code.LoadWord _ -> new Formula.Row(true);
            case Code.Literal(long bits) -> new Formula.Literal(bits);
            case Code.Folded _, Code.Store _ -> new Formula.Row(false);
            case Code.Apply(var primitive, int a, int b, int c, int shift) ->
                new Formula.Apply(primitive, a, b, c, shift, false, false);
          });
    }
    return new Magnitudes(steps, LOWEST, _ -> false);
  }

  boolean isClean(int value) {
    return clean[value];
  }

  /// Whether an instruction's result may be denormal before it is made zero; with a floor, whether
  /// the value is watched.
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

  private void operand(int value, boolean dirty, boolean watches) {
    is(value, !dirty, LOWEST);
    if (watches) {
      watch(value);
    }
  }

  private void watch(int value) {
    is(value, true, floor);
    flushes[value] = true;
  }

  private void is(int value, boolean isClean, int exponent) {
    clean[value] = isClean;
    least[value] = isClean ? exponent : LOWEST;
    grain[value] = least[value] - FRACTION;
  }

  /// The value is one of two others, but for its sign.
  private void isEither(int value, boolean isClean, int a, int b) {
    is(value, isClean, Math.min(least[a], least[b]));
    if (isClean) {
      grain[value] = Math.max(grain[value], Math.min(grain[a], grain[b]));
    }
  }

  private void literal(int value, int bits) {
    boolean small = (bits & EXPONENT) == 0;
    isSign[value] = (bits & ~SIGN) == 0;
    isMask[value] = bits == 0 || bits == -1;
    nonzero[value] = !small;
    is(value, !small || isSign[value], isSign[value] ? NONE : exponent(bits));
    if (!small) {
      grain[value] += Integer.numberOfTrailingZeros(bits | 1 << FRACTION);
    }
  }

  private static int exponent(int bits) {
    return ((bits & EXPONENT) >>> 23) - 127;
  }

  private void apply(int now, Formula.Apply apply) {
    int a = apply.a();
    int b = apply.b();
    int c = apply.c();
    switch (apply.primitive()) {
      case ADD, SUB -> arithmetic(now, sum(a, b), Math.min(grain[a], grain[b]));
      case MUL -> arithmetic(now, least[a] + least[b], grain[a] + grain[b]);
      case DIV -> arithmetic(now, least[a] - NONE, Integer.MIN_VALUE);
      case FMA, FNMA ->
          arithmetic(now, productSum(a, b, c), Math.min(grain[a] + grain[b], grain[c]));
      case SQRT -> is(now, true, Math.floorDiv(least[a], 2));
      case MIN, MAX -> isEither(now, true, a, b);
      case ROUND, INT_TO_FLOAT -> {
        is(now, true, 0);
        grain[now] = 0;
      }
      case LESS, LESS_EQUAL, EQUAL, UNORDERED -> {
        isMask[now] = true;
        is(now, true, NONE);
      }
      case AND -> and(now, a, b, false);
      case AND_NOT -> and(now, a, b, true);
      case OR -> or(now, a, b);
      case XOR -> isEither(now, (isSign[a] && clean[b]) || (isSign[b] && clean[a]), a, b);
      case BLEND -> {
        nonzero[now] = nonzero[b] && nonzero[c];
        isEither(now, clean[b] && clean[c], b, c);
      }
      case SHIFT_LEFT -> {
        isSign[now] = apply.shift() == 31;
        is(now, apply.shift() >= FRACTION, isSign[now] ? NONE : LOWEST); // without fraction
      }
      case SHIFT_RIGHT, INT_ADD, INT_SUB -> is(now, false, LOWEST);
    }
  }

  /// A result whose exact value is 0 or at least 2ᵉ, and a multiple of 2ᵍ.
  private void arithmetic(int now, int exponent, int g) {
    int e = Math.max(exponent, g);
    if (e < LOWEST) {
      watch(now);
    } else {
      is(now, true, e);
      grain[now] = Math.max(grain[now], g);
    }
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
      isEither(now, clean[b], b, b);
    } else if (!inverts && (isMask[b] || keepsExponent(b, false))) {
      isEither(now, clean[a], a, a);
    } else {
      is(now, isSign[now], NONE);
    }
  }

  private boolean keepsExponent(int value, boolean inverted) {
    if (!(steps.get(value) instanceof Formula.Literal(long bits))) {
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
      isEither(now, keepsSize && clean[a] && clean[b], a, b);
    }
  }

  private boolean isNormalLiteral(int value) {
    return steps.get(value) instanceof Formula.Literal && nonzero[value];
  }
}
