package org.ebm4j.viz.figure;

/// A value to compare with: chance, a baseline, a theoretical bound. Drawn as a labelled dashed
/// line across the figure.
public record Floor(String label, double value) {}
