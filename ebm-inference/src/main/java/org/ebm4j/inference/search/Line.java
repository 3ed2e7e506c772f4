package org.ebm4j.inference.search;

/// A line to search along: φ(α) = E(u + αd).
///
/// @param energy φ(0)
/// @param slope φ′(0) < 0
/// @param first the step to try first, in (0, longest]
/// @param longest the largest step allowed; may be infinite
/// @param rounding about the error of φ
public record Line(double energy, double slope, double first, double longest, double rounding) {}
