package org.ebm4j.kernels.lower;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.elementary.CodeBuilder;
import org.ebm4j.kernels.elementary.Elementary;
import org.ebm4j.kernels.elementary.Noise;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;

/// Nodes that are no elementwise nest: views, products, joins, noise and batch reductions. One row
/// each.
final class Pieces {
  private static final int FEW = 16; // fewer than lanes, or not worth a fold

  /// Rows whose sums keep the processor busy side by side, however long one after another takes.
  private static final int MANY = 48;

  /// Numbers of a factor that may lie in the second cache twice, side by side along either index.
  private static final int NEAR = 1 << 16;

  private final Draft draft;

  Pieces(Draft draft) {
    this.draft = draft;
  }

  void write(Node node) {
    switch (node.op()) {
      case Op.Broadcast b -> place(node, input(node).broadcast(b));
      case Op.Transpose(var order) -> place(node, input(node).transpose(order));
      case Op.Slice s -> place(node, input(node).slice(s.start()));
      case Op.Reshape r -> reshape(node, r.shape());
      case Op.Pad p -> pad(node, p);
      case Op.Concat(int axis) -> {
        if (draft.rings.isTurn(node)) {
          place(node, draft.rings.view(draft, node));
        } else {
          concat(node, axis);
        }
      }
      case Op.MatMul _ -> product(node);
      case Op.Noise noise -> noise(node, noise);
      case Op.BatchSum _ -> batchSum(node);
      case Op.BatchContract _ -> contract(node);
      case Op.Map _, Op.Zip _, Op.Where _, Op.Reduce _ ->
          throw new IllegalStateException("belongs in a nest: " + node);
      case Op.Input _,
          Op.Parameter _,
          Op.Setting _,
          Op.Constant _,
          Op.BatchSize _,
          Op.StopGradient _ ->
          throw new IllegalStateException("needs no kernel: " + node);
    }
  }

  private void place(Node node, View view) {
    draft.place(node, view);
  }

  private View input(Node node) {
    return draft.view(node.input(0));
  }

  private void reshape(Node node, Shape shape) {
    View view = input(node).reshape(node.input(0).shape(), shape);
    if (view != null) {
      place(node, view);
      return;
    }
    View copy = draft.store(node);
    View asInput = new View(copy.buffer(), 0, View.boxed(node.input(0).shape().strides()));
    Copies.copy(draft, node.input(0), input(node), asInput);
  }

  private void pad(Node node, Op.Pad p) {
    View whole = draft.store(node);
    Copies.fill(draft, node.shape(), 0, whole, node.term());
    Copies.copy(draft, node.input(0), input(node), whole.slice(p.start()));
  }

  private void concat(Node node, int axis) {
    View whole = draft.joined(node);
    List<Integer> start = new ArrayList<>(Collections.nCopies(node.shape().rank(), 0));
    int at = 0;
    for (int number = 0; number < node.inputs().size(); number++) {
      Node part = node.input(number);
      start.set(axis, at);
      if (!draft.isJoined(node, number)) {
        Copies.copy(draft, part, draft.view(part), whole.slice(start));
      }
      at += part.shape().dim(axis);
    }
  }

  /// (m, k)·(k, n). In chains the shared factor must stand left, so a product with it on the right
  /// is transposed.
  private void product(Node node) {
    Node left = node.input(0);
    Node right = node.input(1);
    View a = draft.view(left);
    View b = draft.view(right);
    View c = draft.store(node);
    int m = node.shape().dim(0);
    int k = left.shape().dim(1);
    int n = node.shape().dim(1);
    if (draft.inChains() && left.varies() && right.varies()) {
      lanewise(node, a, b, c, m, k, n);
    } else if (draft.inChains() ? !left.varies() : !prefersTransposed(a, b, c, n)) {
      multiply(node, left.varies() ? a : aligned(node, a, b, c, m, k), b, c, m, k, n);
    } else {
      List<Integer> swap = List.of(1, 0);
      View first = b.transpose(swap);
      View second = a.transpose(swap);
      View result = c.transpose(swap);
      View factor = right.varies() ? first : aligned(node, first, second, result, n, k);
      multiply(node, factor, second, result, n, k, m);
    }
  }

  /// Chain by chain the lanes run along the rows or along the sum, whichever lie side by side. A
  /// shared factor with few of one and many of the other is copied so that the many do.
  private View aligned(Node node, View a, View b, View c, int m, int k) {
    if (draft.inChains() || !node.varies()) {
      return a;
    }
    boolean rows = (k < FEW || isWorthTurning(m, k)) && m >= FEW && c.strides().get(0) == 1;
    boolean sum = m < FEW && k >= FEW && b.strides().get(0) == 1;
    if ((!rows && !sum) || a.strides().get(rows ? 0 : 1) == 1) {
      return a;
    }
    return draft.sharedCopy(a, Shape.of(m, k), rows ? List.of(1, m) : List.of(k, 1), node.term());
  }

