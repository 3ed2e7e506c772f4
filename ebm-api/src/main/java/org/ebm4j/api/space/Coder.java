package org.ebm4j.api.space;

import java.util.Optional;
import org.ebm4j.api.expr.In.Accessor;
import org.ebm4j.api.graph.Shape;

/// How a T is written into numbers and read back.
interface Coder<T> {
  /// Writes the numbers of a point.
  ///
  /// @param numbers modified from offset on
  void encode(T point, double[] numbers, int offset);

  /// Reads a point.
  T decode(double[] numbers, int offset);

  /// Which part of the numbers an accessor reads.
  Part part(Accessor<T, ?> accessor);

  /// Some of a point's numbers, in their shape; those of a nested record bring its coder.
  record Part(String name, int offset, Shape shape, Optional<RecordCoder<?>> record) {}
}
