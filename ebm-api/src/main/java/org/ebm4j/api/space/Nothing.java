package org.ebm4j.api.space;

/// The type of an observation or a latent that is not there; it has one point, without numbers.
public enum Nothing {
  /// The one point.
  NOTHING
}
