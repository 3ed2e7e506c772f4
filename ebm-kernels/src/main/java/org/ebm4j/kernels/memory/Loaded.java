package org.ebm4j.kernels.memory;

/// What became of an attempt to load code: a function, or the reason why not.
public sealed interface Loaded permits GeneratedFunction, Refused {}
