package org.ebm4j.api.graph;

/// The law a parameter is drawn from before training. Fan-in is the product of all extents but the
/// first.
public sealed interface Init {
  /// Every element the same number.
  record Constant(double value) implements Init {}

  /// N(0, sd²).
  record Normal(double sd) implements Init {}

  /// N(0, gain²/fan-in) [He et al. 2015, §2.2 with gain √2; LeCun et al. 1998 with gain 1].
  record FanIn(double gain) implements Init {}

  /// U(−a, a), a = gain·√(6/(fan-in + fan-out)) [Glorot & Bengio 2010, §4.2.1].
  record Glorot(double gain) implements Init {}

  /// The numbers themselves, row-major.
  record Given(Values values) implements Init {}
}
