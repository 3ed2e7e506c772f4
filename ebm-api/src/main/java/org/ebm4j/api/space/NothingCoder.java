package org.ebm4j.api.space;

import org.ebm4j.api.expr.In.Accessor;

/// The point without numbers.
record NothingCoder() implements Coder<Nothing> {
  @Override
  public void encode(Nothing point, double[] numbers, int offset) {}

  @Override
  public Nothing decode(double[] numbers, int offset) {
    return Nothing.NOTHING;
  }

  @Override
  public Part part(Accessor<Nothing, ?> accessor) {
    throw new IllegalArgumentException("Nothing has no fields");
  }
}
