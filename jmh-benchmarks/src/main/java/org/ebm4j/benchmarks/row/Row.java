package org.ebm4j.benchmarks.row;

import java.util.List;

/// One line of `./ebm bench`.
///
/// To add one: a record in `org.ebm4j.benchmarks.work` that implements this interface, and its line
/// in `Rows`. Its [#prepare] builds the program, checks its answer with [Check] against plain Java
/// loops or a known result, and hands back a [Job]: `Steps.of(run, check, flops)` for the run of a
/// program, a record of your own for other work or another unit ([Job#measure]). The bench starts
/// fresh JVMs, prepares the row there, warms it up, and takes its time beside the processor's peak.
public interface Row {
  /// What `--only` calls it: lower case, words joined by `-`.
  String name();

  /// The work in a sentence: shapes, counts, precision, what a step is.
  String work();

  /// Builds the work and checks its answer.
  ///
  /// @throws WrongAnswer if the answer is off by more than the tolerance; nothing is timed then
  /// @throws IllegalArgumentException if the engine cannot do this work, in a sentence
  Job prepare(Setup setup);

  /// What no program could beat, in a few words.
  default String bound() {
    return "the multiply-add peak";
  }

  /// The numbers it works on, for peers; none where no peer does the work.
  default List<Array> arrays() {
    return List.of();
  }
}
