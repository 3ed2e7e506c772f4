package org.ebm4j.inference.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ebm4j.api.expr.Expr;

/// Sites with k categories drawn by one uniform number each.
///
///     w_c = exp(β(min g − g_c))     C_c = w₀ + … + w_c     the category is the first c with U·C_{k−1} < C_c
///
/// g_c is the energy of category c up to a number that all categories of the site share. The sums do not decrease, so that of
/// the steps [U·C_{k−1} < C_c] the first c that is 1 ends the zeros: what is drawn is one-hot whatever was rounded.
///
/// Source: [Devroye 1986, §III.2.1].
final class Categories {
  private Categories() {}

  /// Sites drawn, one-hot.
  ///
  /// @param rises βg, categories along the last axis
  /// @param chances U(0, 1), one a site
  /// @param old the sites before, as rises
  /// @param stretch which of them are drawn
  static Expr drawn(Expr rises, Expr chances, Expr old, Stretch stretch) {
    int last = rises.shape().rank() - 1;
    int k = rises.shape().dim(last);
    int[] sites = chances.shape().dims();
    int[] column = Arrays.copyOf(sites, last + 1);
    column[last] = 1;
    List<Expr> columns = new ArrayList<>();
    for (int c = 0; c < k; c++) {
      columns.add(rises.slice(last, c, c + 1).reshape(sites));
    }
    Expr least = columns.stream().reduce(Expr::min).orElseThrow();
    List<Expr> sums = new ArrayList<>();
    Expr sum = null;
    for (Expr one : columns) {
      Expr weight = least.minus(one).exp();
      sum = sum == null ? weight : sum.plus(weight);
      sums.add(sum);
    }
    Expr threshold = chances.times(sums.getLast());
    List<Expr> drawn = new ArrayList<>();
    Expr before = Expr.of(0);
    for (int c = 0; c < k; c++) {
      Expr reached = c == k - 1 ? Expr.of(1) : threshold.lessThan(sums.get(c));
      Expr next = reached.minus(before);
      Expr stays = old.slice(last, c, c + 1).reshape(sites);
      drawn.add(stretch.where(next, stays).reshape(column));
      before = reached;
    }
    return Expr.concat(last, drawn.toArray(Expr[]::new));
  }
}
