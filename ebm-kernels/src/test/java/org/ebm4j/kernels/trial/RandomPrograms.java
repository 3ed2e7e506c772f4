package org.ebm4j.kernels.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Unary;

/// Computations over every operation of the language, with the gradients of what they compute, at
/// extents and numbers of chains that straddle the lanes.
///
/// Each choice is a function of the seed. Values stay of order one, because what could grow is
/// scaled by a bound of it; one program in six gets infinities, NaN, zeros and denormals instead.
final class RandomPrograms {
  private static final int[] CHAINS = {
    1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 20, 31, 32, 33, 48, 63, 64, 65, 100, 200, 333, 1000
  };
  private static final int[] EXTENTS = {
    1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 64, 65, 100, 300, 1000
  };
  private static final double[] ODD = {
    0.0,
    -0.0,
    Double.NaN,
    Double.NaN,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Float.MIN_NORMAL,
    -Float.MIN_VALUE,
    0x1p-70,
    0x1p100,
    -Float.MAX_VALUE,
    88.7,
    -103,
    1,
    -1
  };

  final SplittableRandom random;
  final boolean batch;
  private final long seed;
  private final int chains;
  private final int largest; // elements of an array
  private final int[] extents = new int[3];
  private final Operations operations;
  private final List<Node> pool = new ArrayList<>();
  private final List<Node> leaves = new ArrayList<>();
  private final Map<Node, Double> bounds = new IdentityHashMap<>();

  RandomPrograms(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.chains = CHAINS[random.nextInt(CHAINS.length)];
    this.batch = random.nextInt(3) == 0;
    this.largest = Math.clamp(8000 / chains, 8, 1200);
    this.operations = new Operations(this);
    for (int i = 0; i < extents.length; i++) {
      do {
        extents[i] = EXTENTS[random.nextInt(EXTENTS.length)];
      } while (extents[i] > largest);
    }
  }

  Trial trial() {
    leaf(new Op.Input("x"));
    leaf(new Op.Input("y"));
    leaf(new Op.Parameter("w", new Init.Normal(1)));
    leaf(new Op.Parameter("v", new Init.Normal(1)));
    leaf(new Op.Setting("h"));
    int count = 2 + random.nextInt(9);
    for (int i = 0; i < count; i++) {
      operations.step();
    }
    if (random.nextInt(2) == 0) {
      gradients();
    }
    List<Carry> carries = carries();
    int steps = carries.isEmpty() ? 1 : 1 + random.nextInt(4);
    Computation computation = new Computation("random " + seed, carries, outputs(carries));
    return new Trial(seed, computation, chains, steps, values(computation));
  }

  private void leaf(Op op) {
    Node leaf = Node.leaf(op, shape());
    leaves.add(leaf);
    keep(leaf, 3);
  }

  /// The gradient of a scalar by every leaf it may be differentiated by, and at times a second
  /// derivative.
  private void gradients() {
    Node loss = scalar(recent());
    loss = batch ? Operations.batchMean(loss) : loss; // where chains meet, only losses have slopes
    boolean each = loss.varies();
    List<Node> by = leaves.stream().filter(leaf -> leaf.varies() || !each).toList();
    List<Node> slopes = Gradient.of(loss, by);
    if (random.nextInt(4) == 0) {
      Node squared = scalar(slopes.getFirst());
      if (each == squared.varies()) {
        slopes = Gradient.of(squared, by);
      }
    }
    for (Node slope : slopes) {
      keep(slope, 6);
    }
  }

  private Node scalar(Node a) {
    return Nodes.scale(Nodes.sum(Nodes.map(Unary.TANH, a)), 1.0 / Math.max(1, a.shape().size()));
  }

  /// Leaves that move: by a step of order a tenth, or they change places.
  private List<Carry> carries() {
    List<Carry> carries = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      return carries;
    }
    Node x = leaves.get(0);
    Node y = leaves.get(1);
    if (x.shape().equals(y.shape()) && random.nextInt(3) == 0) {
      return List.of(new Carry(x, y), new Carry(y, x));
    }
    for (Node leaf : leaves) {
      if (random.nextInt(3) == 0) {
        Node move = operations.fit(recent(), leaf.shape());
        if (!leaf.varies() && move.varies()) {
          move = batch ? Operations.batchMean(move) : leaf;
        }
        Node step = Nodes.scale(Nodes.map(Unary.TANH, move), .1);
        carries.add(new Carry(leaf, random.nextInt(8) == 0 ? move : Nodes.subtract(leaf, step)));
      }
    }
    return carries;
  }

  /// What nothing else uses, at most four of them, and some node in the middle.
  private List<Output> outputs(List<Carry> carries) {
    Map<Node, Boolean> used = new IdentityHashMap<>();
    List<Node> all = new ArrayList<>(pool);
    carries.forEach(carry -> all.add(carry.next()));
    for (Node node : Graph.topological(all)) {
      node.inputs().forEach(input -> used.put(input, true));
    }
    List<Node> roots = new ArrayList<>();
    for (Node node : pool.reversed()) {
      if (!used.containsKey(node) && !leaves.contains(node) && roots.size() < 4) {
        roots.add(node);
      }
    }
    roots.add(any());
    List<Output> outputs = new ArrayList<>();
    for (Node root : roots) {
      Node node = leaves.contains(root) ? Nodes.scale(root, 2) : root;
      outputs.add(new Output("o" + outputs.size(), node));
    }
    return outputs;
  }

  private Map<String, double[]> values(Computation computation) {
    boolean odd = random.nextInt(6) == 0;
    Map<String, double[]> values = new HashMap<>();
    for (Node leaf : computation.leaves()) {
      double[] array = new double[leaf.shape().size() * (leaf.varies() ? chains : 1)];
      for (int i = 0; i < array.length; i++) {
        boolean special = odd && random.nextInt(6) == 0;
        double value =
            special ? ODD[random.nextInt(ODD.length)] : Math.clamp(random.nextGaussian(), -3, 3);
        array[i] = (float) value;
      }
      values.put(Computation.nameOf(leaf), array);
    }
    return values;
  }

  // What operations choose from.

  /// A shape of up to three of the program's extents that is not too large.
  Shape shape() {
    while (true) {
      int[] dims = new int[random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(7) / 3];
      long size = 1;
      for (int i = 0; i < dims.length; i++) {
        dims[i] = extent();
        size *= dims[i];
      }
      if (size <= largest) {
        return Shape.of(dims);
      }
    }
  }

  int extent() {
    return random.nextInt(5) == 0 ? 1 + random.nextInt(3) : extents[random.nextInt(3)];
  }

  boolean fits(long size) {
    return size <= largest;
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /// Rather one of the last nodes, so that graphs grow deep.
  Node recent() {
    int last = Math.min(pool.size(), 4);
    return random.nextInt(3) == 0 ? any() : pool.get(pool.size() - 1 - random.nextInt(last));
  }

  Node any() {
    return pick(pool);
  }

  Node varying() {
    Node a = any();
    return a.varies() ? a : leaves.getFirst();
  }

  double bound(Node a) {
    return bounds.getOrDefault(a, 6.0);
  }

  /// Takes a node into the pool, scaled down if it could be large.
  void keep(Node a, double bound) {
    if (!fits(a.shape().size()) || a.shape().rank() > 3) {
      return;
    }
    Node kept = bound > 6 ? Nodes.scale(a, 6 / bound) : a;
    bounds.put(kept, Math.min(bound, 6));
    pool.add(kept);
  }
}
