package org.ebm4j.api.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Derivatives of a graph, as graphs.
///
/// {@link #of} gives the gradient of a scalar, {@link #pullBack} vector-Jacobian and {@link #along}
/// Jacobian-vector products of anything, {@link #hessianTimes} products with the second derivative.
/// Each is linear in the number of nodes, and each result can be differentiated again.
///
/// A root that varies has one derivative for each chain, by leaves that vary too. A root that all
/// chains share — a training loss — is differentiated by both kinds: by a shared leaf the shares of
/// the chains are summed, by a varying leaf each chain gets its own.
///
/// Source: [Griewank & Walther 2008, ch. 3].
public final class Gradient {
  private Gradient() {}

  /// ∂root/∂leaf for each leaf, by one backward sweep.
  ///
  /// @param root a scalar. If it varies from chain to chain the leaves must vary too: a shared leaf
  ///   has no derivative until the chains are reduced to one number
  /// @param leaves the nodes to differentiate by; one that the root does not use gets zeros
  /// @return one for each leaf, of its shape; it varies where the leaf does, even if it is the same
  ///   for all chains
  /// @throws ShapeException if the root is no scalar
  public static List<Node> of(Node root, List<Node> leaves) {
    return asLeaves(plain(root, leaves), leaves);
  }

  private static List<Node> asLeaves(List<Node> gradients, List<Node> leaves) {
    List<Node> varying = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      Node leaf = leaves.get(i);
      Node gradient = gradients.get(i);
      varying.add(leaf.varies() ? Nodes.perChain(gradient, leaf) : gradient);
    }
    return varying;
  }

  private static List<Node> plain(Node root, List<Node> leaves) {
    if (!root.shape().isScalar()) {
      throw new ShapeException(
          "cannot take the gradient of "
              + root.shape()
              + "; only a scalar has one: reduce it first, for example with sum()");
    }
    return swept(root, Nodes.constant(1), leaves);
  }

  /// Σ over root of seed·∂root/∂leaf for each leaf: the vector-Jacobian product.
  ///
  /// @param seed of the root's shape; may vary from chain to chain only if the root does
  public static List<Node> pullBack(Node root, Node seed, List<Node> leaves) {
    if (!seed.shape().equals(root.shape())) {
      throw new ShapeException(
          "cannot pull back a seed of shape "
              + seed.shape()
              + " through a result of shape "
              + root.shape()
              + "; give the seed the shape of the result");
    }
    if (seed.varies() && !root.varies()) {
      throw new IllegalArgumentException(
          "cannot pull back a seed that differs from chain to chain through a result that all chains"
              + " share; reduce the seed over the batch first");
    }
    return asLeaves(swept(root, seed, leaves), leaves);
  }

  private static List<Node> swept(Node root, Node seed, List<Node> leaves) {
    List<Node> nodes = Graph.topological(List.of(root));
    Set<Node> active = dependents(nodes, leaves);
    Map<Node, Node> adjoints = new IdentityHashMap<>();
    adjoints.put(root, seed);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      Node g = adjoints.get(node);
      if (g != null && active.contains(node)) {
        Derivative.rule(node, g, new Sweep(root, node, active, adjoints));
      }
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
    public void accept(Node input, Supplier<Node> share) {
      boolean shares = node.varies() && !input.varies();
      acceptSummed(input, shares ? () -> Nodes.batchSum(share.get()) : share);
    }

    @Override
    public void acceptSummed(Node input, Supplier<Node> share) {
      if (!active.contains(input)) {
        return;
      }
      if (root.varies() && node.varies() && !input.varies()) {
        throw new IllegalArgumentException(
            "cannot differentiate a value that differs from chain to chain by "
                + input.op()
                + " of shape "
                + input.shape()
                + ", which all chains share; take the mean over the batch first");
      }
      adjoints.merge(input, share.get(), Nodes::add);
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

  /// Σ over leaves of (∂root/∂leaf)·direction: the Jacobian-vector product, of the root's shape.
  ///
  /// It is the derivative of the pull-back by its seed, in which the pull-back is linear. Leaves of
  /// both kinds are allowed, and roots in which the chains meet.
  ///
  /// @param directions one for each leaf, of its shape; for a shared leaf a shared one
  public static Node along(Node root, List<Node> leaves, List<Node> directions) {
    requireDirections(leaves, directions);
    Node seed =
        Node.leaf(root.varies() ? new Op.Input("seed") : new Op.Setting("seed"), root.shape());
    Node weighed = overBatch(Nodes.sum(Nodes.multiply(seed, root)), root);
    List<Node> pulled = plain(weighed, leaves);
    Node inner = null;
    for (int i = 0; i < leaves.size(); i++) {
      Node product = Nodes.sum(Nodes.multiply(pulled.get(i), directions.get(i)));
      Node term = overBatch(product, leaves.get(i));
      inner = inner == null ? term : Nodes.add(inner, term);
    }
    Node product =
        inner == null ? Nodes.filled(root.shape(), 0) : plain(inner, List.of(seed)).getFirst();
    return root.varies() ? Nodes.perChain(product, root) : product;
  }

  /// ∇²root·directions for a scalar root: the derivative of Σ ∇root·v with v held fixed.
  ///
  /// @param directions one for each leaf, of its shape; for a shared leaf a shared one
  /// @return one product for each leaf
  public static List<Node> hessianTimes(Node root, List<Node> leaves, List<Node> directions) {
    requireDirections(leaves, directions);
    List<Node> gradients = plain(root, leaves);
    Map<Node, Node> held = new IdentityHashMap<>();
    Node inner = null;
    for (int i = 0; i < leaves.size(); i++) {
      Node direction = stand(leaves.get(i), directions.get(i), held);
      Node product = Nodes.sum(Nodes.multiply(gradients.get(i), direction));
      Node term = root.varies() ? product : overBatch(product, leaves.get(i));
      inner = inner == null ? term : Nodes.add(inner, term);
    }
    return inner == null ? List.of() : Graph.substitute(of(inner, leaves), held);
  }

  /// A leaf in place of a direction, so that no derivative is taken of the direction itself.
  private static Node stand(Node leaf, Node direction, Map<Node, Node> held) {
    Op op = direction.varies() ? new Op.Input("direction") : new Op.Setting("direction");
    Node stand = Node.leaf(op, leaf.shape());
    held.put(stand, direction);
    return stand;
  }

  /// Summed over the chains if the array it belongs to has one value for each.
  private static Node overBatch(Node a, Node owner) {
    return owner.varies() ? Nodes.batchSum(a) : a;
  }

  private static void requireDirections(List<Node> leaves, List<Node> directions) {
    if (leaves.size() != directions.size()) {
      throw new IllegalArgumentException(
          "a derivative by "
              + leaves.size()
              + " leaves needs as many directions, found "
              + directions.size());
    }
    for (int i = 0; i < leaves.size(); i++) {
      Node leaf = leaves.get(i);
      Node direction = directions.get(i);
      if (!direction.shape().equals(leaf.shape())) {
        throw new ShapeException(
            "cannot move "
                + leaf.op()
                + " of shape "
                + leaf.shape()
                + " along a direction of shape "
                + direction.shape()
                + "; give the direction the shape of the leaf");
      }
      if (direction.varies() && !leaf.varies()) {
        throw new IllegalArgumentException(
            "cannot move "
                + leaf.op()
                + ", which all chains share, along a direction that differs from chain to chain;"
                + " reduce the direction over the batch first");
      }
    }
  }
}
