package org.ebm4j.cli.demo;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.cli.terminal.Progress;
import org.ebm4j.viz.record.Metrics;

/// What an experiment is done under.
///
/// @param seed of everything random
/// @param engine that computes
/// @param scale how much work
/// @param progress shows how far it has come
/// @param metrics takes what is measured on the way
/// @param stop whether to end now
record Conditions(
    long seed,
    Engine engine,
    Scale scale,
    Progress progress,
    Consumer<Metrics> metrics,
    BooleanSupplier stop) {}
