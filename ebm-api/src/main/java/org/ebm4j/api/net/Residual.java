package org.ebm4j.api.net;

import org.ebm4j.api.expr.Expr;

/// x + f(x), where f gives as many numbers as it takes: a block that begins near the identity [He
/// et al. 2016, §3.2].
///
/// @param inner f
public record Residual(Network inner) implements Network {
  public Residual {
    if (inner.inputs() != inner.outputs()) {
      throw new IllegalArgumentException(
          "a residual block adds its input to its output, but "
              + inner.name()
              + " takes "
              + inner.inputs()
              + " numbers and gives "
              + inner.outputs()
              + "; make the two counts equal");
    }
  }

  /// A block around a perceptron with one hidden layer.
  ///
  /// @param width of input and output
  /// @param hidden width between them
  public static Residual of(String name, int width, int hidden) {
    return new Residual(Mlp.of(name, width, hidden, width));
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public int inputs() {
    return inner.inputs();
  }

  @Override
  public int outputs() {
    return inner.outputs();
  }

  @Override
  public Parameters parameters() {
    return inner.parameters();
  }

  @Override
  public Expr of(Expr... inputs) {
    return Application.of(this, inputs, x -> x.plus(inner.of(x)));
  }

  @Override
  public String toString() {
    return describe();
  }
}
