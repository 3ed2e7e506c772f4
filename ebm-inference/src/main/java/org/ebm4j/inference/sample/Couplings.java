package org.ebm4j.inference.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.api.space.Component;
import org.ebm4j.kernels.spin.PairLattice.Term;

/// An energy of pairs on a torus, each with a coupling of its own, and fields,
///
///     ∂E/∂sᵢ = fᵢ + Σₜ Jᵢₜ s(neighbour of t)
///
/// In which places neighbours are is read off the rows of the Hessian of a few sites. With m terms
/// to a number, 2m + 2 products with random directions then tell all couplings at once, by least
/// squares for every number, and that there are no others; the gradient at two more points tells
/// the fields, and that there are no further terms.
///
/// @param neighbours of every site, in the same order
/// @param terms what each number of a site is pulled by
/// @param numbers for every site the couplings of its terms, then the fields of its numbers
record Couplings(int[][] neighbours, List<Term> terms, double[] numbers) {
  private static final int LOOKED_AT = 8; // sites whose rows are read
  private static final int MOST_NEIGHBOURS = 12;
  private static final long SPREAD = 0x9E3779B97F4A7C15L; // multiples of it lie far apart
  private static final long SEED = 2;
  private static final Comparator<Term> ORDER =
      Comparator.comparingInt(Term::number)
          .thenComparingInt(Term::neighbour)
          .thenComparingInt(Term::other);

  /// The couplings of an energy, or empty if it is none of these.
  static Optional<Couplings> of(Interactions interactions) {
    List<Component> components = interactions.problem().components();
    if (components.size() != 1) {
      return Optional.empty();
    }
    int[] extents = Pairs.torus(components.getFirst()).dims();
    int sites = interactions.sites().count();
    TreeSet<Integer> places = new TreeSet<>(); // of neighbours, as seen from site 0
    TreeSet<Term> found = new TreeSet<>(ORDER); // with places for neighbours
    for (int look = 0; look < LOOKED_AT; look++) {
      int site = (int) Math.floorMod(look * SPREAD, (long) sites);
      for (Term term : seen(interactions, extents, site)) {
        places.add(term.neighbour());
        found.add(term);
      }
      if (places.size() > MOST_NEIGHBOURS || places.contains(0)) {
        return Optional.empty();
      }
    }
    List<Integer> order = List.copyOf(places);
    List<Term> terms =
        found.stream()
            .map(t -> new Term(t.number(), order.indexOf(t.neighbour()), t.other()))
            .toList();
    int[] ahead = order.stream().mapToInt(place -> place).toArray();
    return solved(interactions, Pairs.moved(Shape.of(extents), ahead), terms);
  }

  /// The terms of a site, with the places of its neighbours.
  private static List<Term> seen(Interactions interactions, int[] extents, int site) {
    int width = interactions.sites().width(0);
    int numbers = interactions.sites().numbers();
    double[] rows =
        interactions.products(
            interactions.point(0), interactions.units(site * width, (site + 1) * width));
    double zero = Interactions.zero(rows);
    return IntStream.range(0, rows.length)
        .filter(at -> Math.abs(rows[at]) > zero)
        .mapToObj(
            at -> new Term(at / numbers, place(extents, site, at % numbers / width), at % width))
        .toList();
  }

  /// The site that lies from site 0 as one does from another.
  private static int place(int[] extents, int from, int to) {
    int place = 0;
    int stride = 1;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      int extent = extents[axis];
      place += Math.floorMod(to / stride % extent - from / stride % extent, extent) * stride;
      stride *= extent;
    }
    return place;
  }

  private static Optional<Couplings> solved(
      Interactions interactions, int[][] neighbours, List<Term> terms) {
    int width = interactions.sites().width(0);
    int most = 0;
    for (int number = 0; number < width; number++) {
      most = Math.max(most, of(terms, number).length);
    }
    List<double[]> directions = new ArrayList<>();
    for (int k = 0; k < 2 * most + 2; k++) {
      double[] direction = new double[interactions.sites().numbers()];
      RandomStream.of(SEED, Purpose.NOISE, k, 0).normals(direction);
      directions.add(direction);
    }
    double[] products = interactions.products(interactions.point(0), directions);
    double zero = Interactions.zero(products);
    int per = terms.size() + width;
    double[] numbers = new double[neighbours.length * per];
    Couplings couplings = new Couplings(neighbours, terms, numbers);
    for (int site = 0; site < neighbours.length; site++) {
      for (int number = 0; number < width; number++) {
        if (!couplings.solve(site, number, directions, products, zero)) {
          return Optional.empty();
        }
      }
    }
    return couplings.findFields(interactions) ? Optional.of(couplings) : Optional.empty();
  }

  private static int[] of(List<Term> terms, int number) {
    return IntStream.range(0, terms.size()).filter(t -> terms.get(t).number() == number).toArray();
  }

  private int width() {
    return numbers.length / neighbours.length - terms.size();
  }

  /// Where a term of a site reads.
  private int read(int site, Term term) {
    return neighbours[site][term.neighbour()] * width() + term.other();
  }

  /// Finds the couplings of one number; whether they explain its products.
  private boolean solve(
      int site, int number, List<double[]> directions, double[] products, double zero) {
    int[] own = of(terms, number);
    int row = site * width() + number;
    int size = products.length / directions.size();
    double[][] a = new double[directions.size()][own.length];
    double[] b = new double[a.length];
    for (int k = 0; k < a.length; k++) {
      for (int t = 0; t < own.length; t++) {
        a[k][t] = directions.get(k)[read(site, terms.get(own[t]))];
      }
      b[k] = products[k * size + row];
    }
    double[] x = LeastSquares.solve(a, b);
    for (int k = 0; k < a.length; k++) {
      double left = b[k];
      for (int t = 0; t < own.length; t++) {
        left -= a[k][t] * x[t];
      }
      if (!(Math.abs(left) <= zero)) {
        return false;
      }
    }
    for (int t = 0; t < own.length; t++) {
      numbers[site * (terms.size() + width()) + own[t]] = Math.abs(x[t]) <= zero ? 0 : x[t];
    }
    return true;
  }

  /// Finds the fields; whether they are the same at a point inside the box and one of the space.
  private boolean findFields(Interactions interactions) {
    double[] inside = rest(interactions, interactions.point(1));
    double[] state = rest(interactions, interactions.problem().starts(1, SEED, 0));
    double zero = Interactions.zero(interactions.gradient(interactions.point(1)));
    int width = width();
    for (int i = 0; i < inside.length; i++) {
      if (!(Math.abs(inside[i] - state[i]) <= zero)) {
        return false;
      }
      numbers[i / width * (terms.size() + width) + terms.size() + i % width] = inside[i];
    }
    return true;
  }

  /// The gradient less what neighbours pull.
  private double[] rest(Interactions interactions, double... point) {
    double[] rest = interactions.gradient(point);
    int per = terms.size() + width();
    for (int site = 0; site < neighbours.length; site++) {
      for (int t = 0; t < terms.size(); t++) {
        Term term = terms.get(t);
        rest[site * width() + term.number()] -= numbers[site * per + t] * point[read(site, term)];
      }
    }
    return rest;
  }
}
