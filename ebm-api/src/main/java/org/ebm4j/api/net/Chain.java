package org.ebm4j.api.net;

import java.util.List;
import java.util.stream.Collectors;
import org.ebm4j.api.expr.Expr;

/// Networks one after another.
///
/// @param parts first to last, each taking as many numbers as the one before gives
public record Chain(List<Network> parts) implements Network {
  public Chain {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a chain has at least one network, found none");
    }
    for (int i = 0; i + 1 < parts.size(); i++) {
      Network first = parts.get(i);
      Network second = parts.get(i + 1);
      if (first.outputs() != second.inputs()) {
        throw new IllegalArgumentException(
            "cannot put "
                + second.name()
                + ", which takes "
                + second.inputs()
                + " numbers, after "
                + first.name()
                + ", which gives "
                + first.outputs()
                + "; make the two counts equal");
      }
    }
  }

  @Override
  public String name() {
    return parts.stream().map(Network::name).distinct().collect(Collectors.joining("+"));
  }

  @Override
  public int inputs() {
    return parts.getFirst().inputs();
  }

  @Override
  public int outputs() {
    return parts.getLast().outputs();
  }

  @Override
  public Parameters parameters() {
    Parameters all = parts.getFirst().parameters();
    for (Network part : parts) {
      all = all.and(part.parameters());
    }
    return all;
  }

  @Override
  public Expr of(Expr... inputs) {
    return Application.of(
        this,
        inputs,
        x -> {
          Expr value = x;
          for (Network part : parts) {
            value = part.of(value);
          }
          return value;
        });
  }

  @Override
  public String toString() {
    return describe();
  }
}
