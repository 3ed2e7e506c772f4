package org.ebm4j.inference.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Values;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.api.space.Component;
import org.ebm4j.kernels.spin.PackedLattice;

/// An energy of equal pairs and equal fields on a torus that looks the same from every site,
///
///     E = Σ_pairs sᵢᵀ J sⱼ + Σ fᵀsᵢ + constant
///
/// where sᵢ are the numbers of a site, one of a spin or bit and k of k categories, and J is
/// symmetric.
///
/// What a site's neighbours are is read off its rows of the Hessian; that the others are these
/// moved round the torus, that all couplings are equal and that there are no further terms is then
/// tried, as blocks are, by products with a random direction at two points and by a gradient.
///
/// @param neighbours of every site
/// @param coupling J, row by row
/// @param field f
record Pairs(int[][] neighbours, Values coupling, Values field) {

  /// The pairs of an energy, or empty if it is none of these.
  static Optional<Pairs> of(Interactions interactions) {
    List<Component> components = interactions.problem().components();
    if (components.size() != 1) {
      return Optional.empty();
    }
    int width = interactions.sites().width(0);
    int numbers = interactions.sites().numbers();
    double[] rows = interactions.products(interactions.point(0), interactions.units(0, width));
    double zero = Interactions.zero(rows);
    int[] first =
        IntStream.range(0, rows.length)
            .filter(at -> Math.abs(rows[at]) > zero)
            .map(at -> at % numbers / width)
            .sorted()
            .distinct()
            .toArray();
    if (first.length == 0 || first.length > PackedLattice.MOST_NEIGHBOURS) {
      return Optional.empty();
    }
    double[] coupling = new double[width * width];
    Arrays.setAll(coupling, at -> rows[at / width * numbers + first[0] * width + at % width]);
    Pairs pairs =
        new Pairs(
            moved(torus(components.getFirst()), first),
            Values.of(coupling),
            Values.of(new double[width]));
    return pairs.confirmed(interactions);
  }

  /// The shape of the sites.
  static Shape torus(Component component) {
    int[] dims = component.shape().dims();
    return component.width() == 1
        ? component.shape()
        : Shape.of(Arrays.copyOf(dims, dims.length - 1));
  }

  /// For every site the sites that lie from it as these from site 0.
  static int[][] moved(Shape torus, int[] first) {
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
    double[] direction = new double[interactions.sites().numbers()];
    RandomStream.of(1, Purpose.NOISE, 0, 0).normals(direction);
    double[] expected = pulls(direction);
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
    double[] pulls = pulls(interactions.point(1));
    Arrays.setAll(rest, i -> rest[i] - pulls[i]);
    int width = field.size();
    return IntStream.range(0, rest.length)
            .anyMatch(i -> !(Math.abs(rest[i] - rest[i % width]) <= zero))
        ? Optional.empty()
        : Optional.of(new Pairs(neighbours, coupling, Values.of(Arrays.copyOf(rest, width))));
  }

  /// ∂E/∂s of a site whose neighbours' numbers sum to these.
  double[] pull(double... sums) {
    int width = field.size();
    double[] pull = field.toArray();
    for (int at = 0; at < coupling.size(); at++) {
      pull[at / width] += coupling.get(at) * sums[at % width];
    }
    return pull;
  }

  /// For every site the pull of its neighbours, one after another.
  private double[] pulls(double... values) {
    int width = field.size();
    double[] pulls = new double[values.length];
    double[] sums = new double[width];
    for (int site = 0; site < neighbours.length; site++) {
      Arrays.fill(sums, 0);
      for (int other : neighbours[site]) {
        for (int i = 0; i < width; i++) {
          sums[i] += values[other * width + i];
        }
      }
      System.arraycopy(pull(sums), 0, pulls, site * width, width);
    }
    return pulls;
  }
}
