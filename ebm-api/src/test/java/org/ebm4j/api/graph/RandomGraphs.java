package org.ebm4j.api.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Random graphs over every operation, for laws that must hold of any graph.
///
/// Each choice is a function of the seed. Every node made is used: what nothing else uses is summed
/// into the root. Values stay of order one, because what could grow is scaled by a bound of it.
public final class RandomGraphs {

  /// What a graph may hold.
  public enum Kind {
    /// infinitely differentiable, every operand well inside its domain
    SMOOTH,
    /// also kinks, choices, comparisons and maxima
    KINKED,
    /// also operands outside of domains, infinities, stopped gradients and noise
    WILD
  }

  /// A graph with its leaves.
  ///
  /// @param root a scalar; varies unless the graph was made as a loss
  /// @param inner nodes below it that vary, of any shape
  /// @param leaves inputs, parameters and settings
  public record Sample(Node root, List<Node> inner, List<Node> leaves) {

    /// Random numbers for every leaf, within ±3.
    public Map<Node, double[]> point(long seed, int chains) {
      SplittableRandom random = new SplittableRandom(seed);
      Map<Node, double[]> point = new IdentityHashMap<>();
      for (Node leaf : leaves) {
        double[] values = new double[leaf.shape().size() * (leaf.varies() ? chains : 1)];
        for (int i = 0; i < values.length; i++) {
          values[i] = Math.clamp(random.nextGaussian(), -3, 3);
        }
        point.put(leaf, values);
      }
      return point;
    }
  }

  private static final double LARGEST = 6;
  private static final List<Shape> SHAPES =
      List.of(
          Shape.SCALAR,
          Shape.of(3),
          Shape.of(2, 3),
          Shape.of(3, 2),
          Shape.of(4),
          Shape.of(1, 2, 3));

  private final SplittableRandom random;
  private final Kind kind;
  private final boolean batch;
  private final List<Node> pool = new ArrayList<>();
  private final List<Node> leaves = new ArrayList<>();
  private final Map<Node, Double> bounds = new IdentityHashMap<>();

  private RandomGraphs(long seed, Kind kind, boolean batch) {
    this.random = new SplittableRandom(seed);
    this.kind = kind;
    this.batch = batch;
  }

  /// A scalar that varies from chain to chain, as energies do; no operation across the chains.
  public static Sample energy(long seed, Kind kind, int operations) {
    return new RandomGraphs(seed, kind, false).grow(operations);
  }

  /// A scalar that all chains share, as training losses are; chains meet anywhere below it.
  public static Sample loss(long seed, Kind kind, int operations) {
    return new RandomGraphs(seed, kind, true).grow(operations);
  }

  private Sample grow(int operations) {
    leaf(new Op.Input("x"));
    leaf(new Op.Input("y"));
    leaf(new Op.Parameter("w", new Init.Normal(1)));
    leaf(new Op.Parameter("v", new Init.Normal(1)));
    leaf(new Op.Setting("h"));
    constant();
    for (int i = 0; i < operations; i++) {
      step();
    }
    Node root = total();
    List<Node> inner = Graph.topological(List.of(root)).stream().filter(Node::varies).toList();
    List<Node> used = Graph.topological(List.of(root)).stream().filter(leaves::contains).toList();
    return new Sample(root, inner, used);
  }

  private void leaf(Op op) {
    Node leaf = Node.leaf(op, pick(SHAPES));
    leaves.add(leaf);
    keep(leaf, 3);
  }

  private void constant() {
    Shape shape = pick(SHAPES);
    keep(Nodes.constant(shape, random.doubles(shape.size(), -1, 1).toArray()), 1);
  }

