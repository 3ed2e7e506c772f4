package org.ebm4j.benchmarks.row;

/// Numbers that a row works on, for peers to work on too.
///
/// @param name as the peers' scripts know it
/// @param values row-major, as many as the product of `dims`
/// @param dims its shape
public record Array(String name, float[] values, int... dims) {}
