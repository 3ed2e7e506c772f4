package org.ebm4j.api.energy;

/// An estimate of −1/β ln ∫ exp(−βE) dz.
///
/// @param value in units of energy
/// @param standardError of the value, in units of energy
/// @param gradients how many gradients it took
public record FreeEnergy(double value, double standardError, long gradients) {}
