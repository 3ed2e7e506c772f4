package org.ebm4j.api.engine;

/// The numbers of a program in use. Confined to its caller; close it to free them.
public interface Run extends AutoCloseable {
  int chains();

  /// The array of a leaf or an output.
  ///
  /// @throws IllegalArgumentException if there is none of that name, with the names there are
  Block block(String name);

  /// Performs steps. Each evaluates the outputs and then carries; between calls every chain has
  /// done the same number.
  ///
  /// @param steps ≥ 1; all of them run before this returns
  void step(int steps);

  /// Steps done so far; the counter that keys the noise of the next one.
  long stepsDone();

  /// Sets the step counter, to resume a run.
  void stepsDone(long steps);

  /// Names the first chain; chain i has the id {@code first + i}, which keys its noise. 0 unless
  /// said.
  void firstChain(long first);

  /// What the steps so far took, stage by stage, beside what the machine allows, for a person; the
  /// machine is measured anew, which takes a moment. Empty where no times are kept.
  default String explain() {
    return "";
  }

  @Override
  void close();
}
