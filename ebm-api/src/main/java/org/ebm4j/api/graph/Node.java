package org.ebm4j.api.graph;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// An operation applied to earlier nodes. Equal only to itself.
///
/// A node's {@link #serial} is larger than that of each of its inputs, so sorting by it is a
/// topological order.
public final class Node {
  private static final AtomicLong SERIALS = new AtomicLong();

  private final Op op;
  private final List<Node> inputs;
  private final Shape shape;
  private final boolean varies;
  private final String term;
  private final long serial;

  private Node(Op op, List<Node> inputs, Shape shape, String term) {
    this.op = op;
    this.inputs = inputs;
    this.shape = shape;
    this.term = term;
    this.varies = Varying.of(op, inputs);
    this.serial = SERIALS.incrementAndGet();
  }

  /// Applies an operation.
  ///
  /// @throws ShapeException if the inputs do not fit it, with the term, both shapes and the way out
  public static Node of(Op op, Node... inputs) {
    return of(op, List.of(inputs));
  }

  /// Applies an operation.
  public static Node of(Op op, List<Node> inputs) {
    return new Node(op, List.copyOf(inputs), Shapes.of(op, inputs), Terms.current());
  }

  /// A leaf of a given shape.
  public static Node leaf(Op op, Shape shape) {
    return new Node(op, List.of(), Shapes.leaf(op, shape), Terms.current());
  }

  /// Nodes made so far; tests hold it against the size of the graph.
  static long made() {
    return SERIALS.get();
  }

  /// What it does.
  public Op op() {
    return op;
  }

  /// What it does it to, in order.
  public List<Node> inputs() {
    return inputs;
  }

  /// One of its inputs, counted from 0.
  public Node input(int index) {
    return inputs.get(index);
  }

  /// The extents of its value for one chain.
  public Shape shape() {
    return shape;
  }

  /// Whether chains may hold different values of it. If not, one value serves them all.
  public boolean varies() {
    return varies;
  }

  /// The term being declared when this node was made; empty outside of one.
  public String term() {
    return term;
  }

  /// Grows from inputs to outputs.
  public long serial() {
    return serial;
  }

  @Override
  public String toString() {
    return op + "#" + serial + shape;
  }
}
