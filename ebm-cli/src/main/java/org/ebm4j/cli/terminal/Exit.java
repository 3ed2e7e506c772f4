package org.ebm4j.cli.terminal;

/// Exit codes of the command.
public final class Exit {
  /// What was asked for is done.
  public static final int DONE = 0;

  /// It began and failed.
  public static final int FAILED = 1;

  /// It was asked for wrongly, or its input is bad; nothing was done.
  public static final int REFUSED = 2;

  /// It was interrupted; what was done is kept.
  public static final int INTERRUPTED = 130;

  private Exit() {}
}
