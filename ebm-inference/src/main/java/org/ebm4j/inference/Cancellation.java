package org.ebm4j.inference;

/// A request to stop, which any thread may make. A loop that was given it ends at its next look,
/// about a millisecond later, and hands over what it has.
public final class Cancellation {
  private volatile boolean requested;

  /// A request nobody has made yet.
  public Cancellation() {}

  /// Asks every loop that was given this to end.
  public void cancel() {
    requested = true;
  }

  /// Whether to end: asked for here, or by interrupting the thread that asks. An interrupted thread
  /// stays interrupted, so that its owner learns of it too.
  public boolean isRequested() {
    return requested || Thread.currentThread().isInterrupted();
  }
}
