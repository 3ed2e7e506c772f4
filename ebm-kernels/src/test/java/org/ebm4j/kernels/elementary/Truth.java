package org.ebm4j.kernels.elementary;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/// Elementary functions of doubles to 40 digits and more, by series after a reduction of the
/// argument.
final class Truth {
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.TWO;

  /// 2·artanh(1/3)
  private static final BigDecimal LN2 = twiceArtanh(ONE.divide(new BigDecimal(3), DIGITS));

  /// 16·arctan(1/5) − 4·arctan(1/239) [Machin 1706]
  private static final BigDecimal PI = arctanOfInverse(5, 16).subtract(arctanOfInverse(239, 4));

  private Truth() {}

  static BigDecimal exp(double x) {
    if (x < -2000) {
      return BigDecimal.valueOf(1, 900); // as good as any number below all doubles
    }
    int k = (int) Math.rint(x / Math.log(2));
    BigDecimal power = expOfSmall(new BigDecimal(x).subtract(LN2.multiply(BigDecimal.valueOf(k))));
    BigDecimal scale = new BigDecimal(BigInteger.ONE.shiftLeft(Math.abs(k)));
    return k >= 0 ? power.multiply(scale) : power.divide(scale, DIGITS);
  }

  private static BigDecimal expOfSmall(BigDecimal r) {
    BigDecimal sum = ONE;
    BigDecimal term = ONE;
    for (int i = 1; i < 45; i++) {
      term = term.multiply(r, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
      sum = sum.add(term);
    }
    return sum.round(DIGITS);
  }

  static BigDecimal log(double x) {
    int k =
        Math.getExponent(x < Double.MIN_NORMAL ? x * 0x1p60 : x) - (x < Double.MIN_NORMAL ? 60 : 0);
    BigDecimal scale = new BigDecimal(BigInteger.ONE.shiftLeft(Math.abs(k)));
    BigDecimal m = k >= 0 ? new BigDecimal(x).divide(scale) : new BigDecimal(x).multiply(scale);
    if (m.doubleValue() > 1.4) {
      m = m.divide(TWO);
      k++;
    }
    return log1p(m.subtract(ONE)).add(LN2.multiply(BigDecimal.valueOf(k)));
  }

  static BigDecimal log1p(BigDecimal x) {
    return twiceArtanh(x.divide(x.add(TWO), DIGITS));
  }

  static BigDecimal tanh(double x) {
    if (Math.abs(x) < 1e-15) { // x − x³/3; the quotient would cancel
      BigDecimal exact = new BigDecimal(x);
      return exact.subtract(exact.pow(3).divide(new BigDecimal(3), DIGITS));
    }
    BigDecimal decay = exp(-2 * Math.abs(x));
    BigDecimal size = ONE.subtract(decay).divide(ONE.add(decay), DIGITS);
    return x < 0 ? size.negate() : size;
  }

  static BigDecimal sigmoid(double x) {
    BigDecimal decay = exp(-Math.abs(x));
    return (x >= 0 ? ONE : decay).divide(ONE.add(decay), DIGITS);
  }

  static BigDecimal softplus(double x) {
    BigDecimal log = log1p(exp(-Math.abs(x)));
    return x > 0 ? log.add(new BigDecimal(x)) : log;
  }

  static BigDecimal cosTurn(double u) {
    return sinTurn(new BigDecimal("0.25").subtract(nearest(u)));
  }

  static BigDecimal sinTurn(double u) {
    BigDecimal q = nearest(u);
    BigDecimal size = sinTurn(q.min(new BigDecimal("0.5").subtract(q)));
    return u > 0.5 ? size.negate() : size;
  }

  private static BigDecimal nearest(double u) {
    BigDecimal exact = new BigDecimal(u);
    return exact.min(ONE.subtract(exact));
  }

  private static BigDecimal sinTurn(BigDecimal m) {
    BigDecimal x = m.multiply(PI, DIGITS).multiply(TWO);
    BigDecimal square = x.multiply(x, DIGITS).negate();
    BigDecimal sum = x;
    BigDecimal term = x;
    for (int i = 2; i < 70; i += 2) {
      term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf((long) i * (i + 1)), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return sum;
  }

  private static BigDecimal twiceArtanh(BigDecimal s) {
    BigDecimal square = s.multiply(s, DIGITS);
    BigDecimal sum = s;
    BigDecimal power = s;
    for (int i = 3; i < 140; i += 2) {
      power = power.multiply(square, DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(i), DIGITS), DIGITS);
    }
    return sum.multiply(TWO);
  }

  private static BigDecimal arctanOfInverse(int n, int factor) {
    BigDecimal square = BigDecimal.valueOf((long) n * n);
    BigDecimal power = BigDecimal.valueOf(factor).divide(BigDecimal.valueOf(n), DIGITS);
    BigDecimal sum = power;
    for (int i = 3; i < 120; i += 2) {
      power = power.divide(square, DIGITS).negate();
      sum = sum.add(power.divide(BigDecimal.valueOf(i), DIGITS), DIGITS);
    }
    return sum;
  }
}
