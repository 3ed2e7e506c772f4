package org.ebm4j.api.energy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.net.Parameters;
import org.ebm4j.api.print.Notation;
import org.ebm4j.api.space.Space;

/// An energy for a person: the sum it is, its spaces, a line for each term, its parameters.
///
///     E(x, y) = fit + 0.1·prior
///       fit = ‖x.pixels − y.dx‖²
///       prior = ‖y‖²
///       x  Frame(pixels [4])
///       y  Motion(dx [], dy [])
///     term   coefficient  arguments     parameters
///     fit    1            x [4], y [2]          20
///     prior  0.1          y [2]                  0
final class EnergyTable {
  private EnergyTable() {}

  static String of(Sum<?, ?, ?> sum) {
    StringBuilder text = new StringBuilder();
    text.append("E(").append(roles(sum)).append(") = ").append(formula(sum.terms())).append('\n');
    formulas(text, sum);
    space(text, "x", sum.xs());
    space(text, "y", sum.ys());
    space(text, "z", sum.zs());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("term", "coefficient", "arguments", "parameters"));
    for (Term term : sum.terms()) {
      rows.add(List.of(term.name(), digits(term.coefficient()), arguments(term), parameters(term)));
    }
    columns(text, rows);
    return sum.parameters().isEmpty() ? text.toString() : text + sum.parameters().describe();
  }

  private static String roles(Sum<?, ?, ?> sum) {
    List<String> roles = new ArrayList<>();
    if (sum.xs().size() > 0) {
      roles.add("x");
    }
    roles.add("y");
    if (sum.zs().size() > 0) {
      roles.add("z");
    }
    return String.join(", ", roles);
  }

  /// fit + 0.1·slack − 2·gap.
  private static String formula(List<Term> terms) {
    StringBuilder text = new StringBuilder();
    for (Term term : terms) {
      double c = term.coefficient();
      boolean first = text.isEmpty();
      text.append(c < 0 ? (first ? "−" : " − ") : first ? "" : " + ");
      text.append(Math.abs(c) == 1 ? "" : digits(Math.abs(c)) + "·").append(term.name());
    }
    return terms.isEmpty() ? "0" : text.toString();
  }

  /// What each term is, with the components of records under their names.
  private static void formulas(StringBuilder text, Sum<?, ?, ?> sum) {
    List<Node> values = Named.of(sum);
    SequencedMap<String, Node> formulas = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      formulas.put(sum.terms().get(i).name(), values.get(i));
    }
    if (!formulas.isEmpty()) {
      Notation.of(formulas).lines().forEach(line -> text.append("  ").append(line).append('\n'));
    }
  }

  private static void space(StringBuilder text, String role, Space<?> space) {
    if (space.size() > 0) {
      text.append("  ").append(role).append("  ").append(space).append('\n');
    }
  }

  private static String arguments(Term term) {
    return Graph.topological(List.of(term.value())).stream()
        .filter(node -> node.op() instanceof Op.Input)
        .map(EnergyTable::named)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String named(Node node) {
    return ((Op.Input) node.op()).name() + " " + node.shape();
  }

  private static String parameters(Term term) {
    return String.format(Locale.ROOT, "%,d", Parameters.of(List.of(term.value())).count());
  }

  private static String digits(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static void columns(StringBuilder text, List<List<String>> rows) {
    int last = rows.getFirst().size() - 1;
    int[] widths = new int[last + 1];
    rows.forEach(row -> {
      for (int i = 0; i <= last; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    });
    for (List<String> row : rows) {
      for (int i = 0; i < last; i++) {
        text.append(row.get(i)).repeat(" ", widths[i] - row.get(i).length() + 2);
      }
      text.repeat(" ", widths[last] - row.get(last).length()).append(row.get(last)).append('\n');
    }
  }
}
