package org.ebm4j.inference.minimise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.inference.drive.Evaluator;

/// Rows that each ask for one evaluation at a time, answered all together. Once fewer than half of
/// the places are used the live rows are regrouped.
final class SearchBatch implements Batch {
  private final List<DescentSearch> searches = new ArrayList<>();
  private final Evaluator evaluator;

  SearchBatch(Searching method, Problem problem, double[] starts, DescentSearch.Rules rules) {
    int n = problem.size();
    int count = starts.length / n;
    for (int i = 0; i < count; i++) {
      double[] start = Arrays.copyOfRange(starts, i * n, (i + 1) * n);
      searches.add(new DescentSearch(method, problem.bounds(), start, rules));
    }
    this.evaluator = new Evaluator(problem, count);
  }

  @Override
  public List<Row> rows() {
    return searches.stream().map(DescentSearch::row).toList();
  }

  @Override
  public int advance(int rounds) {
    for (int round = 0; round < rounds && live() > 0; round++) {
      regroup();
      int[] rowAt = evaluator.rowAt();
      for (int place = 0; place < rowAt.length; place++) {
        if (searches.get(rowAt[place]).row().isLive()) {
          evaluator.put(place, searches.get(rowAt[place]).trial());
        }
      }
      evaluator.evaluate();
      for (int place = 0; place < rowAt.length; place++) {
        if (searches.get(rowAt[place]).row().isLive()) {
          searches.get(rowAt[place]).see(evaluator.at(place));
        }
      }
    }
    return rounds;
  }

  private void regroup() {
    int[] live =
        IntStream.range(0, searches.size()).filter(i -> searches.get(i).row().isLive()).toArray();
    if (2 * live.length <= evaluator.rowAt().length) {
      evaluator.keep(live);
    }
  }

  @Override
  public void look(boolean traced) {
    // the rows know their energies and keep their own traces
  }

  @Override
  public void settle() {
    searches.forEach(DescentSearch::settle);
  }

  @Override
  public void close() {
    evaluator.close();
  }
}
