package org.ebm4j.api.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;

/// One step, written for one chain: from leaves to outputs, and which outputs become leaves of the
/// next step.
///
/// Leaves are found by walking the graph and are addressed by name: {@link Op.Input} (one array per
/// chain), {@link Op.Parameter} and {@link Op.Setting} (one array for all). Names of leaves and
/// outputs are distinct.
///
/// @param name for listings and logs
/// @param carries after a step every {@code next} becomes the value of its {@code leaf}, all at
///   once
/// @param outputs what a step computes from the values before the carries
public record Computation(String name, List<Carry> carries, List<Output> outputs) {

  /// A leaf and its value in the next step. A leaf that varies takes a next that varies or not; a
  /// shared leaf a shared next.
  public record Carry(Node leaf, Node next) {
    public Carry {
      if (!leaf.shape().equals(next.shape())) {
        throw new IllegalArgumentException(
            "cannot carry "
                + next.shape()
                + " into leaf '"
                + nameOf(leaf)
                + "' of shape "
                + leaf.shape());
      }
      if (next.varies() && !leaf.varies()) {
        throw new IllegalArgumentException(
            "cannot carry a value that differs from chain to chain into '"
                + nameOf(leaf)
                + "', which all chains share; reduce it over the batch first");
      }
    }
  }

  /// A named result.
  public record Output(String name, Node node) {}

  public Computation {
    carries = List.copyOf(carries);
    outputs = List.copyOf(outputs);
    Map<String, Node> names = new HashMap<>();
    for (Node leaf : leaves(carries, outputs)) {
      claim(names, nameOf(leaf), leaf);
    }
    for (Output output : outputs) {
      claim(names, output.name(), output.node());
    }
  }

  private static void claim(Map<String, Node> names, String name, Node node) {
    Node other = names.putIfAbsent(name, node);
    if (other != null && other != node) {
      throw new IllegalArgumentException(
          "two arrays of one computation are called '"
              + name
              + "' ("
              + other
              + " and "
              + node
              + "); rename one");
    }
  }

  /// Everything the computation must produce: nexts, then outputs.
  public List<Node> roots() {
    return roots(carries, outputs);
  }

  /// The named leaves it reads or carries, in a stable order.
  public List<Node> leaves() {
    return leaves(carries, outputs);
  }

  private static List<Node> leaves(List<Carry> carries, List<Output> outputs) {
    List<Node> all = roots(carries, outputs);
    for (Carry carry : carries) {
      all.add(carry.leaf());
    }
    List<Node> leaves = new ArrayList<>();
    for (Node node : Graph.topological(all)) {
      if (isNamed(node.op())) {
        leaves.add(node);
      }
    }
    return List.copyOf(leaves);
  }

  private static List<Node> roots(List<Carry> carries, List<Output> outputs) {
    List<Node> roots = new ArrayList<>();
    for (Carry carry : carries) {
      roots.add(carry.next());
    }
    for (Output output : outputs) {
      roots.add(output.node());
    }
    return roots;
  }

  private static boolean isNamed(Op op) {
    return op instanceof Op.Input || op instanceof Op.Parameter || op instanceof Op.Setting;
  }

  /// The name a leaf is addressed by.
  public static String nameOf(Node leaf) {
    return switch (leaf.op()) {
      case Op.Input(var name) -> name;
      case Op.Parameter(var name, _) -> name;
      case Op.Setting(var name) -> name;
      default ->
          throw new IllegalArgumentException("not a named leaf: " + leaf); // callers pass leaves
    };
  }
}
