package org.ebm4j.api.graph;

/// The law a parameter is drawn from before training. Fan-in is the product of all extents but the
/// first.
public sealed interface Init {
  /// Every element the same number.
  record Constant(double value) implements Init {}

  /// N(0, sd²).
  ///
  /// @param sd ≥ 0
  record Normal(double sd) implements Init {
    public Normal {
      require("a standard deviation", sd);
    }
  }

  /// N(0, gain²/fan-in) [He et al. 2015, §2.2 with gain √2; LeCun et al. 1998 with gain 1].
  ///
  /// @param gain ≥ 0
  record FanIn(double gain) implements Init {
    public FanIn {
      require("a gain", gain);
    }
  }

  /// U(−a, a), a = gain·√(6/(fan-in + fan-out)) [Glorot & Bengio 2010, §4.2.1].
  ///
  /// @param gain ≥ 0
  record Glorot(double gain) implements Init {
    public Glorot {
      require("a gain", gain);
    }
  }

  /// The numbers themselves, row-major.
  record Given(Values values) implements Init {}

  private static void require(String what, double found) {
    if (!(found >= 0 && found < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "an initial law has "
              + what
              + " of 0 or more, and finite, found "
              + found
              + "; 1 is usual for a gain");
    }
  }

  /// Whether this law can fill a shape, which numbers that are given can only if they are as many.
  ///
  /// @throws ShapeException if it cannot
  static void requireFitting(Op.Parameter parameter, Shape shape) {
    if (parameter.init() instanceof Given(var values) && values.size() != shape.size()) {
      throw new ShapeException(
          "parameter '"
              + parameter.name()
              + "' of shape "
              + shape
              + " holds "
              + shape.size()
              + " numbers, found "
              + values.size()
              + " to begin with; give one for each");
    }
  }
}
