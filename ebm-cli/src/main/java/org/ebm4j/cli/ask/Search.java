package org.ebm4j.cli.ask;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.energy.Method;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.cli.terminal.Refusal;
import org.ebm4j.inference.minima.Basin;
import org.ebm4j.inference.minima.MultiStart;
import org.jspecify.annotations.Nullable;

/// Looking for the answer of least energy.
public final class Search {
  private Search() {}

  /// An end of a search.
  ///
  /// @param outcome point, energy, terms, counts, reason
  /// @param starts how many led here; 1 where there was but one
  public record End(Outcome outcome, int starts) {}

  /// From the origin, or a start.
  ///
  /// @param start a whole answer; null for the origin of its space
  public static End one(Question question, Method method, @Nullable String start) {
    Problem problem = question.asked().problem();
    double[] begin = problem.origin();
    if (start != null) {
      double[] whole = PointText.whole("--start", start, question.answer());
      double[] part = question.start(whole);
      System.arraycopy(part, 0, begin, 0, part.length);
    }
    return new End(method.solve(problem, begin).getFirst(), 1);
  }

  /// Every minimum that some of so many random starts lead to, lowest first.
  public static List<End> all(Question question, Method method, int starts, long seed) {
    if (!question.asked().problem().isContinuous()) {
      throw new Refusal(
          "--minima: some numbers of "
              + question.answer()
              + " are whole or binary; minima are for real ones");
    }
    List<End> ends = new ArrayList<>();
    for (Basin basin : MultiStart.of(starts, seed).by(method).basins(question.asked().problem())) {
      ends.add(new End(basin.outcome(), basin.starts()));
    }
    return ends;
  }
}
