package org.ebm4j.api.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What shape an operation gives, and which inputs it refuses.
final class Shapes {
  private Shapes() {}

  static Shape leaf(Op op, Shape shape) {
    return switch (op) {
      case Op.Input _, Op.Setting _ -> shape;
      case Op.Parameter parameter -> {
        Init.requireFitting(parameter, shape);
        yield shape;
      }
      case Op.Noise noise -> noise(noise, shape);
      case Op.Constant c -> {
        require(
            c.values().size() == shape.size(),
            "a constant of shape "
                + shape
                + " needs "
                + shape.size()
                + " numbers, found "
                + c.values().size());
        yield shape;
      }
      case Op.BatchSize _ -> Shape.SCALAR;
      case Op.Map _, Op.Zip _, Op.Where _, Op.Broadcast _, Op.Reshape _, Op.Transpose _ ->
          noLeaf(op);
      case Op.Slice _, Op.Pad _, Op.Concat _, Op.Reduce _, Op.MatMul _, Op.StopGradient _ ->
          noLeaf(op);
      case Op.BatchSum _, Op.BatchContract _ -> noLeaf(op);
    };
  }

  private static Shape noise(Op.Noise noise, Shape shape) {
    int draws = 1 << (32 - Op.Noise.BLOCK_BITS);
    int most = 2 << Op.Noise.BLOCK_BITS; // two numbers a block in f64
    require(
        noise.draw() >= 0 && noise.draw() < draws && noise.purpose() >= 0 && noise.purpose() < 256,
        "noise is keyed by a draw below " + draws + " and a purpose below 256, found " + noise);
    require(
        shape.size() <= most,
        "noise of shape "
            + shape
            + " needs "
            + shape.size()
            + " numbers of one draw, which has "
            + most
            + "; join several draws");
    return shape;
  }

  private static Shape noLeaf(Op op) {
    throw new IllegalArgumentException(op + " is not a leaf; apply it to its inputs");
  }

  static Shape of(Op op, List<Node> in) {
    return switch (op) {
      case Op.Map _, Op.StopGradient _ -> arity(op, in, 1).getFirst().shape();
      case Op.Zip zip -> zip(zip, arity(op, in, 2));
      case Op.Where _ -> where(arity(op, in, 3));
      case Op.Broadcast b -> broadcast(b, arity(op, in, 1).getFirst().shape());
      case Op.Reshape r -> reshape(r, arity(op, in, 1).getFirst().shape());
      case Op.Transpose t -> transpose(t, arity(op, in, 1).getFirst().shape());
      case Op.Slice s ->
          inside("slice", s.start(), s.shape(), arity(op, in, 1).getFirst().shape(), s.shape());
      case Op.Pad p ->
          inside("pad", p.start(), arity(op, in, 1).getFirst().shape(), p.shape(), p.shape());
      case Op.Concat c -> concat(c.axis(), in);
      case Op.Reduce r -> reduce(r, arity(op, in, 1).getFirst().shape());
      case Op.MatMul _ -> matmul(arity(op, in, 2));
      case Op.BatchSum _ -> varying(op, arity(op, in, 1)).getFirst().shape();
      case Op.BatchContract _ -> contract(varying(op, arity(op, in, 2)));
      case Op.Input _, Op.Parameter _, Op.Setting _, Op.Constant _, Op.Noise _, Op.BatchSize _ ->
          throw new IllegalArgumentException(op + " is a leaf; it takes no inputs");
    };
  }

  private static List<Node> arity(Op op, List<Node> in, int wanted) {
    if (in.size() != wanted) {
      throw new IllegalArgumentException(op + " takes " + wanted + " inputs, found " + in.size());
    }
    return in;
  }

  private static List<Node> varying(Op op, List<Node> in) {
    for (Node node : in) {
      require(
          node.varies(),
          (op instanceof Op.BatchSum ? "a sum over the batch" : "a contraction over the batch")
              + " needs values that differ from chain to chain, found one of shape "
              + node.shape()
              + " shared by all chains; multiply it by the batch size instead");
    }
    return in;
  }

  private static Shape zip(Op.Zip zip, List<Node> in) {
    Shape a = in.get(0).shape();
    Shape b = in.get(1).shape();
    require(
        a.equals(b),
        "cannot "
            + verb(zip.function())
            + " "
            + a
            + " and "
            + b
            + "; shapes must be equal: broadcast or reshape one side");
    return a;
  }

  private static String verb(Binary function) {
    return switch (function) {
      case ADD -> "add";
      case SUBTRACT -> "subtract";
      case MULTIPLY -> "multiply";
      case DIVIDE -> "divide";
      case MIN, MAX -> "take the " + function.symbol() + " of";
      case LESS, LESS_EQUAL, EQUAL -> "compare";
    };
  }