  /// Sum of all nodes that nothing else uses, each with a weight of its own.
  private Node total() {
    Map<Node, Boolean> used = new IdentityHashMap<>();
    for (Node node : Graph.topological(pool)) {
      node.inputs().forEach(input -> used.put(input, true));
    }
    Node root = Nodes.sum(leaves.getFirst());
    root = batch ? batchMean(root) : root;
    for (Node node : List.copyOf(pool)) {
      if (!used.containsKey(node)) {
        Node term = Nodes.scale(Nodes.sum(node), random.nextDouble(.5, 1.5) / node.shape().size());
        root = Nodes.add(root, batch && term.varies() ? batchMean(term) : term);
      }
    }
    return root;
  }

  private static Node batchMean(Node a) {
    return Nodes.divide(Nodes.batchSum(a), Nodes.broadcast(Nodes.batchSize(), a.shape()));
  }

  private void step() {
    if (kind == Kind.WILD && random.nextInt(4) == 0) {
      wild();
      return;
    }
    switch (random.nextInt(batch ? 11 : 9)) {
      case 0, 1 -> smooth();
      case 2, 3 -> arithmetic();
      case 4 -> kinked();
      case 5 -> moved();
      case 6 -> cut();
      case 7 -> reduced();
      case 8 -> product();
      default -> acrossChains();
    }
  }

  // ---- the operations ----

  private void smooth() {
    Node a = recent();
    Node raised = Nodes.add(Nodes.multiply(a, a), Nodes.filled(a.shape(), .5));
    switch (random.nextInt(8)) {
      case 0 -> keep(Nodes.map(Unary.TANH, a), 1);
      case 1 -> keep(Nodes.map(Unary.SIGMOID, a), 1);
      case 2 -> keep(Nodes.map(Unary.SOFTPLUS, a), bound(a) + 1);
      case 3 -> keep(Nodes.map(Unary.SILU, a), bound(a));
      case 4 -> keep(Nodes.map(Unary.EXP, Nodes.map(Unary.TANH, a)), 2.8);
      case 5 -> keep(Nodes.map(Unary.LOG, raised), bound(a) + 1);
      case 6 -> keep(Nodes.map(Unary.SQRT, raised), bound(a) + 1);
      default -> keep(Nodes.map(Unary.RECIPROCAL, raised), 2);
    }
  }

  private void arithmetic() {
    Node a = recent();
    Node b = fit(any(), a.shape());
    switch (random.nextInt(6)) {
      case 0 -> keep(Nodes.add(a, b), bound(a) + bound(b));
      case 1 -> keep(Nodes.subtract(a, b), bound(a) + bound(b));
      case 2, 3 -> keep(Nodes.multiply(a, b), bound(a) * bound(b));
      case 4 -> keep(Nodes.negate(a), bound(a));
      default -> {
        Node below = Nodes.add(Nodes.multiply(b, b), Nodes.filled(b.shape(), .5));
        keep(Nodes.divide(a, below), 2 * bound(a));
      }
    }
  }

  private void kinked() {
    if (kind == Kind.SMOOTH) {
      return;
    }
    Node a = recent();
    Node b = fit(any(), a.shape());
    double bound = Math.max(bound(a), bound(b));
    switch (random.nextInt(8)) {
      case 0 -> keep(Nodes.map(Unary.ABS, a), bound(a));
      case 1 -> keep(Nodes.map(Unary.RELU, a), bound(a));
      case 2 -> keep(Nodes.map(random.nextBoolean() ? Unary.SIGN : Unary.STEP, a), 1);
      case 3 -> keep(Nodes.zip(Binary.MIN, a, b), bound);
      case 4 -> keep(Nodes.zip(Binary.MAX, a, b), bound);
      case 5 ->
          keep(Nodes.zip(pick(List.of(Binary.LESS, Binary.LESS_EQUAL, Binary.EQUAL)), a, b), 1);
      case 6 -> {
        Node condition = Nodes.zip(Binary.LESS, fit(any(), a.shape()), b);
        keep(Nodes.where(condition, a, b), bound);
      }
      default -> keep(Nodes.max(a, axesOf(a)), bound(a));
    }
  }

