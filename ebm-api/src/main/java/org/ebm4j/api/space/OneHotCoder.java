package org.ebm4j.api.space;

import org.ebm4j.api.expr.In.Accessor;

/// Whole numbers in another coding: what another coder writes as c lies one-hot.
record OneHotCoder<T>(Coder<T> whole, OneHot places) implements Coder<T> {

  @Override
  public void encode(T point, double[] numbers, int offset) {
    double[] own = new double[places.size()];
    whole.encode(point, own, 0);
    places.toOneHot(own, numbers, offset);
  }

  @Override
  public T decode(double[] numbers, int offset) {
    return whole.decode(places.toWhole(numbers, offset), 0);
  }

  @Override
  public Part part(Accessor<T, ?> accessor) {
    return places.coded(whole.part(accessor));
  }
}
