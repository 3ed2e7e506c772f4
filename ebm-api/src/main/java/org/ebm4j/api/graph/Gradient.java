package org.ebm4j.api.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Derivatives of a graph, as graphs.
///
/// With L the root and v a direction: {@link #of} gives ∂L/∂x, {@link #along} gives (∂r/∂x)·v for
/// any r, and applying one to the other gives Hessian-vector products. Each is linear in the number
/// of nodes.
public final class Gradient {
  private Gradient() {}

  /// ∂root/∂leaf for each leaf, by one backward sweep.
  ///
  /// @param root a scalar. If it varies from chain to chain the leaves must vary too: each chain
  ///   has its own gradient, and a shared leaf has none until the chains are reduced to one number
  /// @param leaves the nodes to differentiate by; one that the root does not use gets zeros
  public static List<Node> of(Node root, List<Node> leaves) {
    if (!root.shape().isScalar()) {
      throw new ShapeException(
          "cannot take the gradient of "
              + root.shape()
              + "; only a scalar has one: reduce it first, for example with sum()");
    }
    return pullBack(root, Nodes.constant(1), leaves);
  }

  /// Σ over root of seed·∂root/∂leaf for each leaf: the vector-Jacobian product.
  public static List<Node> pullBack(Node root, Node seed, List<Node> leaves) {
    if (!seed.shape().equals(root.shape())) {
      throw new ShapeException(
          "cannot pull back a seed of shape "
              + seed.shape()
              + " through a result of shape "
              + root.shape());
    }
    List<Node> nodes = Graph.topological(List.of(root));
    Set<Node> active = dependents(nodes, leaves);
    Map<Node, Node> adjoints = new IdentityHashMap<>();
    adjoints.put(root, seed);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      Node g = adjoints.get(node);
      if (g == null || !active.contains(node)) {
        continue;
      }
      Derivative.rule(node, g, new Sweep(root, node, active, adjoints));
    }
    List<Node> gradients = new ArrayList<>(leaves.size());
    for (Node leaf : leaves) {
      Node g = adjoints.get(leaf);
      gradients.add(g != null ? g : Nodes.filled(leaf.shape(), 0));
    }
    return gradients;
  }

  /// Adds up shares; what reaches a shared input from a varying node is summed over the chains.
  private record Sweep(Node root, Node node, Set<Node> active, Map<Node, Node> adjoints)
      implements Derivative.Shares {
    @Override
    public void accept(Node input, Node share) {
      if (active.contains(input)) {
        boolean shares = node.varies() && !input.varies();
        acceptSummed(input, shares && !root.varies() ? Nodes.batchSum(share) : share);
      }
    }

    @Override
    public void acceptSummed(Node input, Node share) {
      if (!active.contains(input)) {
        return;
      }
      if (root.varies() && node.varies() && !input.varies()) {
        throw new IllegalArgumentException(
            "cannot differentiate a value that differs from chain to chain by something all chains share ("
                + input
                + "); take the mean over the batch first");
      }
      adjoints.merge(input, share, Nodes::add);
    }
  }

  /// The nodes that depend on a leaf, the leaves among them.
  private static Set<Node> dependents(List<Node> nodes, List<Node> leaves) {
    Set<Node> active = Collections.newSetFromMap(new IdentityHashMap<>());
    active.addAll(leaves);
    for (Node node : nodes) {
      for (Node input : node.inputs()) {
        if (active.contains(input)) {
          active.add(node);
          break;
        }
      }
    }
    return active;
  }

  /// (∂root/∂leaves)·directions: the Jacobian-vector product, as the derivative of the pull-back by
  /// its (linear) seed.
  ///
  /// Source: [Christianson 2012; the "double backward" identity].
  public static Node along(Node root, List<Node> leaves, List<Node> directions) {
    Node seed =
        Node.leaf(root.varies() ? new Op.Input("seed") : new Op.Setting("seed"), root.shape());
    List<Node> pulled = pullBack(root, seed, leaves);
    Node inner = Nodes.constant(0);
    for (int i = 0; i < leaves.size(); i++) {
      inner = Nodes.add(inner, Nodes.sum(Nodes.multiply(pulled.get(i), directions.get(i))));
    }
    return pullBack(inner, Nodes.constant(1), List.of(seed)).getFirst();
  }

  /// ∇²root·directions for a scalar root: the derivative of ∇root·v.
  public static List<Node> hessianTimes(Node root, List<Node> leaves, List<Node> directions) {
    List<Node> gradients = of(root, leaves);
    Node inner = Nodes.constant(0);
    for (int i = 0; i < leaves.size(); i++) {
      inner = Nodes.add(inner, Nodes.sum(Nodes.multiply(gradients.get(i), directions.get(i))));
    }
    return of(inner, leaves);
  }
}
