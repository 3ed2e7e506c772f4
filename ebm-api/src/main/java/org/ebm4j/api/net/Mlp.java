package org.ebm4j.api.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Unary;

/// A multilayer perceptron: linear layers with an activation between them, none after the last.
///
///     Mlp decoder = Mlp.of("decoder", 16, 128, 784);
///     Expr image = decoder.of(x, z);   // x and z together have 16 numbers
///
/// Layer i has the parameters {@code name/i/weight} (out, in) and {@code name/i/bias} (out).
public final class Mlp implements Network {
  private final String name;
  private final int[] widths;
  private final Unary activation;
  private final List<Linear> layers;

  private Mlp(String name, int[] widths, Unary activation, Init law) {
    this.name = name;
    this.widths = widths;
    this.activation = activation;
    this.layers = new ArrayList<>();
    for (int i = 0; i + 1 < widths.length; i++) {
      boolean last = i + 2 == widths.length;
      layers.add(Linear.of(name + "/" + i, widths[i], widths[i + 1], last ? Initial.lecun() : law));
    }
  }

  /// Layers with SiLU between them, drawn from {@link Initial#he}, the last from {@link
  /// Initial#lecun}.
  ///
  /// @param widths inputs, hidden layers, outputs: at least two
  public static Mlp of(String name, int... widths) {
    Widths.require(name, widths);
    if (widths.length < 2) {
      throw new IllegalArgumentException(
          name
              + ": a network has at least inputs and outputs, found widths "
              + Arrays.toString(widths)
              + "; use for example Mlp.of(\""
              + name
              + "\", 16, 128, 784)");
    }
    return new Mlp(name, widths.clone(), Unary.SILU, Initial.he());
  }

  /// A network like this with another activation and the initial law that suits it. Its parameters
  /// are its own; use one of the two.
  public Mlp activation(Unary other) {
    return new Mlp(name, widths, other, Initial.suiting(other));
  }

  /// A network like this whose layers but the last are drawn from another law. Its parameters are
  /// its own; use one of the two.
  public Mlp initial(Init law) {
    return new Mlp(name, widths, activation, law);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int inputs() {
    return widths[0];
  }

  @Override
  public int outputs() {
    return widths[widths.length - 1];
  }

  @Override
  public Parameters parameters() {
    Parameters all = Parameters.of(List.of());
    for (Linear layer : layers) {
      all = all.and(layer.parameters());
    }
    return all;
  }

  @Override
  public Expr of(Expr... inputs) {
    return Application.of(this, inputs, this::apply);
  }

  private Expr apply(Expr input) {
    Expr x = input;
    for (int i = 0; i < layers.size(); i++) {
      x = layers.get(i).of(x);
      if (i + 1 < layers.size()) {
        x = x.map(activation);
      }
    }
    return x;
  }

  /// How the same network with other outputs is written.
  String endingIn(int outputs) {
    int[] other = widths.clone();
    other[other.length - 1] = outputs;
    return "Mlp.of(\""
        + name
        + "\", "
        + Arrays.stream(other).mapToObj(String::valueOf).collect(Collectors.joining(", "))
        + ")";
  }

  /// Widths, activation and parameters.
  @Override
  public String describe() {
    String path =
        Arrays.stream(widths).mapToObj(String::valueOf).collect(Collectors.joining(" → "));
    return name + ": " + path + ", " + activation.symbol() + "\n" + parameters().describe();
  }

  @Override
  public String toString() {
    return describe();
  }
}