  private void moved() {
    Node a = recent();
    switch (random.nextInt(3)) {
      case 0 -> {
        if (a.shape().rank() < 3) {
          int at = random.nextInt(a.shape().rank() + 1);
          List<Integer> axes =
              IntStream.range(0, a.shape().rank() + 1).filter(i -> i != at).boxed().toList();
          keep(Nodes.broadcast(a, insert(a.shape(), at, 1 + random.nextInt(3)), axes), bound(a));
        }
      }
      case 1 -> keep(Nodes.reshape(a, pick(reshapes(a.shape().size()))), bound(a));
      default -> {
        List<Integer> order = new ArrayList<>(Nodes.allAxes(a));
        for (int i = order.size() - 1; i > 0; i--) {
          Collections.swap(order, i, random.nextInt(i + 1));
        }
        keep(Nodes.transpose(a, order), bound(a));
      }
    }
  }

  private void cut() {
    Node a = recent();
    if (a.shape().rank() == 0) {
      return;
    }
    int axis = random.nextInt(a.shape().rank());
    switch (random.nextInt(4)) {
      case 0 -> keep(box(a), bound(a));
      case 1 -> {
        List<Integer> start = new ArrayList<>();
        int[] dims = a.shape().dims();
        for (int i = 0; i < dims.length; i++) {
          start.add(random.nextInt(2));
          dims[i] += start.get(i) + random.nextInt(2);
        }
        keep(Nodes.pad(a, start, Shape.of(dims)), bound(a));
      }
      case 2 -> keep(Nodes.concat(axis, List.of(a, fit(any(), a.shape()))), LARGEST);
      default -> keep(Nodes.concat(axis, halves(a, axis)), bound(a));
    }
  }

  /// The two parts of an array along an axis, as slices, in either order.
  private List<Node> halves(Node a, int axis) {
    int[] dims = a.shape().dims();
    int whole = dims[axis];
    int cut = random.nextInt(whole + 1);
    List<Integer> start = new ArrayList<>(Collections.nCopies(dims.length, 0));
    dims[axis] = cut;
    Node first = Nodes.slice(a, start, Shape.of(dims));
    start.set(axis, cut);
    dims[axis] = whole - cut;
    Node second = Nodes.slice(a, start, Shape.of(dims));
    return random.nextBoolean() ? List.of(first, second) : List.of(second, first);
  }

  private Node box(Node a) {
    List<Integer> start = new ArrayList<>();
    int[] dims = a.shape().dims();
    for (int i = 0; i < dims.length; i++) {
      start.add(random.nextInt(dims[i]));
      dims[i] = 1 + random.nextInt(dims[i] - start.get(i));
    }
    return Nodes.slice(a, start, Shape.of(dims));
  }

  private void reduced() {
    Node a = recent();
    Node sum = Nodes.sum(a, axesOf(a));
    keep(sum, bound(a) * a.shape().size() / Math.max(1, sum.shape().size()));
  }

  private void product() {
    Node a = recent();
    int m = 1 + random.nextInt(3);
    int k = 1 + random.nextInt(3);
    int n = 1 + random.nextInt(3);
    Node b = any();
    keep(
        Nodes.matmul(fit(a, Shape.of(m, k)), fit(b, Shape.of(k, n))),
        k * LARGEST * Math.min(bound(a), bound(b)));
  }

  private void acrossChains() {
    Node a = recent();
    if (!a.varies()) {
      return;
    }
    if (random.nextInt(3) > 0) {
      keep(batchMean(a), bound(a));
      return;
    }
    Node left = fit(a, Shape.of(1 + random.nextInt(3), 2));
    Node right = fit(varying(), Shape.of(1 + random.nextInt(3), 2));
    Node sum = Nodes.batchContract(left, right);
    keep(Nodes.divide(sum, Nodes.broadcast(Nodes.batchSize(), sum.shape())), 2 * LARGEST * LARGEST);
  }

