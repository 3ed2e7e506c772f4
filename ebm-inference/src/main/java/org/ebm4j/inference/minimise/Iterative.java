package org.ebm4j.inference.minimise;

import java.util.List;
import org.ebm4j.api.energy.Method;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.inference.Cancellation;
import org.ebm4j.inference.Watcher;

/// A method that {@link Minimise} drives.
///
///     energy.given(x).infer(Lbfgs.standard().until(Stop.standard().steps(200)))
public interface Iterative extends Method {
  /// The loop that drives this method, with its standard stop rules.
  Minimise loop();

  @Override
  default List<Outcome> solve(Problem problem, double[] starts) {
    return loop().solve(problem, starts);
  }

  /// This method with other stop rules.
  default Minimise until(Stop stop) {
    return loop().until(stop);
  }

  /// This method with someone who follows it; see {@link Minimise#watched}.
  default Minimise watched(int every, Watcher watcher) {
    return loop().watched(every, watcher);
  }

  /// This method with a trace of every so many steps.
  default Minimise traced(int every) {
    return loop().traced(every);
  }

  /// This method, to be stopped from outside.
  default Minimise cancelledBy(Cancellation cancellation) {
    return loop().cancelledBy(cancellation);
  }
}
