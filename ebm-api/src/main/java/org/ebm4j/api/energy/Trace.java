package org.ebm4j.api.energy;

import java.util.List;

/// What a search passed through, as often as it was asked to look.
///
/// @param entries in the order of their steps
public record Trace(List<Entry> entries) {
  /// A trace nobody asked for.
  public static final Trace NONE = new Trace(List.of());

  public Trace {
    entries = List.copyOf(entries);
  }

  /// One look.
  ///
  /// @param step the method's steps done before
  /// @param energy E there
  /// @param gradientNorm |∇E| there
  public record Entry(long step, double energy, double gradientNorm) {}
}
