package org.ebm4j.api.print;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;

/// What a graph reads and gives, in columns.
public final class Tables {
  private Tables() {}

  /// A line for each named leaf: its name, kind, shape, count of numbers, and the law a parameter
  /// begins with.
  public static String leaves(Collection<Node> roots) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("leaf", "kind", "shape", "numbers", "begins as"));
    for (Node node : Graph.canonical(roots)) {
      String name = Notation.leafName(node.op());
      if (!name.isEmpty()) {
        rows.add(
            List.of(
                name,
                kind(node.op()),
                node.shape().toString(),
                String.format(Locale.ROOT, "%,d", node.shape().size()),
                node.op() instanceof Op.Parameter(_, var init) ? law(init) : ""));
      }
    }
    return columns(rows);
  }

  /// A line for each term: its name, shape and formula; then the names used in them.
  public static String terms(SequencedMap<String, Node> terms) {
    List<String> lines = Notation.of(terms).lines().toList();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("term", "shape", "formula"));
    terms.forEach((name, term) -> {
      String line = lines.get(rows.size() - 1);
      rows.add(List.of(name, term.shape().toString(), line.substring(name.length() + 3)));
    });
    List<String> names = lines.subList(terms.size(), lines.size());
    return names.isEmpty() ? columns(rows) : columns(rows) + "\n" + String.join("\n", names);
  }

  private static String kind(Op op) {
    return switch (op) {
      case Op.Input _ -> "input";
      case Op.Parameter _ -> "parameter";
      case Op.Setting _ -> "setting";
      case Op.Constant _, Op.Noise _, Op.BatchSize _, Op.Map _, Op.Zip _, Op.Where _ -> "";
      case Op.Broadcast _, Op.Reshape _, Op.Transpose _, Op.Slice _, Op.Pad _, Op.Concat _ -> "";
      case Op.Reduce _, Op.MatMul _, Op.StopGradient _, Op.BatchSum _, Op.BatchContract _ -> "";
    };
  }

  private static String law(Init init) {
    return switch (init) {
      case Init.Constant(double value) -> Digits.of(value);
      case Init.Normal(double sd) -> "N(0, " + Digits.of(sd) + "²)";
      case Init.FanIn(double gain) -> "N(0, " + Digits.of(gain) + "²/fan-in)";
      case Init.Glorot(double gain) -> "U(±" + Digits.of(gain) + "·√(6/(fan-in + fan-out)))";
      case Init.Given(var values) -> Digits.some(values);
    };
  }

  /// Left-aligned, two spaces between columns, none at the end of a line.
  private static String columns(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).repeat(" ", widths[i] - row.get(i).length() + 2);
      }
      lines.add(line.toString().stripTrailing());
    }
    return String.join("\n", lines);
  }
}
