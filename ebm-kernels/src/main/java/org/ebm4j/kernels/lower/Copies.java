package org.ebm4j.kernels.lower;

import java.util.List;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.elementary.CodeBuilder;
import org.ebm4j.kernels.loop.Access;

/// Nests that move numbers without changing them.
final class Copies {
  private Copies() {}

  /// Copies an array of the node's shape from one view to another.
  static void copy(Draft draft, Node node, View from, View to) {
    copy(draft, node.shape(), from, to, node.term());
  }

  static void copy(Draft draft, Shape shape, View from, View to, String term) {
    CodeBuilder code = new CodeBuilder(draft.precision);
    int value = code.load(new Access(from.buffer(), from.offset(), from.strides()));
    code.store(new Access(to.buffer(), to.offset(), to.strides()), value);
    nest(draft, shape, code, term);
  }

  /// Writes one number everywhere.
  static void fill(Draft draft, Shape shape, double value, View to, String term) {
    CodeBuilder code = new CodeBuilder(draft.precision);
    code.store(new Access(to.buffer(), to.offset(), to.strides()), code.literal(value));
    nest(draft, shape, code, term);
  }

  private static void nest(Draft draft, Shape shape, CodeBuilder code, String term) {
    draft.add(
        Loops.nest(
            View.boxed(shape.dims()),
            List.of(),
            List.of(),
            List.of(),
            code.code(),
            draft.inChains(),
            term));
  }
}
