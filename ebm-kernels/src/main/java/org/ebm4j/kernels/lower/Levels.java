package org.ebm4j.kernels.lower;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;

/// When a node can run. Phases alternate: shared 0, chains 0, shared 1, chains 1, … A batch
/// reduction runs in a chain phase and its value is there in the next shared one.
///
/// A varying node of level l runs in chain phase l; a batch reduction of level l (the level of its
/// value) leaves its partial results in chain phase l − 1. What does not vary runs in shared phase
/// l, but for what follows from leaves alone and changes from step to step: it runs as late as its
/// readers allow, so that it meets them in one nest. What follows from leaves that stay the same
/// runs in shared phase 0, once.
///
/// An elementwise node that nobody reads before a later chain phase runs there, if what it is made
/// of is there anyway: computing it again costs less than storing it, as with
///
///     h = tanh(a) in phase 0, read by a contraction in phase 3;    1 − h² is computed in phase 3
final class Levels {
  private static final int NEVER = Integer.MAX_VALUE;

  private final Map<Node, Integer> level = new IdentityHashMap<>();
  private final Map<Node, Integer> lastChainUse = new IdentityHashMap<>();
  private final Map<Node, Integer> latest = new IdentityHashMap<>(); // phase a node runs in
  private final Map<Node, List<Node>> readers = new IdentityHashMap<>();
  private final boolean sharedChanges;
  private int last;

  /// @param carried leaves that change from step to step
  Levels(List<Node> topological, Set<Node> carried) {
    sharedChanges = carried.stream().anyMatch(leaf -> !leaf.varies());
    Set<Node> changing = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Node node : topological) {
      if (carried.contains(node)
          || isBatchReduction(node)
          || node.inputs().stream().anyMatch(changing::contains)) {
        changing.add(node);
      }
      int own = 0;
      for (Node input : node.inputs()) {
        own = Math.max(own, of(input));
        readers.computeIfAbsent(input, _ -> new ArrayList<>(2)).add(node);
      }
      if (isBatchReduction(node)) {
        own++;
      }
      level.put(node, own);
      last = Math.max(last, own);
    }
    List<Node> reversed = topological.reversed();
    reversed.forEach(this::noteUses); // wherever nodes run as soon as they can
    Map<Node, Integer> there = new IdentityHashMap<>(lastChainUse);
    lastChainUse.clear();
    for (Node node : reversed) {
      boolean sinks = of(node) == 0 && !node.varies() && changing.contains(node);
      int at = sinks ? latest.getOrDefault(node, last) : of(node);
      latest.put(node, node.varies() ? atReaders(node, carried, there) : at);
      noteUses(node);
      for (Node input : node.inputs()) {
        if (!input.varies()) {
          latest.merge(input, isBatchReduction(node) ? at - 1 : at, Math::min);
        }
      }
    }
  }

  private void noteUses(Node node) {
    int use = uses(node);
    for (Node input : node.inputs()) {
      if (input.varies()) {
        lastChainUse.merge(input, use, Math::max);
      }
    }
  }

  /// The chain phase of a node's first reader, if it can run there, else its own.
  ///
  /// @param there the last use of every node if all run as soon as they can
  private int atReaders(Node node, Set<Node> carried, Map<Node, Integer> there) {
    int first = firstUse(node);
    boolean waits = isView(node) || canWait(node, first, carried, there);
    return first > of(node) && first < NEVER && waits ? first : of(node);
  }

  /// The chain phase that reads a node first. A view reads when its own readers do, or where it
  /// could run first if it has none: then somebody reads it after the last kernel.
  private int firstUse(Node node) {
    int first = NEVER;
    for (Node reader : readers.getOrDefault(node, List.of())) {
      first = Math.min(first, runs(reader) - (isBatchReduction(reader) ? 1 : 0));
    }
    return first;
  }

  /// Whether an elementwise node finds what it reads in a later phase: leaves that do not change,
  /// what is shared, what somebody else reads then, or what nobody but this node reads and can wait
  /// too.
  private boolean canWait(Node node, int phase, Set<Node> carried, Map<Node, Integer> there) {
    if (!isElementwise(node)) {
      return false;
    }
    for (Node input : node.inputs()) {
      Node base = input;
      while (isView(base)) {
        base = base.input(0);
      }
      boolean stays = base.op() instanceof Op.Input && !carried.contains(base);
      boolean mine = input == base && readers.getOrDefault(base, List.of()).size() == 1;
      if (base.varies()
          && !stays
          && there.getOrDefault(base, of(base)) < phase
          && !(mine && canWait(base, phase, carried, there))) {
        return false;
      }
    }
    return true;
  }

  /// The phase in which a node runs; a batch reduction leaves its partial results in the one
  /// before.
  int runs(Node node) {
    Integer found = latest.get(node);
    if (found == null) {
      throw new IllegalStateException("a node was never reached: " + node);
    }
    return found;
  }

  /// The chain phase in which a node's inputs are last read on its behalf: a view reads when its
  /// own readers do.
  private int uses(Node node) {
    if (isBatchReduction(node)) {
      return of(node); // after all tiles of its phase
    }
    int own = node.varies() ? latest.getOrDefault(node, of(node)) : of(node);
    return isView(node) ? Math.max(own, lastChainUse.getOrDefault(node, own)) : own;
  }

  /// Whether a node could have run in an earlier chain phase than it does.
  boolean waits(Node node) {
    return node.varies() && isElementwise(node) && runs(node) > of(node);
  }

  int of(Node node) {
    Integer found = level.get(node);
    if (found == null) {
      throw new IllegalStateException("a node was never reached: " + node);
    }
    return found;
  }

  /// The chain phase that reads a varying node last.
  int lastUse(Node node) {
    return lastChainUse.getOrDefault(node, of(node));
  }

  /// Notes that a node is also read in a later chain phase.
  void readAt(Node node, int phase) {
    lastChainUse.merge(node, phase, Math::max);
  }

  /// Whether a leaf that all chains share changes from step to step, so that shared phase 0 is done
  /// in every step.
  boolean sharedChanges() {
    return sharedChanges;
  }

  /// The largest level there is.
  int last() {
    return last;
  }

  static boolean isBatchReduction(Node node) {
    return node.op() instanceof Op.BatchSum || node.op() instanceof Op.BatchContract;
  }

  /// Whether a node only changes how its input is read.
  static boolean isView(Node node) {
    return switch (node.op()) {
      case Op.Broadcast _, Op.Reshape _, Op.Transpose _, Op.Slice _ -> true;
      case Op.Input _, Op.Parameter _, Op.Setting _, Op.Constant _, Op.Noise _, Op.BatchSize _ ->
          false;
      case Op.Map _, Op.Zip _, Op.Where _, Op.Pad _, Op.Concat _, Op.Reduce _, Op.MatMul _ -> false;
      case Op.StopGradient _, Op.BatchSum _, Op.BatchContract _ -> false;
    };
  }

  static boolean isElementwise(Node node) {
    return switch (node.op()) {
      case Op.Map _, Op.Zip _, Op.Where _ -> true;
      case Op.Broadcast _, Op.Reshape _, Op.Transpose _, Op.Slice _ -> false;
      case Op.Input _, Op.Parameter _, Op.Setting _, Op.Constant _, Op.Noise _, Op.BatchSize _ ->
          false;
      case Op.Pad _, Op.Concat _, Op.Reduce _, Op.MatMul _ -> false;
      case Op.StopGradient _, Op.BatchSum _, Op.BatchContract _ -> false;
    };
  }
}
