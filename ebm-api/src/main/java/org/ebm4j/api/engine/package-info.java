/// What runs programs: a computation goes in, a program comes out, a run holds its numbers.
///
///     Program program = Engines.best().compile(computation, Precision.F32);
///     try (Run run = program.start(4096, seed)) {
///       run.block("y").set(starts);
///       run.step(1000);
///       run.block("y").get(ends);
///     }
///
/// A computation says what one chain does in one step; the engine runs it for every chain, and as many steps as asked
/// before it touches memory again. Programs are immutable and shared freely; a run belongs to its caller.
@NullMarked
package org.ebm4j.api.engine;

import org.jspecify.annotations.NullMarked;
