/// x86-64 machine code written down as bytes: AVX2 and FMA on vector registers, and the few integer
/// instructions a loop needs.
///
/// Three ideas carry the package.
///
/// - **An instruction is a row.** Each enum is a table for one operand form, each row one
///   instruction: opcode map, mandatory prefix, opcode, W, vector length. [Binary] takes
///   (destination, first source, second source or memory), [Unary] (destination, source or memory),
///   and [Instruction] holds the smaller forms. A row given operands of another form does not
///   compile.
/// - **An encoding is one method.** `Vex` turns a vector row and its operands into bytes, `Rex`
///   does the same for integer rows; both pick the shortest form. Callers name a register by number
///   ([Vec]) and never by width: the width belongs to the [Assembler], so an EVEX encoder for 512
///   bits is a second reader of the same calls.
/// - **A program is a growing array of bytes** with [Label]s for jumps and [Assembler.Mark]s that
///   say who asked for which stretch of code.
///
/// Nothing here runs code or touches memory outside the heap.
///
/// Source: [Intel, Software Developer's Manual, vol. 2, §2.1–2.3 and each instruction's entry].
@NullMarked
package org.ebm4j.kernels.asm;

import org.jspecify.annotations.NullMarked;
