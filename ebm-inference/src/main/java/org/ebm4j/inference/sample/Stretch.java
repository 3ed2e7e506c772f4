package org.ebm4j.inference.sample;

import java.util.Arrays;
import java.util.Optional;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.space.Component;

/// Neighbouring sites of one component, all of which are drawn or some.
///
/// Where only some are, it is the whole component in its own shape, and a mask tells which: what is
/// computed for the others in vain costs less than to pick numbers one by one.
///
/// @param component the array they are in
/// @param from the first site
/// @param to the site after the last
/// @param begin the first site's first number
/// @param mask 1 for a site that is drawn, in the shape of {@link #lattice}; empty if all are
record Stretch(Component component, int from, int to, int begin, Optional<Expr> mask) {

  /// @param piece ascending sites of one component
  static Stretch of(Sites sites, int... piece) {
    int owner = sites.owner(piece[0]);
    Component component = sites.components().get(owner);
    int from = piece[0];
    int to = piece[piece.length - 1] + 1;
    if (to - from == piece.length) {
      return new Stretch(component, from, to, sites.begin(from), Optional.empty());
    }
    from = sites.first(owner);
    to = from + component.size() / component.width();
    double[] drawn = new double[to - from];
    for (int site : piece) {
      drawn[site - from] = 1;
    }
    Stretch whole = new Stretch(component, from, to, component.offset(), Optional.empty());
    Expr mask = Expr.vector(drawn).reshape(whole.lattice());
    return new Stretch(component, from, to, component.offset(), Optional.of(mask));
  }

  /// The number after the last.
  int end() {
    return begin + (to - from) * component.width();
  }

  /// The shape of its sites.
  int[] lattice() {
    boolean whole = (to - from) * component.width() == component.size();
    int[] dims = component.shape().dims();
    if (component.width() > 1) {
      dims = Arrays.copyOf(dims, dims.length - 1);
    }
    return whole ? dims : new int[] {to - from};
  }

  /// The shape of its numbers: categories lie along one more axis.
  int[] shape() {
    int[] sites = lattice();
    if (component.width() == 1) {
      return sites;
    }
    int[] dims = Arrays.copyOf(sites, sites.length + 1);
    dims[sites.length] = component.width();
    return dims;
  }

  /// Its numbers, of something with a number for each of the unknown's.
  Expr numbers(Expr all) {
    return all.slice(0, begin, end()).reshape(shape());
  }

  /// Its sites, of something with a number for each site.
  Expr sites(Expr all) {
    return all.slice(0, from, to).reshape(lattice());
  }

  /// What was drawn where sites are drawn, else what was there.
  Expr where(Expr drawn, Expr old) {
    return mask.map(some -> some.choose(drawn, old)).orElse(drawn);
  }
}
