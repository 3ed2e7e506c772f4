package org.ebm4j.kernels.lower;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.jspecify.annotations.Nullable;

/// Parts of concats that nests store where they belong, so that joining them costs no copy.
final class Joins {
  private final Map<Node, Part> parts = new IdentityHashMap<>(); // by what a nest computes
  private final Map<Node, View> wholes = new IdentityHashMap<>(); // by the concat
  private final Set<Part> stored = Collections.newSetFromMap(new IdentityHashMap<>());

  /// A part of a concat.
  ///
  /// @param number which of its inputs: what is computed, perhaps reshaped
  /// @param start where it begins
  private record Part(Node concat, int number, List<Integer> start) {}

  private Joins() {}

  /// @param kept nodes that are read after the last kernel
  static Joins of(List<Node> nodes, Set<Node> kept, Draft draft) {
    Joins joins = new Joins();
    for (Node node : nodes) {
      if (node.op() instanceof Op.Concat(int axis) && node.varies() && !draft.rings.isTurn(node)) {
        joins.add(node, axis, kept, draft.levels);
      }
    }
    return joins;
  }

  private void add(Node concat, int axis, Set<Node> kept, Levels levels) {
    List<Integer> start = new ArrayList<>(Collections.nCopies(concat.shape().rank(), 0));
    int at = 0;
    for (int number = 0; number < concat.inputs().size(); number++) {
      Node base = concat.input(number);
      start.set(axis, at);
      at += base.shape().dim(axis);
      while (base.op() instanceof Op.Reshape) {
        base = base.input(0);
      }
      boolean alike =
          base.varies()
              && levels.of(base) == levels.of(concat)
              && levels.lastUse(base) <= levels.lastUse(concat);
      if (alike && Levels.isElementwise(base) && !kept.contains(base)) {
        parts.putIfAbsent(base, new Part(concat, number, List.copyOf(start)));
      }
    }
  }

  /// Where a part should be stored; null if it is none, or its place there cannot be told by
  /// strides.
  @Nullable View inside(Draft draft, Node node) {
    Part part = parts.get(node);
    if (part == null) {
      return null;
    }
    View place = whole(draft, part.concat).slice(part.start);
    View inside = place.reshape(part.concat.input(part.number).shape(), node.shape());
    if (inside != null) {
      stored.add(part);
    }
    return inside;
  }

  /// Where the parts of a concat lie.
  View whole(Draft draft, Node concat) {
    View whole = wholes.get(concat);
    if (whole == null) {
      whole = draft.reserved(concat);
      wholes.put(concat, whole);
    }
    return whole;
  }

  /// Whether an input of a concat has been stored in its place.
  boolean isStored(Node concat, int number) {
    Node base = concat.input(number);
    while (base.op() instanceof Op.Reshape) {
      base = base.input(0);
    }
    Part part = parts.get(base);
    return part != null && part.concat == concat && part.number == number && stored.contains(part);
  }
}
