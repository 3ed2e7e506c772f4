package org.ebm4j.api.net;

import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Unary;

/// The initial laws by name. Fan-in is how many numbers each output adds up.
public final class Initial {
  private static final String NAMES = "he, lecun, glorot, zeros, ones";

  private Initial() {}

  /// N(0, 2/fan-in), which keeps the scale through ReLU and its kin [He et al. 2015, §2.2].
  public static Init he() {
    return new Init.FanIn(Math.sqrt(2));
  }

  /// N(0, 1/fan-in), which keeps the scale through linear and sigmoid layers [LeCun et al. 1998,
  /// §4.6].
  public static Init lecun() {
    return new Init.FanIn(1);
  }

  /// U(−a, a) with a = √(6/(fan-in + fan-out)) [Glorot & Bengio 2010, §4.2.1].
  public static Init glorot() {
    return new Init.Glorot(1);
  }

  /// N(0, sd²).
  ///
  /// @param sd ≥ 0
  public static Init normal(double sd) {
    return new Init.Normal(sd);
  }

  /// All zeros: biases.
  public static Init zeros() {
    return new Init.Constant(0);
  }

  /// All ones: gains.
  public static Init ones() {
    return new Init.Constant(1);
  }

  /// The law of a name, for configurations: he, lecun, glorot, zeros or ones.
  ///
  /// @throws IllegalArgumentException for any other, with the names there are
  public static Init named(String name) {
    return switch (name) {
      case "he" -> he();
      case "lecun" -> lecun();
      case "glorot" -> glorot();
      case "zeros" -> zeros();
      case "ones" -> ones();
      default ->
          throw new IllegalArgumentException(
              "there is no initial law '" + name + "'; there are " + NAMES);
    };
  }

  /// The law that keeps the scale through an activation.
  static Init suiting(Unary activation) {
    return switch (activation) {
      case RELU, SILU, SOFTPLUS, ABS, STEP -> he();
      case NEGATE, RECIPROCAL, SQRT, EXP, LOG, TANH, SIGMOID, SIGN -> lecun();
    };
  }
}
