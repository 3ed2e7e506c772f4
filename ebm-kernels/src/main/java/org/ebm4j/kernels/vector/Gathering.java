package org.ebm4j.kernels.vector;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Primitive;

/// A nest's body with its folds written out: each turn takes what was gathered so far, joins a
/// value to it, and leaves the result where that was. So nothing of the body has to be kept for a
/// fold.
///
/// @param results of each fold, a position in the code
record Gathering(List<Code> codes, int[] results) {
  static Gathering of(Kernel.Nest nest) {
    List<Code> codes = new ArrayList<>(nest.body());
    int[] results = new int[nest.folds().size()];
    for (int f = 0; f < results.length; f++) {
      Fold fold = nest.folds().get(f);
      int before = add(codes, new Code.Folded(f));
      results[f] =
          switch (fold.kind()) {
            case SUM -> add(codes, Primitive.ADD, before, fold.a(), -1);
            case PRODUCT_SUM -> add(codes, Primitive.FMA, fold.a(), fold.b(), before);
            case MAX -> larger(codes, before, fold.a());
          };
    }
    return new Gathering(codes, results);
  }

  /// The value where it is larger or NaN, else what was before.
  private static int larger(List<Code> codes, int before, int value) {
    int clean = add(codes, Primitive.MAX, value, value, -1); // denormal floats are zero
    int more = add(codes, Primitive.LESS, before, clean, -1);
    int none = add(codes, Primitive.UNORDERED, clean, clean, -1);
    int where = add(codes, Primitive.OR, more, none, -1);
    return add(codes, Primitive.BLEND, where, clean, before);
  }

  private static int add(List<Code> codes, Primitive primitive, int a, int b, int c) {
    return add(codes, new Code.Apply(primitive, a, b, c, 0));
  }

  private static int add(List<Code> codes, Code code) {
    codes.add(code);
    return codes.size() - 1;
  }

  /// With what a fold begins.
  static Formula start(Fold.Kind kind, Precision precision) {
    long bits = kind == Fold.Kind.MAX ? Formulas.negativeInfinity(precision) : 0;
    return Formulas.literal(precision, bits);
  }
}
