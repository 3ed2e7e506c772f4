package org.ebm4j.inference.drive;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.ebm4j.api.engine.Block;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Program;
import org.ebm4j.api.engine.Run;

/// The arrays of a run, whatever of them its program has: a linear energy's gradient is one row for
/// all chains, and a quadratic one's Hessian does not ask for the point.
public final class Blocks {
  private final Run run;
  private final Set<String> leaves;

  public Blocks(Program program, Run run) {
    this.run = run;
    this.leaves =
        program.computation().leaves().stream()
            .map(Computation::nameOf)
            .collect(Collectors.toUnmodifiableSet());
  }

  /// Sets a leaf, if the program reads it.
  ///
  /// @param values chains · size numbers
  public void set(String leaf, double[] values) {
    if (leaves.contains(leaf)) {
      run.block(leaf).set(values);
    }
  }

  /// Replaces numbers by what the run's precision made of them.
  ///
  /// @param values chains · size numbers of a leaf that was set to them; modified
  public void round(String leaf, double[] values) {
    if (leaves.contains(leaf)) {
      run.block(leaf).get(values);
    }
  }

  /// Reads an output; one that all chains share is repeated for each.
  ///
  /// @param values chains · size numbers; overwritten
  public void get(String output, double[] values) {
    Block block = run.block(output);
    if (block.rows() == run.chains()) {
      block.get(values);
    } else {
      double[] shared = block.toArray();
      Arrays.setAll(values, i -> shared[i % shared.length]);
    }
  }
}
