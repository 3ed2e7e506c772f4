package org.ebm4j.kernels.elementary;

import static org.ebm4j.kernels.loop.Primitive.ADD;
import static org.ebm4j.kernels.loop.Primitive.AND;
import static org.ebm4j.kernels.loop.Primitive.BLEND;
import static org.ebm4j.kernels.loop.Primitive.DIV;
import static org.ebm4j.kernels.loop.Primitive.EQUAL;
import static org.ebm4j.kernels.loop.Primitive.FNMA;
import static org.ebm4j.kernels.loop.Primitive.LESS;
import static org.ebm4j.kernels.loop.Primitive.LESS_EQUAL;
import static org.ebm4j.kernels.loop.Primitive.MAX;
import static org.ebm4j.kernels.loop.Primitive.MIN;
import static org.ebm4j.kernels.loop.Primitive.MUL;
import static org.ebm4j.kernels.loop.Primitive.OR;
import static org.ebm4j.kernels.loop.Primitive.SQRT;
import static org.ebm4j.kernels.loop.Primitive.SUB;
import static org.ebm4j.kernels.loop.Primitive.UNORDERED;
import static org.ebm4j.kernels.loop.Primitive.XOR;

import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Unary;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Primitive;

/// Appends elementary functions to code. Arguments and results are numbers of values.
///
/// NaN in gives NaN out, except that comparisons give 0. Results do not depend on a NaN's sign or
/// payload.
public final class Elementary {
  private final CodeBuilder code;
  private final Format format;
  private final Exponential exponential;
  private final Logarithm logarithm;
  private final Turns turns;

  /// @param code what is appended to
  public Elementary(CodeBuilder code) {
    this.code = code;
    this.format = Format.of(code.precision());
    this.exponential = new Exponential(code);
    this.logarithm = new Logarithm(code);
    this.turns = new Turns(code);
  }

  /// The code under construction.
  public CodeBuilder code() {
    return code;
  }

  /// A graph's function of one number.
  public int map(Unary function, int a) {
    return switch (function) {
      case NEGATE -> negate(a);
      case ABS -> abs(a);
      case RECIPROCAL -> reciprocal(a);
      case SQRT -> code.apply(SQRT, a);
      case EXP -> exp(a);
      case LOG -> log(a);
      case TANH -> tanh(a);
      case SIGMOID -> sigmoid(a);
      case SOFTPLUS -> softplus(a);
      case RELU -> relu(a);
      case SILU -> silu(a);
      case SIGN -> sign(a);
      case STEP -> step(a);
    };
  }

  /// A graph's function of two numbers.
  public int zip(Binary function, int a, int b) {
    return switch (function) {
      case ADD -> code.apply(ADD, a, b);
      case SUBTRACT -> code.apply(SUB, a, b);
      case MULTIPLY -> code.apply(MUL, a, b);
      case DIVIDE -> code.apply(DIV, a, b);
      case MIN -> min(a, b);
      case MAX -> max(a, b);
      case LESS -> less(a, b);
      case LESS_EQUAL -> lessEqual(a, b);
      case EQUAL -> equal(a, b);
    };
  }

  /// −a
  public int negate(int a) {
    return code.apply(XOR, a, signBit());
  }

  /// |a|
  public int abs(int a) {
    return code.apply(AND, a, code.bits(format.magnitude()));
  }

  /// 1/a
  public int reciprocal(int a) {
    return code.apply(DIV, code.literal(1), a);
  }

  /// eᵃ
  public int exp(int a) {
    return exponential.exp(a);
  }

  /// ln a: −∞ at ±0, NaN below.
  public int log(int a) {
    return logarithm.log(a);
  }

  /// ln a for a positive, finite, normal a, in fewer instructions.
  public int logOfNormal(int a) {
    return logarithm.ofNormal(a);
  }

  /// tanh |a| = h/(1 + h) = m − m·m/(1 + h) with h = ½(e^2|a| − 1) and m = min(h, 1): the error of
  /// h counts less the larger a is, that of the quotient less the farther a is from ½ ln 3.
  public int tanh(int a) {
    int h = exponential.halfTwiceMinusOne(a);
    int one = code.literal(1);
    int m = code.apply(MIN, one, h);
    int size = code.apply(FNMA, m, code.apply(DIV, m, code.apply(ADD, h, one)), m);
    return code.apply(OR, size, code.apply(AND, a, signBit()));
  }

