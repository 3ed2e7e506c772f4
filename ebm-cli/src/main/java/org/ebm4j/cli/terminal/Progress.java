package org.ebm4j.cli.terminal;

/// Shows how far work has come.
public sealed interface Progress permits Bars, Lines {

  /// Begins a piece of work; pieces follow each other.
  ///
  /// @param name what it is, in a few words
  /// @param total how many steps it takes, at least 1
  Task begin(String name, long total);

  /// One piece of work.
  interface Task extends AutoCloseable {
    /// So many steps are done.
    ///
    /// @param note the latest figures, in a few words; may be empty
    void at(long done, String note);

    /// The work has ended, at its last step or before.
    @Override
    void close();
  }
}
