package org.ebm4j.kernels.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;
import org.jspecify.annotations.Nullable;

/// A loop program being written: the phases' kernels, the buffers, and where each node's value is
/// read from.
final class Draft {
  final Precision precision;
  final boolean tiles;
  final Levels levels;
  final Places places;
  final Rings rings;
  final Map<Integer, double[]> constants = new HashMap<>();
  @Nullable Joins joins; // known once readers are
  int batchSize = -1;
  private final Map<Node, View> views = new IdentityHashMap<>();
  private final List<List<Kernel>> shared = new ArrayList<>();
  private final List<List<Kernel>> chains = new ArrayList<>();
  private final Map<Integer, List<Kernel.BatchSum>> sums = new HashMap<>();
  private final Map<Integer, List<Kernel>> contractions = new HashMap<>();
  private final Map<List<Object>, Integer> turned = new HashMap<>();
  private final Map<List<Object>, View> sharedCopies = new HashMap<>();
  private int level;
  private boolean inShared;

  Draft(Precision precision, boolean tiles, Levels levels, Rings rings) {
    this.precision = precision;
    this.tiles = tiles;
    this.levels = levels;
    this.rings = rings;
    this.places = new Places(tiles, precision == Precision.F32 ? 4 : 8);
  }

  /// Kernels added from now on belong to this phase.
  void enter(int level, boolean shared) {
    this.level = level;
    this.inShared = shared;
    List<List<Kernel>> mine = shared ? this.shared : chains;
    while (mine.size() <= level) {
      mine.add(new ArrayList<>());
    }
  }

  List<Kernel> kernels(int level, boolean shared) {
    List<List<Kernel>> mine = shared ? this.shared : chains;
    return level < mine.size() ? mine.get(level) : List.of();
  }

  /// What a phase of chains sums over its chunks.
  List<Kernel.BatchSum> sums(int level) {
    return sums.getOrDefault(level, List.of());
  }

  /// What is contracted over all chains once they have run a phase.
  List<Kernel> contractions(int level) {
    return contractions.getOrDefault(level, List.of());
  }

  /// Whether kernels of this phase have chains in their lanes.
  boolean inChains() {
    return tiles && !inShared;
  }

  boolean inShared() {
    return inShared;
  }

  int level() {
    return level;
  }

  /// Sums over the chains once all tiles have run this phase.
  void sum(Kernel.BatchSum sum) {
    sums.computeIfAbsent(level, _ -> new ArrayList<>()).add(sum);
  }

  /// Contracts over the chains once all have run this phase.
  void contract(Kernel.Contract contract) {
    contractions.computeIfAbsent(level, _ -> new ArrayList<>()).add(contract);
  }

  void add(Kernel kernel) {
    (inShared ? shared : chains).get(level).add(kernel);
  }

  /// A buffer for the whole value of a node, where all its readers can see it.
  View store(Node node) {
    View part = joins == null ? null : joins.inside(this, node);
    View view = part == null ? reserved(node) : part;
    views.put(node, view);
    return view;
  }

  /// Where the parts of a concat lie, some of them perhaps already.
  View joined(Node concat) {
    View whole = joins == null ? reserved(concat) : joins.whole(this, concat);
    views.put(concat, whole);
    return whole;
  }

  /// Whether an input of a concat has been stored in its place.
  boolean isJoined(Node concat, int number) {
    return joins != null && joins.isStored(concat, number);
  }

  /// Where the whole value of a node will lie: in the margins of a ring, or in a buffer of its own.
  View reserved(Node node) {
    View inside = rings.inside(this, node);
    return inside == null ? array(node, node.shape().size()) : inside;
  }

  /// The same with room for more elements than the node has.
  View store(Node node, int size) {
    View view = array(node, size);
    views.put(node, view);
    return view;
  }

  private View array(Node node, int size) {
    return View.whole(places.array(label(node), regionFor(node), size), node.shape());
  }

  private Region regionFor(Node node) {
    if (!node.varies()) {
      return Region.SHARED;
    }
    return levels.lastUse(node) > level ? Region.CHAIN : Region.SCRATCH;
  }

  static String label(Node node) {
    return node.op().getClass().getSimpleName() + "#" + node.serial();
  }

  /// Where a node's value is read; every node is placed before it is used.
  View view(Node node) {
    View view = views.get(node);
    if (view == null) {
      throw new IllegalStateException("a node is read before it has a place: " + node);
    }
    return view;
  }

  boolean isPlaced(Node node) {
    return views.containsKey(node);
  }

  void place(Node node, View view) {
    views.put(node, view);
  }

  /// Places a node over a leaf; copies made of what the leaf was are not those of the node.
  void overwrite(Node leaf, Node node) {
    View view = view(leaf);
    View shaped = view.reshape(leaf.shape(), node.shape());
    if (shaped == null) {
      throw new IllegalStateException("a carried leaf is not dense: " + leaf);
    }
    views.put(node, shaped);
    turned.keySet().removeIf(key -> isOf(key, view.buffer()));
    sharedCopies.keySet().removeIf(key -> isOf(key, view.buffer()));
  }

  private static boolean isOf(List<Object> copy, int buffer) {
    return copy.getFirst() instanceof View from && from.buffer() == buffer;
  }

  /// The buffer of a varying (n, p) array turned round, which all contractions with it share.
  int turned(View view, int n, int p, Node reader) {
    return turned.computeIfAbsent(
        List.of(view, n, p),
        _ -> {
          int buffer =
              places.array("turned " + label(reader), Region.CHAIN, Kernel.Turn.rows(n, p));
          Access rows = new Access(view.buffer(), view.offset(), view.strides());
          add(new Kernel.Turn(n, p, rows, buffer, reader.term()));
          return buffer;
        });
  }

  /// Something shared in another order, which every kernel that wants it so shares.
  View sharedCopy(View from, Shape shape, List<Integer> strides, String term) {
    return sharedCopies.computeIfAbsent(
        List.of(from, shape, strides),
        _ -> {
          int buffer = places.array("copied", Region.SHARED, shape.size());
          View to = new View(buffer, 0, strides);
          int here = level;
          enter(here, true);
          Copies.copy(this, shape, from, to, term);
          enter(here, false);
          return to;
        });
  }

  /// The node's value row-major in one run, copied if its view is not.
  View flat(Node node) {
    View view = view(node);
    View flat = view.reshape(node.shape(), Shape.of(node.shape().size()));
    if (flat != null) {
      return flat;
    }
    int copy = places.array(label(node) + " copied", regionFor(node), node.shape().size());
    Copies.copy(this, node, view, View.whole(copy, node.shape()));
    return new View(copy, 0, List.of(1));
  }

  /// One number of a filled constant, if the node is one.
  static @Nullable Double literal(Node node) {
    Node base = node;
    while (base.op() instanceof Op.Broadcast || base.op() instanceof Op.Reshape) {
      base = base.input(0);
    }
    if (base.op() instanceof Op.Constant(var values)
        && values.size() > 0
        && values.allEqual(values.get(0))) {
      return values.get(0);
    }
    return null;
  }
}
