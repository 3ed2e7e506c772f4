package org.ebm4j.api.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/// Walks over nodes. Every walk is a loop and visits a node once, however deep or shared the graph.
public final class Graph {
  private static final AtomicLong VISITS = new AtomicLong();

  private Graph() {}

  /// Nodes and edges seen by all walks so far; tests hold it against the size of the graph.
  static long visits() {
    return VISITS.get();
  }

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
    long edges = 0;
    while (!stack.isEmpty()) {
      Node node = stack.pop();
      nodes.add(node);
      edges += node.inputs().size();
      for (Node input : node.inputs()) {
        if (seen.put(input, true) == null) {
          stack.push(input);
        }
      }
    }
    VISITS.addAndGet(nodes.size() + edges);
    nodes.sort((a, b) -> Long.compare(a.serial(), b.serial()));
    return nodes;
  }

  /// The same nodes as {@link #topological} in an order that follows from the structure alone: the
  /// roots one after another, before each node its inputs from first to last. Printing and saving
  /// use it, so that equal graphs give equal text however they were made.
  public static List<Node> canonical(Collection<Node> roots) {
    Map<Node, Boolean> done = new IdentityHashMap<>(); // absent, waiting for inputs, listed
    List<Node> nodes = new ArrayList<>();
    Deque<Node> stack = new ArrayDeque<>();
    long visits = 0;
    for (Node root : roots) {
      stack.push(root);
      while (!stack.isEmpty()) {
        visits++;
        Node node = stack.peek();
        if (done.putIfAbsent(node, false) == null) {
          for (Node input : node.inputs().reversed()) {
            if (!done.containsKey(input)) {
              stack.push(input);
            }
          }
        } else {
          stack.pop();
          if (Boolean.FALSE.equals(done.put(node, true))) {
            nodes.add(node);
          }
        }
      }
    }
    VISITS.addAndGet(visits);
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

  /// The node on these inputs, which have the shapes of its own: itself if they are its own, else
  /// the same operation under the same term. A sum over the chains of what they now share is a
  /// product with their number.
  public static Node on(Node node, List<Node> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i) != node.input(i)) {
        return Terms.declaring(node.term(), () -> rebuilt(node, inputs));
      }
    }
    return node;
  }

  private static Node rebuilt(Node node, List<Node> inputs) {
    if (node.op() instanceof Op.BatchSum) {
      return Nodes.batchSum(inputs.getFirst());
    }
    return node.op() instanceof Op.BatchContract
        ? Nodes.batchContract(inputs.get(0), inputs.get(1))
        : Node.of(node.op(), inputs);
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
