package org.ebm4j.inference;

/// Someone who follows a loop, such as a progress bar.
@FunctionalInterface
public interface Watcher {
  /// Nobody.
  Watcher NONE = progress -> true;

  /// A look, after every so many steps as the loop was told.
  ///
  /// @return whether to go on
  boolean see(Progress progress);
}
