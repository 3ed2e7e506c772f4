package org.ebm4j.api.space;

import org.ebm4j.api.expr.In.Accessor;

/// A point that is one array, row-major, whatever its shape.
record PlainCoder<T>(ArrayCoder numbers, Class<T> type) implements Coder<T> {

  @Override
  public void encode(T point, double[] into, int offset) {
    numbers.encode(point, into, offset);
  }

  @Override
  public T decode(double[] from, int offset) {
    return type.cast(numbers.decode(from, offset));
  }

  @Override
  public Part part(Accessor<T, ?> accessor) {
    throw new IllegalArgumentException(
        numbers.what()
            + " is one array without fields; use it as the expression it is, or its at(), slice() and reshape()");
  }
}
