package org.ebm4j.api.simplify;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Terms;
import org.jspecify.annotations.Nullable;

/// The operations of one sweep, each built once.
///
/// Nodes are equal only to themselves, so a key costs its own operation and inputs, however deep
/// the graph below.
final class Shared {
  /// How many operations one may be moved behind at once; bounds the work for a node.
  private static final int DEEPEST = 8;

  private final Map<Key, Node> built = new HashMap<>();
  private final Map<Node, int[]> ends = new IdentityHashMap<>();
  private final Set<Node> symmetric = Collections.newSetFromMap(new IdentityHashMap<>());
  private final boolean stops;
  private int depth;

  private record Key(Op op, List<Node> inputs, Shape shape) {}

  /// @param stops whether stopped gradients are kept
  Shared(boolean stops) {
    this.stops = stops;
  }

  boolean keepsStops() {
    return stops;
  }

  /// What a node becomes over these images of its inputs.
  Node image(Node node, List<Node> inputs) {
    return Terms.declaring(node.term(), () -> rebuilt(node, inputs));
  }

  private Node rebuilt(Node node, List<Node> inputs) {
    boolean stillVary = inputs.stream().allMatch(Node::varies);
    return switch (node.op()) {
      case Op.Input _, Op.Parameter _, Op.Setting _ -> node; // a leaf is known by its identity
      case Op.BatchSum _ -> stillVary ? share(Graph.on(node, inputs)) : batchSum(inputs.getFirst());
      case Op.BatchContract _ ->
          stillVary ? share(Graph.on(node, inputs)) : batchContract(inputs.get(0), inputs.get(1));
      case Op.Constant _, Op.Noise _, Op.BatchSize _, Op.Map _, Op.Zip _, Op.Where _ ->
          share(Graph.on(node, inputs));
      case Op.Broadcast _, Op.Reshape _, Op.Transpose _, Op.Slice _, Op.Pad _, Op.Concat _ ->
          share(Graph.on(node, inputs));
      case Op.Reduce _, Op.MatMul _, Op.StopGradient _ -> share(Graph.on(node, inputs));
    };
  }

  /// Σ over chains; what turned out to be shared by all is multiplied by their number.
  Node batchSum(Node a) {
    return a.varies()
        ? apply(new Op.BatchSum(), a)
        : apply(new Op.Zip(Binary.MULTIPLY), a, broadcast(share(Nodes.batchSize()), a.shape()));
  }

  /// Σ over chains of A·Bᵀ where at least one side is shared by all of them.
  private Node batchContract(Node a, Node b) {
    return b.varies()
        ? apply(new Op.MatMul(), a, transposed(batchSum(b)))
        : apply(new Op.MatMul(), batchSum(a), transposed(b));
  }

  /// (m, n) → (n, m).
  Node transposed(Node a) {
    return apply(new Op.Transpose(List.of(1, 0)), a);
  }

  /// The simplified operation on simplified inputs.
  Node apply(Op op, Node... inputs) {
    return apply(op, List.of(inputs));
  }

  Node apply(Op op, List<Node> inputs) {
    Node known = built.get(new Key(op, inputs, Shape.SCALAR));
    return known != null ? known : share(Node.of(op, inputs));
  }

  /// A number repeated.
  Node filled(Shape shape, double value) {
    return broadcast(share(Nodes.constant(value)), shape);
  }

  /// A scalar repeated.
  Node broadcast(Node scalar, Shape shape) {
    return shape.isScalar() ? scalar : apply(new Op.Broadcast(shape, List.of()), scalar);
  }

  /// This node or the one built earlier that is equal to it or simpler.
  Node share(Node node) {
    Shape shape =
        node.inputs().isEmpty() ? node.shape() : Shape.SCALAR; // else it follows from them
    Key key = new Key(node.op(), node.inputs(), shape);
    Node known = built.get(key);
    if (known != null) {
      return known;
    }
    Node simpler = depth < DEEPEST ? simpler(node) : null;
    Node result = simpler == null ? node : simpler;
    built.put(key, result);
    if (Known.isSymmetric(result, symmetric)) {
      symmetric.add(result);
    }
    return result;
  }

  /// Whether a matrix is its own transpose, to the bit.
  boolean isSymmetric(Node matrix) {
    return symmetric.contains(matrix);
  }

  /// Where the parts of a concat end along its axis; counted once, however many slices ask.
  int[] ends(Node concat, int axis) {
    return ends.computeIfAbsent(
        concat,
        node -> {
          int[] sums = node.inputs().stream().mapToInt(part -> part.shape().dim(axis)).toArray();
          Arrays.parallelPrefix(sums, Integer::sum);
          return sums;
        });
  }

  private @Nullable Node simpler(Node node) {
    depth++;
    try {
      return Rules.of(node, this);
    } finally {
      depth--;
    }
  }
}
