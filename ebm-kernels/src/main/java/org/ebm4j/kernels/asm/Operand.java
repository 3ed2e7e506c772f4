package org.ebm4j.kernels.asm;

/// What the last source of a vector instruction may be: a register or a place in memory.
public sealed interface Operand permits Vec, Memory {}
