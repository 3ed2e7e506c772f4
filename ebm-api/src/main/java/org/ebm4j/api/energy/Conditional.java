package org.ebm4j.api.energy;

/// An energy whose observation is still open.
final class Conditional<X, Y, Z> extends Energy<X, Y, Z> {
  Conditional(Sum<X, Y, Z> sum) {
    super(sum);
  }

  @Override
  Conditional<X, Y, Z> of(Sum<X, Y, Z> changed) {
    return new Conditional<>(changed);
  }
}
