package org.ebm4j.kernels.lower;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Shape;
import org.jspecify.annotations.Nullable;

/// Orders the nodes of one phase and gathers them in kernels: the earliest ready node goes next,
/// and takes with it every ready node that fits its nest, and then their readers, as long as some
/// fit.
///
/// Nodes that waited for this phase find what they read and hold nobody up: they are taken by the
/// first nest that reads them.
final class Schedule {
  private static final Comparator<Node> EARLIEST =
      (one, other) -> Long.compare(one.serial(), other.serial());

  private final Draft draft;
  private final Map<Node, List<Node>> readers;
  private final Set<Node> kept;
  private final Overwrites overwrites;
  private final Map<Node, Integer> waiting = new IdentityHashMap<>();
  private final PriorityQueue<Node> ready;
  private final Map<Shape, Queue<Node>> readyByShape = new HashMap<>();
  private final Pieces pieces;

  Schedule(Draft draft, Map<Node, List<Node>> readers, Set<Node> kept, Overwrites overwrites) {
    this.draft = draft;
    this.readers = readers;
    this.kept = kept;
    this.overwrites = overwrites;
    this.pieces = new Pieces(draft);
    // A view costs nothing, the turn of a ring next to nothing, and both let their readers join the
    // nest that follows; among what is shared, so do small nests before large ones.
    Comparator<Node> views =
        Comparator.comparing(this::waits)
            .thenComparing(node -> !Levels.isView(node) && !draft.rings.isTurn(node));
    this.ready =
        new PriorityQueue<>(
            draft.inShared()
                ? views.thenComparingInt(Schedule::loops).thenComparing(EARLIEST)
                : views.thenComparing(EARLIEST));
  }

  private static int loops(Node node) {
    Shape loops = Group.loops(node);
    return loops == null ? 0 : loops.size();
  }

  /// @param mine the nodes of the phase, inputs first
  void run(List<Node> mine) {
    for (Node node : mine) {
      waiting.put(node, 0);
    }
    for (Node node : mine) {
      for (Node reader : readers.getOrDefault(node, List.of())) {
        if (!isTakenBy(reader, node)) {
          waiting.computeIfPresent(reader, (_, count) -> count + 1);
        }
      }
    }
    for (Node node : mine) {
      if (count(node) == 0) {
        offer(node);
      }
    }
    while (!ready.isEmpty()) {
      Node node = ready.poll();
      if (count(node) < 0) {
        continue; // already gathered by an earlier nest
      }
      Shape loops = Group.loops(node);
      if (loops == null) {
        pieces.write(node);
        done(node);
      } else {
        gather(node, loops);
      }
    }
    mine.forEach(overwrites::computed); // sums over chains read at the end of their phase
  }

  private void offer(Node node) {
    ready.add(node);
    Shape loops = Group.loops(node);
    if (loops != null) {
      readyByShape.computeIfAbsent(loops, _ -> new PriorityQueue<>(EARLIEST)).add(node);
    }
  }

  private void gather(Node seed, Shape loops) {
    Group group = new Group(draft, loops);
    Deque<Node> candidates = new ArrayDeque<>();
    takeWaiting(group, seed, candidates);
    if (group.admits(seed)) {
      take(group, seed, candidates);
    } else {
      offer(seed); // what has waited for it fills a nest
    }
    Queue<Node> same = readyByShape.getOrDefault(loops, new ArrayDeque<>());
    while (!group.isFull()) {
      Node next = nextFor(group, candidates, same);
      if (next == null) {
        break;
      }
      take(group, next, candidates);
    }
    Set<Node> members = Collections.newSetFromMap(new IdentityHashMap<>());
    members.addAll(group.members());
    group.close(readers, kept, node -> overwrites.leaf(node, members::contains));
    for (Node member : group.members()) {
      done(member);
    }
  }

  /// The next node that the group admits: readers of its members first, then others that are ready.
  private @Nullable Node nextFor(Group group, Deque<Node> candidates, Queue<Node> same) {
    while (!candidates.isEmpty()) {
      Node candidate = candidates.poll();
      if (isOpen(candidate) && admits(group, candidate, candidates)) {
        return candidate;
      }
    }
    while (!same.isEmpty()) {
      Node candidate = same.poll();
      if (isOpen(candidate)) {
        if (waits(candidate)) {
          continue; // for a reader
        }
        if (admits(group, candidate, candidates)) {
          return candidate;
        }
        offerLater(candidate);
        return null;
      }
    }
    return null;
  }

  /// Whether a node fits, once those have joined that waited for it.
  private boolean admits(Group group, Node node, Deque<Node> candidates) {
    if (!group.sameLoops(node)) {
      return false;
    }
    takeWaiting(group, node, candidates);
    return group.admits(node);
  }

  /// A ready node that did not fit waits for a nest of its own.
  private void offerLater(Node node) {
    Shape loops = Group.loops(node);
    if (loops != null) {
      readyByShape.computeIfAbsent(loops, _ -> new PriorityQueue<>(EARLIEST)).add(node);
    }
  }

  private boolean waits(Node node) {
    return draft.levels.waits(node);
  }

  /// Whether a reader's nest takes the node with it, so that the reader need not wait.
  private boolean isTakenBy(Node reader, Node node) {
    Shape loops = Group.loops(reader);
    return waits(node) && loops != null && loops.equals(node.shape());
  }

  /// Lets those join that a node reads and that have waited for it.
  private void takeWaiting(Group group, Node node, Deque<Node> candidates) {
    for (Node input : node.inputs()) {
      if (isOpen(input) && isTakenBy(node, input)) {
        takeWaiting(group, input, candidates);
        if (group.admits(input)) {
          take(group, input, candidates);
        }
      }
    }
  }

  private void take(Group group, Node node, Deque<Node> candidates) {
    group.join(node);
    waiting.put(node, -1);
    for (Node reader : readers.getOrDefault(node, List.of())) {
      if (isOpen(reader)) {
        candidates.add(reader);
      }
    }
  }

  private boolean isOpen(Node node) {
    return waiting.getOrDefault(node, -1) >= 0;
  }

  private int count(Node node) {
    return waiting.getOrDefault(node, -1);
  }

  private void done(Node node) {
    waiting.put(node, -1);
    if (!Levels.isBatchReduction(node)) {
      overwrites.computed(node);
    }
    for (Node reader : readers.getOrDefault(node, List.of())) {
      if (isTakenBy(reader, node)) {
        continue;
      }
      Integer left = waiting.computeIfPresent(reader, (_, count) -> count > 0 ? count - 1 : count);
      if (left != null && left == 0) {
        offer(reader);
      }
    }
  }
}
