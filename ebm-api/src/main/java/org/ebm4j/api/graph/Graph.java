package org.ebm4j.api.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// Walks over nodes. Every walk is a loop and visits a node once, however deep or shared the graph.
public final class Graph {
  private Graph() {}

  /// All nodes the roots need, inputs before the nodes that use them.
  public static List<Node> topological(Collection<Node> roots) {
    Map<Node, Boolean> seen = new IdentityHashMap<>();
    List<Node> nodes = new ArrayList<>();
    Deque<Node> stack = new ArrayDeque<>();
    for (Node root : roots) {
      if (seen.put(root, true) == null) {
        stack.push(root);
      }
    }
    while (!stack.isEmpty()) {
      Node node = stack.pop();
      nodes.add(node);
      for (Node input : node.inputs()) {
        if (seen.put(input, true) == null) {
          stack.push(input);
        }
      }
    }
    nodes.sort(Comparator.comparingLong(Node::serial));
    return nodes;
  }

  /// Rebuilds the graph above the roots: each node is replaced by what {@code rewrite} returns for
  /// it and its already rewritten inputs. A node whose rewrite keeps it and its inputs stays the
  /// same object.
  ///
  /// @return the images of the roots, in order
  public static List<Node> rewrite(List<Node> roots, BiFunction<Node, List<Node>, Node> rewrite) {
    Map<Node, Node> images = new IdentityHashMap<>();
    for (Node node : topological(roots)) {
      List<Node> inputs = new ArrayList<>(node.inputs().size());
      for (Node input : node.inputs()) {
        inputs.add(image(images, input));
      }
      images.put(node, rewrite.apply(node, inputs));
    }
    List<Node> results = new ArrayList<>(roots.size());
    for (Node root : roots) {
      results.add(image(images, root));
    }
    return results;
  }

  /// The node on these inputs: itself if they are its own, else a copy.
  public static Node on(Node node, List<Node> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i) != node.input(i)) {
        return node.on(inputs);
      }
    }
    return node;
  }

  /// Replaces leaves (or any nodes) by others of the same shape.
  public static List<Node> substitute(List<Node> roots, Map<Node, Node> replacements) {
    return rewrite(
        roots,
        (node, inputs) -> {
          Node replacement = replacements.get(node); // identity: Node inherits Object.equals
          return replacement != null ? replacement : on(node, inputs);
        });
  }

  private static Node image(Map<Node, Node> images, Node node) {
    Node image = images.get(node);
    if (image == null) {
      throw new IllegalStateException("an input comes after the node that uses it: " + node);
    }
    return image;
  }
}
