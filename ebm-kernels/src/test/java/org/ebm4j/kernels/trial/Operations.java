package org.ebm4j.kernels.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Unary;

/// One random operation on what a program holds already.
final class Operations {
  private static final double LARGEST = 6;

  private final RandomPrograms program;
  private final SplittableRandom random;

  Operations(RandomPrograms program) {
    this.program = program;
    this.random = program.random;
  }

  void step() {
    switch (random.nextInt(program.batch ? 17 : 14)) {
      case 0, 1 -> smooth();
      case 2, 3 -> arithmetic();
      case 4 -> choice();
      case 5 -> moved();
      case 6 -> cut();
      case 7 -> reduced();
      case 8, 9, 10 -> product();
      case 11 -> named();
      case 12 -> wild();
      case 13 -> leaf();
      default -> acrossChains();
    }
  }

  private void keep(Node a, double bound) {
    program.keep(a, bound);
  }

  private double bound(Node a) {
    return program.bound(a);
  }

  private void smooth() {
    Node a = program.recent();
    Node raised = Nodes.add(Nodes.multiply(a, a), Nodes.filled(a.shape(), .5));
    switch (random.nextInt(9)) {
      case 0 -> keep(Nodes.map(Unary.TANH, a), 1);
      case 1 -> keep(Nodes.map(Unary.SIGMOID, a), 1);
      case 2 -> keep(Nodes.map(Unary.SOFTPLUS, a), bound(a) + 1);
      case 3 -> keep(Nodes.map(Unary.SILU, a), bound(a));
      case 4 -> keep(Nodes.map(Unary.EXP, Nodes.map(Unary.TANH, a)), 2.8);
      case 5 -> keep(Nodes.map(Unary.LOG, raised), bound(a) + 1);
      case 6 -> keep(Nodes.map(Unary.SQRT, raised), bound(a) + 1);
      case 7 -> keep(Nodes.map(Unary.EXP, a), Math.exp(bound(a)));
      default -> keep(Nodes.map(Unary.RECIPROCAL, raised), 2);
    }
  }

  private void arithmetic() {
    Node a = program.recent();
    Node b = fit(program.any(), a.shape());
    switch (random.nextInt(6)) {
      case 0 -> keep(Nodes.add(a, b), bound(a) + LARGEST);
      case 1 -> keep(Nodes.subtract(a, b), bound(a) + LARGEST);
      case 2, 3 -> keep(Nodes.multiply(a, b), bound(a) * LARGEST);
      case 4 -> keep(Nodes.negate(a), bound(a));
      default -> {
        Node below = Nodes.add(Nodes.multiply(b, b), Nodes.filled(b.shape(), .5));
        keep(Nodes.divide(a, below), 2 * bound(a));
      }
    }
  }

  private void choice() {
    Node a = program.recent();
    Node b = fit(program.any(), a.shape());
    switch (random.nextInt(8)) {
      case 0 -> keep(Nodes.map(Unary.ABS, a), bound(a));
      case 1 -> keep(Nodes.map(Unary.RELU, a), bound(a));
      case 2 -> keep(Nodes.map(random.nextBoolean() ? Unary.SIGN : Unary.STEP, a), 1);
      case 3 -> keep(Nodes.zip(Binary.MIN, a, b), LARGEST);
      case 4 -> keep(Nodes.zip(Binary.MAX, a, b), LARGEST);
      case 5 -> keep(Nodes.zip(comparison(), a, b), 1);
      case 6 -> {
        Node condition = Nodes.zip(comparison(), fit(program.any(), a.shape()), b);
        keep(Nodes.where(condition, a, b), LARGEST);
      }
      default -> keep(Nodes.where(fit(program.any(), a.shape()), a, b), LARGEST);
    }
  }

  private Binary comparison() {
    return program.pick(List.of(Binary.LESS, Binary.LESS_EQUAL, Binary.EQUAL));
  }

