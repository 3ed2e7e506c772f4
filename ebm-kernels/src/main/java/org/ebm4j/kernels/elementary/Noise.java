package org.ebm4j.kernels.elementary;

import static org.ebm4j.kernels.loop.Primitive.ADD;
import static org.ebm4j.kernels.loop.Primitive.FMA;
import static org.ebm4j.kernels.loop.Primitive.INT_TO_FLOAT;
import static org.ebm4j.kernels.loop.Primitive.MUL;
import static org.ebm4j.kernels.loop.Primitive.OR;
import static org.ebm4j.kernels.loop.Primitive.SHIFT_RIGHT;
import static org.ebm4j.kernels.loop.Primitive.SQRT;
import static org.ebm4j.kernels.loop.Primitive.SUB;

import org.ebm4j.api.engine.Precision;

/// Turns the four random words of a block into the numbers it holds: four in F32, two in F64.
///
/// | | F32 | F64 |
/// |---|---|---|
/// | uniform | (w >>> 8 + ½)·2⁻²⁴ | (m + ½)·2⁻⁵³, m the first 53 bits of w₀w₁ |
/// | numbers | u₀ u₁ u₂ u₃ | u₀ of (w₀, w₁), u₁ of (w₂, w₃) |
/// | normals | r cos φ, r sin φ of (u₀, u₁), then of (u₂, u₃) | r cos φ, r sin φ of (u₀, u₁) |
///
/// with r = √(−2 ln u) of the first and φ = 2πu of the second. A uniform is rounded once and lies
/// in (0, 1].
///
/// Source: [Box & Muller 1958].
public final class Noise {
  private final CodeBuilder code;
  private final Elementary functions;

  /// @param functions whose code this appends to
  public Noise(Elementary functions) {
    this.code = functions.code();
    this.functions = functions;
  }

  /// The uniform numbers of a block, in order.
  ///
  /// @param words values of the four words
  public int[] uniforms(int... words) {
    if (code.precision() == Precision.F64) {
      return new int[] {uniform(words[0], words[1]), uniform(words[2], words[3])};
    }
    int[] uniforms = new int[4];
    for (int i = 0; i < 4; i++) {
      uniforms[i] = uniform(words[i]);
    }
    return uniforms;
  }

  /// The normal numbers of a block, in order.
  ///
  /// @param words values of the four words
  public int[] normals(int... words) {
    int[] numbers = uniforms(words);
    for (int i = 0; i < numbers.length; i += 2) {
      int radius = radius(numbers[i]);
      int turn = numbers[i + 1];
      numbers[i] = code.apply(MUL, radius, functions.cosTurn(turn));
      numbers[i + 1] = code.apply(MUL, radius, functions.sinTurn(turn));
    }
    return numbers;
  }

  private int radius(int u) {
    int log = functions.logOfNormal(u);
    return code.apply(SQRT, code.apply(MUL, log, code.literal(-2)));
  }

  /// The uniform number of a word, in F32.
  public int uniform(int word) {
    int whole = code.apply(INT_TO_FLOAT, code.shift(SHIFT_RIGHT, word, 8));
    return code.apply(FMA, whole, code.literal(0x1p-24), code.literal(0x1p-25));
  }

  /// The bits of a word are put below those of a power of two, which is then taken away: exact, and
  /// without a conversion.
  private int uniform(int high, int low) {
    int upper = code.apply(OR, high, code.literal(0x1p20));
    int lower = code.apply(OR, code.shift(SHIFT_RIGHT, low, 11), code.literal(0.5));
    return code.apply(
        ADD,
        code.apply(SUB, upper, code.literal(0x1p20)),
        code.apply(SUB, lower, code.literal(0.5 - 0x1p-54)));
  }
}
