package org.ebm4j.api.energy;

import java.util.List;
import java.util.Locale;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.net.Parameters;

/// An energy as a table: its spaces, one line a term, the parameters.
final class EnergyTable {
  private EnergyTable() {}

  static String of(Sum<?, ?, ?> sum) {
    StringBuilder text = new StringBuilder("E(x, y, z)\n");
    text.append("  x  ")
        .append(sum.xs())
        .append("\n  y  ")
        .append(sum.ys())
        .append("\n  z  ")
        .append(sum.zs())
        .append('\n');
    int width = Math.max(4, sum.terms().stream().mapToInt(t -> t.name().length()).max().orElse(4));
    text.append(row(width, "term", "coefficient", "nodes", "parameters"));
    for (Term term : sum.terms()) {
      List<Node> nodes = Graph.topological(List.of(term.value()));
      text.append(
          row(
              width,
              term.name(),
              String.valueOf(term.coefficient()),
              String.valueOf(nodes.size()),
              String.format(Locale.ROOT, "%,d", Parameters.of(List.of(term.value())).count())));
    }
    return text.toString();
  }

  private static String row(
      int width, String name, String coefficient, String nodes, String parameters) {
    return String.format(
        Locale.ROOT, "  %-" + width + "s  %12s  %8s  %12s%n", name, coefficient, nodes, parameters);
  }
}
