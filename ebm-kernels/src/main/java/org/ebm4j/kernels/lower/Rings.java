package org.ebm4j.kernels.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.jspecify.annotations.Nullable;

/// Arrays that are turned round as rings, kept with margins that repeat the other end:
///
///     x = a b c d      kept as   d a b c d a      x turned by 1 is its first four, by −1 its last
///
/// so that every turn of x is a view of one buffer, and reading neighbours on a torus costs no copy. Only the margins are
/// written, and x itself where it was not computed into its place.
final class Rings {
  /// How many times larger than the array it may be with its margins.
  private static final int MOST = 3;

  private final Map<Node, Turn> turns = new IdentityHashMap<>(); // by the concat
  private final Map<Node, Ring> rings = new IdentityHashMap<>(); // by what is turned

  /// What a concat is.
  ///
  /// @param by how far along the axis: 0 < by < its extent
  private record Turn(Node of, int axis, int by) {}

  /// An array with its margins.
  private static final class Ring {
    final Shape inner;
    final int[] before; // by axis
    final int[] after;
    final List<Node> readers = new ArrayList<>(); // the turns
    final Set<Integer> closed = new HashSet<>(); // axes whose margins are written
    @Nullable View whole; // with margins, once there is a buffer
    boolean filled;

    Ring(Shape inner) {
      this.inner = inner;
      this.before = new int[inner.rank()];
      this.after = new int[inner.rank()];
    }

    void reach(int axis, int by) {
      int back = inner.dim(axis) - by;
      if (by <= back) {
        before[axis] = Math.max(before[axis], by);
      } else {
        after[axis] = Math.max(after[axis], back);
      }
    }

    Shape outer() {
      int[] dims = inner.dims();
      Arrays.setAll(dims, axis -> before[axis] + dims[axis] + after[axis]);
      return Shape.of(dims);
    }

    /// Where the element at {@code from} along an axis stands; the others begin inside the margins.
    List<Integer> at(int axis, int from) {
      List<Integer> start = new ArrayList<>(View.boxed(before));
      start.set(axis, before[axis] + from);
      return start;
    }
  }

  static Rings of(List<Node> nodes) {
    Rings found = new Rings();
    for (Node node : nodes) {
      Turn turn = node.varies() ? turn(node) : null;
      if (turn != null) {
        found.turns.put(node, turn);
        Ring ring = found.rings.computeIfAbsent(turn.of, x -> new Ring(x.shape()));
        ring.reach(turn.axis, turn.by);
        ring.readers.add(node);
      }
    }
    found.rings.values().removeIf(ring -> ring.outer().size() > MOST * ring.inner.size());
    found.turns.values().removeIf(turn -> !found.rings.containsKey(turn.of));
    return found;
  }

  /// The turn that a concat of two slices is; null if it is none.
  private static @Nullable Turn turn(Node node) {
    if (!(node.op() instanceof Op.Concat(int axis))
        || node.inputs().size() != 2
        || !(node.input(0).op() instanceof Op.Slice tail)
        || !(node.input(1).op() instanceof Op.Slice head)
        || node.input(0).input(0) != node.input(1).input(0)) {
      return null;
    }
    Node x = node.input(0).input(0);
    int by = tail.shape().dim(axis);
    List<Integer> start = new ArrayList<>(Collections.nCopies(node.shape().rank(), 0));
    boolean fromBegin = head.start().equals(start);
    start.set(axis, head.shape().dim(axis));
    boolean turned = fromBegin && tail.start().equals(start) && x.shape().equals(node.shape());
    return turned ? new Turn(x, axis, by) : null;
  }

  boolean isTurn(Node concat) {
    return turns.containsKey(concat);
  }

  /// Where the value of a node should be stored so that its turns need no copy of it; null if it is
  /// not turned.
  @Nullable View inside(Draft draft, Node node) {
    Ring ring = rings.get(node);
    if (ring == null || !node.varies()) {
      return null;
    }
    ring.filled = true;
    return whole(draft, ring, node).slice(View.boxed(ring.before));
  }

  /// Where a turn is read; its source has been placed.
  View view(Draft draft, Node concat) {
    Turn turn = turns.get(concat);
    if (turn == null) {
      throw new IllegalStateException("no turn of a ring: " + concat);
    }
    Ring ring = ring(turn);
    View whole = whole(draft, ring, turn.of);
    if (!ring.filled) {
      View inside = whole.slice(View.boxed(ring.before));
      Copies.copy(draft, turn.of, draft.view(turn.of), inside);
      ring.filled = true;
    }
    if (ring.closed.add(turn.axis)) {
      close(draft, ring, whole, turn.axis, concat.term());
    }
    int extent = ring.inner.dim(turn.axis);
    boolean forward = turn.by <= extent - turn.by;
    return whole.slice(ring.at(turn.axis, forward ? -turn.by : extent - turn.by));
  }

  private Ring ring(Turn turn) {
    Ring ring = rings.get(turn.of);
    if (ring == null) {
      throw new IllegalStateException("a turn of no ring: " + turn.of);
    }
    return ring;
  }

  private static View whole(Draft draft, Ring ring, Node of) {
    View whole = ring.whole;
    if (whole == null) {
      boolean later =
          ring.readers.stream().anyMatch(turn -> draft.levels.lastUse(turn) > draft.level())
              || draft.levels.lastUse(of) > draft.level();
      Region region = later ? Region.CHAIN : Region.SCRATCH;
      Shape outer = ring.outer();
      int buffer = draft.places.array(Draft.label(of) + " ring", region, outer.size());
      whole = View.whole(buffer, outer);
      ring.whole = whole;
    }
    return whole;
  }

  /// Writes the margins of an axis.
  private static void close(Draft draft, Ring ring, View whole, int axis, String term) {
    int extent = ring.inner.dim(axis);
    int before = ring.before[axis];
    int after = ring.after[axis];
    margin(draft, ring, whole, axis, new int[] {extent - before, -before, before}, term);
    margin(draft, ring, whole, axis, new int[] {0, extent, after}, term);
  }

  /// @param move from which element, to which, how many
  private static void margin(
      Draft draft, Ring ring, View whole, int axis, int[] move, String term) {
    if (move[2] > 0) {
      int[] dims = ring.inner.dims();
      dims[axis] = move[2];
      View from = whole.slice(ring.at(axis, move[0]));
      View to = whole.slice(ring.at(axis, move[1]));
      Copies.copy(draft, Shape.of(dims), from, to, term);
    }
  }
}