  private void moved() {
    Node a = program.recent();
    switch (random.nextInt(3)) {
      case 0 -> {
        int at = random.nextInt(a.shape().rank() + 1);
        Shape to = insert(a.shape(), at, program.extent());
        if (program.fits(to.size())) {
          List<Integer> axes = IntStream.range(0, to.rank()).filter(i -> i != at).boxed().toList();
          keep(Nodes.broadcast(a, to, axes), bound(a));
        }
      }
      case 1 -> keep(Nodes.reshape(a, program.pick(reshapes(a.shape().size()))), bound(a));
      default -> {
        List<Integer> order = new ArrayList<>(axes(a));
        Collections.shuffle(order, new java.util.Random(random.nextLong()));
        keep(Nodes.transpose(a, order), bound(a));
      }
    }
  }

  private void cut() {
    Node a = program.recent();
    if (a.shape().rank() == 0) {
      return;
    }
    int[] dims = a.shape().dims();
    List<Integer> start = new ArrayList<>();
    switch (random.nextInt(4)) {
      case 0 -> {
        for (int i = 0; i < dims.length; i++) {
          start.add(random.nextInt(dims[i]));
          dims[i] = 1 + random.nextInt(dims[i] - start.get(i));
        }
        keep(Nodes.slice(a, start, Shape.of(dims)), bound(a));
      }
      case 1 -> {
        for (int i = 0; i < dims.length; i++) {
          start.add(random.nextInt(3));
          dims[i] += start.get(i) + random.nextInt(3);
        }
        keep(Nodes.pad(a, start, Shape.of(dims)), bound(a));
      }
      case 2 -> {
        int axis = random.nextInt(dims.length);
        keep(Expr.of(a).roll(axis, random.nextInt(5) - 2).node(), bound(a));
      }
      default -> {
        int axis = random.nextInt(dims.length);
        dims[axis] = 1 + random.nextInt(4);
        Node part = fit(program.any(), Shape.of(dims));
        keep(Nodes.concat(axis, random.nextBoolean() ? List.of(a, part) : List.of(part, a)), 6);
      }
    }
  }

  private void reduced() {
    Node a = program.recent();
    List<Integer> axes = axes(a).stream().filter(_ -> random.nextInt(3) > 0).toList();
    if (random.nextInt(3) == 0) {
      keep(Nodes.max(a, axes), bound(a));
      return;
    }
    Node sum = Nodes.sum(a, axes);
    keep(sum, bound(a) * a.shape().size() / Math.max(1, sum.shape().size()));
  }

  /// A matrix, shared or of each chain, with a vector or another matrix.
  private void product() {
    int k = program.extent();
    int m = program.extent();
    int n = random.nextInt(3) == 0 ? program.extent() : 1;
    if (!program.fits((long) m * k) || !program.fits((long) k * n) || !program.fits((long) m * n)) {
      return;
    }
    Node a = fit(program.recent(), Shape.of(m, k));
    Node b = fit(program.any(), Shape.of(k, n));
    Node c = random.nextBoolean() ? Nodes.matmul(a, b) : Nodes.matmul(transposed(b), transposed(a));
    Node scaled = Nodes.scale(c, 1 / Math.sqrt(k));
    keep(n == 1 ? Nodes.reshape(scaled, Shape.of(m)) : scaled, LARGEST * LARGEST);
  }

  private static Node transposed(Node a) {
    return Nodes.transpose(a);
  }

  /// What people write as one word.
  private void named() {
    Node a = program.recent();
    Expr e = Expr.of(a);
    int rank = a.shape().rank();
    if (rank == 0) {
      return;
    }
    int axis = random.nextInt(rank);
    switch (random.nextInt(5)) {
      case 0 -> keep(e.softmax(axis).node(), 1);
      case 1 -> keep(e.logSumExp(axis).node(), bound(a) + 7);
      case 2 -> keep(Maths.layerNorm(e, .1).node(), LARGEST);
      case 3 -> keep(e.mean(axis).node(), bound(a));
      default -> keep(Maths.huber(e, .7).over(a.shape().size()).node(), bound(a));
    }
  }

