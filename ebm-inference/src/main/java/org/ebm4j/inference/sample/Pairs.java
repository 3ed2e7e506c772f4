package org.ebm4j.inference.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.api.space.Component;
import org.ebm4j.kernels.spin.PackedLattice;

/// An energy of equal pairs and equal fields, E = J Σ sᵢsⱼ + f Σ sᵢ + constant, on a torus that
/// looks the same from every site.
///
/// What a site's neighbours are is read off one row of the Hessian; that the others are this one
/// moved round the torus, that all couplings are equal and that there are no further terms is then
/// tried, as blocks are, by products with a random direction at two points and by a gradient.
///
/// @param neighbours of every site
/// @param coupling J
/// @param field f
record Pairs(int[][] neighbours, double coupling, double field) {

  /// The pairs of an energy, or empty if it is none of these.
  static Optional<Pairs> of(Interactions interactions) {
    List<Component> components = interactions.problem().components();
    if (components.size() != 1) {
      return Optional.empty();
    }
    double[] row = interactions.products(interactions.point(0), interactions.units(0, 1));
    double zero = Interactions.zero(row);
    int[] first = IntStream.range(0, row.length).filter(j -> Math.abs(row[j]) > zero).toArray();
    if (first.length == 0 || first.length > PackedLattice.MOST_NEIGHBOURS) {
      return Optional.empty();
    }
    int[][] neighbours = moved(components.getFirst().shape(), first);
    return new Pairs(neighbours, row[first[0]], 0).confirmed(interactions);
  }

  /// For every site the sites that lie from it as these from site 0.
  private static int[][] moved(Shape torus, int[] first) {
    int[][] moved = new int[torus.size()][first.length];
    for (int site = 0; site < moved.length; site++) {
      for (int k = 0; k < first.length; k++) {
        int at = 0;
        for (int axis = 0; axis < torus.rank(); axis++) {
          int stride = torus.strides()[axis];
          int extent = torus.dim(axis);
          at += (site / stride + first[k] / stride) % extent * stride;
        }
        moved[site][k] = at;
      }
    }
    return moved;
  }

  /// With the field, if the energy is what these pairs say.
  private Optional<Pairs> confirmed(Interactions interactions) {
    double[] direction = new double[neighbours.length];
    RandomStream.of(1, Purpose.NOISE, 0, 0).normals(direction);
    double[] expected = sums(direction);
    for (int point = 0; point < 2; point++) {
      double[] found = interactions.products(interactions.point(point), List.of(direction));
      double zero = Interactions.zero(found);
      if (IntStream.range(0, found.length)
          .anyMatch(i -> !(Math.abs(found[i] - expected[i]) <= zero))) {
        return Optional.empty();
      }
    }
    double[] rest = interactions.gradient(interactions.point(1));
    double zero = Interactions.zero(rest);
    double[] pulls = sums(interactions.point(1));
    Arrays.setAll(rest, i -> rest[i] - pulls[i]);
    return Arrays.stream(rest).anyMatch(f -> !(Math.abs(f - rest[0]) <= zero))
        ? Optional.empty()
        : Optional.of(new Pairs(neighbours, coupling, rest[0]));
  }

  /// For every site J times the sum over its neighbours.
  private double[] sums(double[] values) {
    return Arrays.stream(neighbours)
        .mapToDouble(sites -> coupling * Arrays.stream(sites).mapToDouble(j -> values[j]).sum())
        .toArray();
  }
}