  /// 1/(1 + e⁻ᵃ) = m − m·d/(1 + d) with d = e^−|a| and m = d below 0, else 1. Both tails keep their
  /// accuracy, and the quotient's error is scaled down.
  public int sigmoid(int a) {
    int decay = exponential.decay(a);
    int one = code.literal(1);
    int whole = code.apply(BLEND, a, decay, one);
    return code.apply(FNMA, whole, code.apply(DIV, decay, code.apply(ADD, decay, one)), whole);
  }

  /// ln(1 + eᵃ) = max(a, 0) + ln(1 + e^−|a|)
  public int softplus(int a) {
    return code.apply(ADD, relu(a), logarithm.log1p(exponential.decay(a)));
  }

  /// max(a, 0)
  public int relu(int a) {
    return code.apply(MAX, code.literal(0), a);
  }

  /// a·sigmoid(a)
  public int silu(int a) {
    return code.apply(MUL, a, sigmoid(a));
  }

  /// −1 or 1 by a's sign; ±0 and NaN stay.
  public int sign(int a) {
    int signed = code.apply(OR, code.apply(AND, a, signBit()), code.literal(1));
    return code.apply(BLEND, code.apply(LESS, code.literal(0), abs(a)), signed, a);
  }

  /// 1 where a > 0, else 0; NaN stays.
  public int step(int a) {
    return code.apply(OR, less(code.literal(0), a), code.apply(UNORDERED, a, a));
  }

  /// The smaller; a of two equal ones, NaN if either is.
  public int min(int a, int b) {
    return orNan(b, code.apply(MIN, b, a));
  }

  /// The larger; a of two equal ones, NaN if either is.
  public int max(int a, int b) {
    return orNan(b, code.apply(MAX, b, a));
  }

  /// 1 where a < b, else 0.
  public int less(int a, int b) {
    return indicator(code.apply(LESS, a, b));
  }

  /// 1 where a ≤ b, else 0.
  public int lessEqual(int a, int b) {
    return indicator(code.apply(LESS_EQUAL, a, b));
  }

  /// 1 where a = b, else 0.
  public int equal(int a, int b) {
    return indicator(code.apply(EQUAL, a, b));
  }

  /// a where the condition is not zero, b where it is, NaN where it is NaN.
  public int where(int condition, int a, int b) {
    int mask = maskOf(condition);
    if (mask >= 0) {
      return code.apply(BLEND, mask, a, b);
    }
    int chosen = code.apply(BLEND, code.apply(EQUAL, condition, code.literal(0)), b, a);
    return code.apply(OR, chosen, code.apply(UNORDERED, condition, condition));
  }

  /// cos 2πa for 0 ≤ a ≤ 1.
  public int cosTurn(int a) {
    return turns.cos(a);
  }

  /// sin 2πa for 0 ≤ a ≤ 1.
  public int sinTurn(int a) {
    return turns.sin(a);
  }

  private int signBit() {
    return code.bits(format.sign());
  }

  private int indicator(int mask) {
    return code.apply(AND, mask, code.literal(1));
  }

  /// The mask an indicator was made of, or −1: a comparison just made need not be compared with 0
  /// again.
  private int maskOf(int value) {
    boolean isIndicator =
        code.at(value) instanceof Code.Apply(var primitive, var mask, var one, _, _)
            && primitive == AND
            && one == code.literal(1)
            && code.at(mask) instanceof Code.Apply(var comparison, _, _, _, _)
            && isComparison(comparison);
    return isIndicator ? ((Code.Apply) code.at(value)).a() : -1;
  }

  private static boolean isComparison(Primitive primitive) {
    return primitive == LESS || primitive == LESS_EQUAL || primitive == EQUAL;
  }

  /// A mask of ones is NaN; b itself is a NaN where it is one.
  private int orNan(int b, int value) {
    return code.apply(OR, value, code.apply(UNORDERED, b, b));
  }
}
