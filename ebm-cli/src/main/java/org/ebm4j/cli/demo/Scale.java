package org.ebm4j.cli.demo;

/// How much work the demo does.
public enum Scale {
  /// At most two minutes with machine code on two cores.
  FULL,
  /// At most 40 seconds there; figures are worse.
  QUICK,
  /// Seconds; figures mean nothing. For tests.
  TINY
}
