package org.ebm4j.kernels.memory;

/// There is no function.
///
/// @param reason one sentence: what was asked, what was found, the way out
public record Refused(String reason) implements Loaded {}
