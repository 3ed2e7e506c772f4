package org.ebm4j.kernels.lower;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.jspecify.annotations.Nullable;

/// Carried arrays whose next value can be written over them by the nest that computes it, which
/// saves a buffer and a copy: every other reader has had its value by then, or reads the same
/// element in the same nest.
final class Overwrites {
  private final Map<Node, Node> leafOf = new IdentityHashMap<>(); // by next
  private final Set<Node> computed = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Node, List<Node>> readers;
  private final Set<Node> kept;

  /// @param kept nodes that are read after the last kernel
  Overwrites(List<Carry> carries, List<Node> nexts, Map<Node, List<Node>> readers, Set<Node> kept) {
    this.readers = readers;
    this.kept = kept;
    for (int i = 0; i < nexts.size(); i++) {
      Node leaf = carries.get(i).leaf();
      Node next = nexts.get(i);
      while (next.op() instanceof Op.Reshape) {
        next = next.input(0); // the same numbers, row-major
      }
      if (leaf.varies() == next.varies() && !kept.contains(leaf) && Levels.isElementwise(next)) {
        leafOf.putIfAbsent(next, leaf);
      }
    }
  }

  /// Notes that a kernel which will have run by now has read what a node needs.
  void computed(Node node) {
    computed.add(node);
  }

  /// The leaf that a node of a nest may overwrite.
  ///
  /// @param inNest whether a node is computed by this nest
  @Nullable Node leaf(Node next, Predicate<Node> inNest) {
    Node leaf = leafOf.get(next);
    return leaf != null && isFree(leaf, inNest.or(computed::contains)) ? leaf : null;
  }

  private boolean isFree(Node node, Predicate<Node> may) {
    for (Node reader : readers.getOrDefault(node, List.of())) {
      boolean free =
          Levels.isView(reader)
              ? !kept.contains(reader) && isFree(reader, computed::contains)
              : may.test(reader);
      if (!free) {
        return false;
      }
    }
    return true;
  }
}