  private void wild() {
    Node a = recent();
    switch (random.nextInt(10)) {
      case 0 -> keep(Nodes.map(Unary.LOG, a), 2);
      case 1 -> keep(Nodes.map(Unary.SQRT, a), 2);
      case 2 -> keep(Nodes.map(Unary.RECIPROCAL, Nodes.map(Unary.RELU, a)), 2);
      case 3 -> keep(Nodes.map(Unary.EXP, Nodes.scale(a, 300)), 2);
      case 4 -> keep(Nodes.stopGradient(a), bound(a));
      case 5 ->
          keep(
              Nodes.noise(pick(List.of(Op.Noise.Law.values())), 1, random.nextInt(4), pick(SHAPES)),
              4);
      case 6 -> keep(neutral(Binary.MULTIPLY, a), 2 * bound(a));
      case 7 -> keep(neutral(Binary.ADD, a), 1 + bound(a));
      case 8 -> keep(Nodes.zip(pick(List.of(Binary.values())), a, a), 2 * bound(a));
      default -> keep(Nodes.divide(a, fit(any(), a.shape())), 2);
    }
  }

  /// With a number that rules like to know: a zero of either sign, ±1, 2, ½.
  private Node neutral(Binary function, Node a) {
    Node number = Nodes.filled(a.shape(), pick(List.of(0.0, 0.0, -0.0, 1.0, -1.0, 2.0, .5)));
    return random.nextBoolean() ? Nodes.zip(function, a, number) : Nodes.zip(function, number, a);
  }

  // ---- choosing ----

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /// Rather one of the last nodes, so that graphs grow deep.
  private Node recent() {
    int last = Math.min(pool.size(), 5);
    return random.nextInt(3) == 0 ? any() : pool.get(pool.size() - 1 - random.nextInt(last));
  }

  private Node any() {
    return pick(pool);
  }

  private Node varying() {
    Node a = any();
    return a.varies() ? a : leaves.getFirst();
  }

  private double bound(Node a) {
    return bounds.computeIfAbsent(a, _ -> LARGEST);
  }

  /// Takes a node into the pool, scaled down if it could be large.
  private void keep(Node a, double bound) {
    if (a.shape().size() > 24 || a.shape().rank() > 3) {
      keep(Nodes.sum(a, List.of(0)), bound * a.shape().dim(0));
      return;
    }
    Node kept = bound > LARGEST ? Nodes.scale(a, LARGEST / bound) : a;
    bounds.put(kept, Math.min(bound, LARGEST));
    pool.add(kept);
  }

  private List<Integer> axesOf(Node a) {
    return Nodes.allAxes(a).stream().filter(_ -> random.nextInt(3) > 0).toList();
  }

  /// The same numbers under a shape, or as many of them as it needs.
  private Node fit(Node a, Shape shape) {
    if (a.shape().size() == shape.size()) {
      return Nodes.reshape(a, shape);
    }
    Node flat = Nodes.reshape(a, Shape.of(a.shape().size()));
    if (a.shape().size() > shape.size()) {
      return Nodes.reshape(Nodes.slice(flat, List.of(0), Shape.of(shape.size())), shape);
    }
    return Nodes.broadcast(
        Nodes.reshape(Nodes.slice(flat, List.of(0), Shape.of(1)), Shape.SCALAR), shape);
  }

  private static Shape insert(Shape shape, int at, int extent) {
    int[] dims = new int[shape.rank() + 1];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = i == at ? extent : shape.dim(i < at ? i : i - 1);
    }
    return Shape.of(dims);
  }

  private static List<Shape> reshapes(int size) {
    List<Shape> shapes =
        new ArrayList<>(List.of(Shape.of(size), Shape.of(1, size), Shape.of(size, 1)));
    for (int i = 2; i < size; i++) {
      if (size % i == 0) {
        shapes.add(Shape.of(i, size / i));
      }
    }
    return shapes;
  }
}