  /// Whether a factor of long rows is copied so that lanes run along its columns: once, and with
  /// rows enough for its sums, which follow term upon term.
  private boolean isWorthTurning(int m, int k) {
    return (long) m * k <= NEAR && (m >= MANY || k <= 4 * m) && !draft.levels.sharedChanges();
  }

  /// Dense, lanes can run along the rows of C only where A's rows are neighbours; along its columns
  /// where B's columns are.
  private static boolean prefersTransposed(View a, View b, View c, int n) {
    boolean rows = a.strides().get(0) == 1 && c.strides().get(0) == 1;
    return !rows && n > 1 && b.strides().get(1) == 1 && c.strides().get(1) == 1;
  }

  private void multiply(Node node, View a, View b, View c, int m, int k, int n) {
    Lanes lanes = new Lanes.Single();
    if (draft.inChains()) {
      lanes = new Lanes.Chains();
    } else if (a.strides().get(0) == 1 && c.strides().get(0) == 1) {
      lanes = new Lanes.Along(0);
    } else if (a.strides().get(1) == 1 && b.strides().get(0) == 1) {
      lanes = new Lanes.Along(1);
    }
    draft.add(new Kernel.MatMul(m, k, n, access(a), access(b), access(c), lanes, node.term()));
  }

  /// Both factors vary: every chain multiplies its own.
  private void lanewise(Node node, View a, View b, View c, int m, int k, int n) {
    CodeBuilder body = new CodeBuilder(draft.precision);
    int x =
        body.load(
            new Access(a.buffer(), a.offset(), List.of(a.strides().get(0), 0, a.strides().get(1))));
    int y =
        body.load(
            new Access(b.buffer(), b.offset(), List.of(0, b.strides().get(1), b.strides().get(0))));
    CodeBuilder tail = new CodeBuilder(draft.precision);
    tail.store(
        new Access(c.buffer(), c.offset(), List.of(c.strides().get(0), c.strides().get(1), 0)),
        tail.folded(0));
    draft.add(
        Loops.nest(
            List.of(m, n),
            List.of(k),
            body.code(),
            List.of(new Fold(Fold.Kind.PRODUCT_SUM, x, y)),
            tail.code(),
            true,
            node.term()));
  }

  private static Access access(View view) {
    return new Access(view.buffer(), view.offset(), view.strides());
  }

  /// Words first, then their transformation; the buffer is rounded up to whole blocks.
  private void noise(Node node, Op.Noise noise) {
    boolean single = draft.precision == Precision.F32;
    int perBlock = single ? 4 : 2;
    int blocks = (node.shape().size() + perBlock - 1) / perBlock;
    int words = draft.places.words("words#" + node.serial(), 4 * blocks);
    Lanes lanes = draft.inChains() ? new Lanes.Chains() : new Lanes.Single();
    draft.add(
        new Kernel.Words(words, blocks, noise.draw() << 16, noise.purpose(), lanes, node.term()));
    View to = draft.store(node, perBlock * blocks);
    CodeBuilder code = new CodeBuilder(draft.precision);
    int[] in = new int[4];
    for (int w = 0; w < 4; w++) {
      in[w] = code.loadWord(new Access(words, w, List.of(4)));
    }
    Noise numbers = new Noise(new Elementary(code));
    int[] out =
        switch (noise.law()) {
          case NORMAL -> numbers.normals(in);
          case UNIFORM -> numbers.uniforms(in);
        };
    for (int e = 0; e < perBlock; e++) {
      code.store(new Access(to.buffer(), e, List.of(perBlock)), out[e]);
    }
    draft.add(
        Loops.nest(
            List.of(blocks),
            List.of(),
            List.of(),
            List.of(),
            code.code(),
            draft.inChains(),
            node.term()));
  }

  /// The chunks are added in the shared phase that follows.
  private void batchSum(Node node) {
    View a = draft.flat(node.input(0));
    int size = node.shape().size();
    int partial = draft.places.partial("partial " + Draft.label(node), size);
    draft.sum(
        new Kernel.BatchSum(size, access(a), new Access(partial, 0, List.of(1)), node.term()));
    int level = draft.level();
    draft.enter(level + 1, true);
    View whole = draft.store(node);
    draft.add(new Kernel.Combine(size, partial, whole.buffer(), node.term()));
    draft.enter(level, false);
  }

  private void contract(Node node) {
    View a = input(node);
    View b = draft.view(node.input(1));
    int m = node.shape().dim(0);
    int n = node.shape().dim(1);
    int p = node.input(0).shape().dim(1);
    int turned = draft.turned(b, n, p, node);
    int level = draft.level();
    draft.enter(level + 1, true);
    View whole = draft.store(node);
    draft.enter(level, false);
    boolean symmetric = m == n && a.equals(b);
    draft.contract(
        new Kernel.Contract(m, n, p, access(a), turned, access(whole), symmetric, node.term()));
  }
}
