package org.ebm4j.inference.minima;

import org.ebm4j.api.energy.Outcome;

/// A minimum with what leads to it.
///
/// @param outcome of the search that polished it
/// @param starts how many starts led here
/// @param curvature the least curvature found at it, over the directions that do not lead out of
///   the box; 0 where a valley is flat, +∞ at a corner
public record Basin(Outcome outcome, int starts, double curvature) {}
