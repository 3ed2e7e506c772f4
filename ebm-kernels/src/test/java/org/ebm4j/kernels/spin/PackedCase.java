package org.ebm4j.kernels.spin;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;

/// A periodic lattice with two blocks, as a chequerboard has.
///
/// @param chances of a site's categories, given how many of its neighbours are of each
record PackedCase(String name, int[] extents, int categories, Chances chances) {
  int[][] neighbours() {
    return torus(extents);
  }

  int[] blocks() {
    return chequered(extents);
  }

  /// Spins for two categories.
  SiteCode code() {
    return categories == 2 ? SiteCode.of(1, -1) : SiteCode.oneHot(categories);
  }

  @Override
  public String toString() {
    return name;
  }

  static int[][] torus(int... extents) {
    int sites = Arrays.stream(extents).reduce(1, (a, b) -> a * b);
    int[][] neighbours = new int[sites][2 * extents.length];
    for (int site = 0; site < sites; site++) {
      int stride = sites;
      for (int axis = 0; axis < extents.length; axis++) {
        stride /= extents[axis];
        int index = site / stride % extents[axis];
        int up = (index + 1) % extents[axis] - index;
        int down = Math.floorMod(index - 1, extents[axis]) - index;
        neighbours[site][2 * axis] = site + up * stride;
        neighbours[site][2 * axis + 1] = site + down * stride;
      }
    }
    return neighbours;
  }

  static int[] chequered(int... extents) {
    int sites = Arrays.stream(extents).reduce(1, (a, b) -> a * b);
    return IntStream.range(0, sites)
        .map(site -> {
          int sum = 0;
          int rest = site;
          for (int axis = extents.length - 1; axis >= 0; axis--) {
            sum += rest % extents[axis];
            rest /= extents[axis];
          }
          return sum % 2;
        })
        .toArray();
  }

  /// One of the categories at random for every site.
  float[] starts(int chains) {
    int sites = blocks().length;
    int width = code().width();
    float[] u = new float[chains * sites * width];
    for (int chain = 0; chain < chains; chain++) {
      float[] chance = new float[sites];
      RandomStream.of(4, Purpose.START, chain, 0).uniforms(chance);
      for (int i = 0; i < sites; i++) {
        put(u, chain * sites + i, (int) (chance[i] * categories));
      }
    }
    return u;
  }

  void put(float[] u, int site, int category) {
    for (int i = 0; i < code().width(); i++) {
      u[site * code().width() + i] = (float) code().number(category, i);
    }
  }

  int category(float[] u, int site) {
    int width = code().width();
    for (int c = 0; c < width; c++) {
      if (u[site * width + c] == 1) {
        return c;
      }
    }
    return 1; // a low spin
  }
}
