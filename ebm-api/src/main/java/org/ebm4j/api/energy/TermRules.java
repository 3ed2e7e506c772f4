package org.ebm4j.api.energy;

import java.util.List;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.space.Space;
import org.ebm4j.api.weights.Weights;

/// What may be a term, and which energies may be joined.
final class TermRules {
  private TermRules() {}

  static Term checked(String name, double coefficient, Node value, Sum.Leaves leaves) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "a term needs a name, under which answers and reports show what it contributed");
    }
    if (!Double.isFinite(coefficient)) {
      throw new IllegalArgumentException(
          name + ": the coefficient should be finite, found " + coefficient);
    }
    if (!value.shape().isScalar()) {
      throw new IllegalArgumentException(
          name
              + ": a term is one number, found an array of shape "
              + value.shape()
              + "; reduce it, for example with sq(…) or .sum()");
    }
    for (Node node : Graph.topological(List.of(value))) {
      requireAllowed(name, node, leaves);
    }
    return new Term(name, coefficient, value);
  }

  private static void requireAllowed(String name, Node node, Sum.Leaves leaves) {
    switch (node.op()) {
      case Op.BatchSum _, Op.BatchContract _, Op.BatchSize _ ->
          throw new IllegalArgumentException(
              name
                  + ": a term may not reduce over the batch, since the energy of a point may not depend on who else is in it;"
                  + " put batch statistics into the training objective");
      case Op.Noise _ ->
          throw new IllegalArgumentException(
              name
                  + ": a term may not draw noise, since an energy has one value at a point; make the noise a latent z");
      case Op.Input(var input) -> {
        if (!leaves.has(node)) {
          throw new IllegalArgumentException(
              name
                  + ": the input '"
                  + input
                  + "' belongs to another energy; use the arguments of this term only");
        }
      }
      case Op.Parameter _,
          Op.Setting _,
          Op.Constant _,
          Op.Map _,
          Op.Zip _,
          Op.Where _,
          Op.Broadcast _,
          Op.Reshape _ -> {}
      case Op.Transpose _,
          Op.Slice _,
          Op.Pad _,
          Op.Concat _,
          Op.Reduce _,
          Op.MatMul _,
          Op.StopGradient _ -> {}
    }
  }

  static void requireSame(String role, Space<?> found, Space<?> wanted) {
    if (found.size() != wanted.size()
        || !found.layout().components().equals(wanted.layout().components())) {
      throw new IllegalArgumentException(
          "cannot join energies over different spaces of "
              + role
              + ": "
              + wanted
              + " and "
              + found
              + "; bring one through a map to the other's space");
    }
  }

  /// Both weights; a name in both must have the same numbers.
  static Weights joined(Weights a, Weights b) {
    Weights all = a;
    for (String name : b.names()) {
      if (a.names().contains(name) && !a.get(name).equals(b.get(name))) {
        throw new IllegalArgumentException(
            "both energies bind the parameter '"
                + name
                + "', to different numbers; give the networks different names");
      }
      all = all.with(name, b.get(name));
    }
    return all;
  }
}