  private void wild() {
    Node a = program.recent();
    switch (random.nextInt(7)) {
      case 0 -> keep(Nodes.map(Unary.LOG, a), 2);
      case 1 -> keep(Nodes.map(Unary.SQRT, a), 2);
      case 2 -> keep(Nodes.map(Unary.RECIPROCAL, Nodes.map(Unary.RELU, a)), 2);
      case 3 -> keep(Nodes.map(Unary.EXP, Nodes.scale(a, 100)), 2);
      case 4 -> keep(Nodes.stopGradient(a), bound(a));
      case 5 -> keep(Nodes.zip(program.pick(List.of(Binary.values())), a, a), 2 * bound(a));
      default -> keep(Nodes.divide(a, fit(program.any(), a.shape())), 2);
    }
  }

  private void leaf() {
    Shape shape = program.shape();
    if (random.nextInt(3) == 0) {
      keep(Nodes.constant(shape, random.doubles(shape.size(), -1, 1).toArray()), 1);
    } else {
      var law = program.pick(List.of(Op.Noise.Law.values()));
      keep(Nodes.noise(law, 1 + random.nextInt(2), random.nextInt(6), shape), LARGEST);
    }
  }

  private void acrossChains() {
    Node a = program.recent();
    if (!a.varies()) {
      return;
    }
    switch (random.nextInt(3)) {
      case 0 -> keep(batchMean(a), bound(a));
      case 1 -> {
        Node centred = Nodes.subtract(a, batchMean(a));
        keep(covariance(centred, centred), LARGEST * LARGEST);
      }
      default -> keep(covariance(a, program.varying()), LARGEST * LARGEST);
    }
  }

  static Node batchMean(Node a) {
    return Nodes.divide(Nodes.batchSum(a), Nodes.broadcast(Nodes.batchSize(), a.shape()));
  }

  /// Mean over the chains of A·Bᵀ, of at most as many numbers as fit.
  private Node covariance(Node a, Node b) {
    int p = 1 + random.nextInt(3);
    int m = program.extent();
    int n = program.fits((long) m * program.extent()) ? program.extent() : 1;
    Node left = fit(a, Shape.of(m, p));
    Node right = fit(b, Shape.of(n, p));
    Node sum = Nodes.batchContract(left, right);
    return Nodes.divide(sum, Nodes.broadcast(Nodes.batchSize(), sum.shape()));
  }

  /// The same numbers under a shape, or as many of them as it needs.
  Node fit(Node a, Shape shape) {
    int size = a.shape().size();
    if (size == shape.size()) {
      return Nodes.reshape(a, shape);
    }
    Node flat = Nodes.reshape(a, Shape.of(size));
    if (size > shape.size()) {
      int from = random.nextInt(size - shape.size() + 1);
      return Nodes.reshape(Nodes.slice(flat, List.of(from), Shape.of(shape.size())), shape);
    }
    if (shape.size() <= 2 * size) {
      Node rest = Nodes.slice(flat, List.of(0), Shape.of(shape.size() - size));
      return Nodes.reshape(Nodes.concat(0, List.of(flat, rest)), shape);
    }
    Node one = Nodes.slice(flat, List.of(random.nextInt(size)), Shape.of(1));
    return Nodes.broadcast(Nodes.reshape(one, Shape.SCALAR), shape);
  }

  private static List<Integer> axes(Node a) {
    return IntStream.range(0, a.shape().rank()).boxed().toList();
  }

  private static Shape insert(Shape shape, int at, int extent) {
    int[] dims = new int[shape.rank() + 1];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = i == at ? extent : shape.dim(i < at ? i : i - 1);
    }
    return Shape.of(dims);
  }

  private static List<Shape> reshapes(int size) {
    List<Shape> shapes = new ArrayList<>(List.of(Shape.of(size), Shape.of(1, size)));
    for (int i = 2; i < size; i++) {
      if (size % i == 0) {
        shapes.add(Shape.of(i, size / i));
      }
    }
    return shapes;
  }
}
