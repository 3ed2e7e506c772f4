package org.ebm4j.inference;

import java.time.Duration;

/// How far a loop has come.
///
/// @param done steps
/// @param total steps allowed; {@link Long#MAX_VALUE} if nothing limits them
/// @param live rows or chains still moving
/// @param rows all of them
/// @param energy lowest energy found so far when minimising; mean energy of the chains when
///   sampling
/// @param elapsed since the loop began
public record Progress(
    long done, long total, int live, int rows, double energy, Duration elapsed) {}
