package org.ebm4j.benchmarks.row;

import org.ebm4j.api.engine.Engine;

/// What a row is prepared for.
///
/// @param engine that runs it
/// @param threads that work on it
public record Setup(Engine engine, int threads) {}
