package org.ebm4j.api.net;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.ShapeException;

/// Applying a network: inputs joined and counted, the result named for error messages.
final class Application {
  private Application() {}

  static Expr of(Network network, Expr[] inputs, UnaryOperator<Expr> function) {
    int count = Arrays.stream(inputs).mapToInt(e -> e.shape().size()).sum();
    if (count != network.inputs()) {
      throw new ShapeException(
          network.name()
              + " takes "
              + network.inputs()
              + " numbers, found "
              + count
              + " in "
              + listed(inputs)
              + "; make it begin with "
              + count
              + " inputs or give it others");
    }
    Expr[] flat =
        Arrays.stream(inputs)
            .filter(e -> e.shape().size() > 0)
            .map(Expr::flat)
            .toArray(Expr[]::new);
    String names =
        Arrays.stream(inputs)
            .map(Expr::name)
            .filter(n -> !n.isEmpty())
            .collect(Collectors.joining(", "));
    return function
        .apply(Expr.concat(0, flat))
        .called(network.name() + "(" + names + ")", wanted -> advice(network, wanted.size()));
  }

  private static String advice(Network network, int wanted) {
    String ends = network.name() + " ends in " + network.outputs() + " outputs";
    return network instanceof Mlp mlp
        ? ends + " — use " + mlp.endingIn(wanted)
        : ends + ", " + wanted + " are wanted";
  }

  private static String listed(Expr[] inputs) {
    return Arrays.stream(inputs)
        .map(e -> e.name().isEmpty() ? e.shape().toString() : e.name() + " " + e.shape())
        .collect(Collectors.joining(", "));
  }
}