  private static Shape where(List<Node> in) {
    Shape shape = in.get(0).shape();
    require(
        shape.equals(in.get(1).shape()) && shape.equals(in.get(2).shape()),
        "cannot choose by a condition of shape "
            + shape
            + " between "
            + in.get(1).shape()
            + " and "
            + in.get(2).shape()
            + "; broadcast all three to one shape");
    return shape;
  }

  private static Shape broadcast(Op.Broadcast b, Shape from) {
    boolean fits = b.axes().size() == from.rank();
    int last = -1;
    for (int i = 0; fits && i < from.rank(); i++) {
      int axis = b.axes().get(i);
      fits = axis > last && axis < b.shape().rank() && b.shape().dim(axis) == from.dim(i);
      last = axis;
    }
    require(
        fits,
        "cannot repeat "
            + from
            + " along "
            + b.shape()
            + " with its axes at "
            + b.axes()
            + "; each axis must keep its extent and its order");
    return b.shape();
  }

  private static Shape reshape(Op.Reshape r, Shape from) {
    require(
        r.shape().size() == from.size(),
        "cannot reshape "
            + from
            + " with "
            + from.size()
            + " elements to "
            + r.shape()
            + " with "
            + r.shape().size()
            + "; the counts must agree");
    return r.shape();
  }

  private static Shape transpose(Op.Transpose t, Shape from) {
    require(
        t.order().size() == from.rank() && distinctBelow(t.order(), from.rank()),
        "cannot order the axes of "
            + from
            + " as "
            + t.order()
            + "; name each of its "
            + from.rank()
            + " axes once");
    int[] dims = new int[from.rank()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = from.dim(t.order().get(i));
    }
    return Shape.of(dims);
  }

  private static Shape inside(
      String what, List<Integer> start, Shape small, Shape large, Shape result) {
    boolean fits = small.rank() == large.rank() && start.size() == large.rank();
    for (int i = 0; fits && i < start.size(); i++) {
      fits = start.get(i) >= 0 && start.get(i) <= large.dim(i) - small.dim(i);
    }
    require(
        fits,
        "cannot "
            + what
            + ": a box of "
            + small
            + " at "
            + start
            + " does not lie inside "
            + large);
    return result;
  }

  private static Shape concat(int axis, List<Node> in) {
    require(!in.isEmpty(), "cannot join no arrays; give at least one");
    Shape first = in.getFirst().shape();
    require(
        axis >= 0 && axis < first.rank(),
        "cannot join along axis " + axis + " of " + first + "; its axes are numbered from 0");
    long total = 0;
    for (Node node : in) {
      require(
          node.shape().rank() == first.rank()
              && node.shape().without(axis).equals(first.without(axis)),
          "cannot join "
              + first
              + " and "
              + node.shape()
              + " along axis "
              + axis
              + "; all other extents must agree");
      total += node.shape().dim(axis);
    }
    require(
        total <= Integer.MAX_VALUE,
        "cannot join along axis " + axis + ": " + total + " elements are more than 2^31 - 1");
    int[] dims = first.dims();
    dims[axis] = (int) total;
    return Shape.of(dims);
  }

  private static Shape reduce(Op.Reduce r, Shape from) {
    require(
        distinctBelow(r.axes(), from.rank()),
        "cannot reduce axes "
            + r.axes()
            + " of "
            + from
            + "; name each of its "
            + from.rank()
            + " axes at most once");
    return from.without(r.axes().stream().mapToInt(Integer::intValue).toArray());
  }

  private static Shape matmul(List<Node> in) {
    Shape a = in.get(0).shape();
    Shape b = in.get(1).shape();
    require(
        a.rank() == 2 && b.rank() == 2 && a.dim(1) == b.dim(0),
        "cannot multiply matrices "
            + a
            + " and "
            + b
            + "; the inner extents must agree: "
            + (a.rank() == 2 && b.rank() == 2
                ? a.dim(1) + " ≠ " + b.dim(0)
                : "both sides need two axes"));
    return Shape.of(a.dim(0), b.dim(1));
  }

  private static Shape contract(List<Node> in) {
    Shape a = in.get(0).shape();
    Shape b = in.get(1).shape();
    require(
        a.rank() == 2 && b.rank() == 2 && a.dim(1) == b.dim(1),
        "cannot contract "
            + a
            + " with "
            + b
            + " over the batch; both need two axes, the second of equal extent");
    return Shape.of(a.dim(0), b.dim(0));
  }

  private static boolean distinctBelow(List<Integer> axes, int rank) {
    Set<Integer> seen = new HashSet<>();
    for (int axis : axes) {
      if (axis < 0 || axis >= rank || !seen.add(axis)) {
        return false;
      }
    }
    return true;
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ShapeException(sentence);
    }
  }
}
