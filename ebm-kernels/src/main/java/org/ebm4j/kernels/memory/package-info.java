/// Where emitted code and its numbers live, and how it is called: everything that touches memory
/// outside the heap.
///
/// - **May we?** [Machine] answers once: either the [CpuFeatures] found, or one sentence saying why
///   no machine code runs here and what to do about it. Nothing in this package throws because a
///   machine is of another kind.
/// - **Numbers** lie in [OffHeap] blocks aligned to cache lines, read and written through
///   [Numbers], one view for each width.
/// - **Code** is a [GeneratedFunction]: pages that are written first and executable afterwards,
///   never both. All emitted code is called with one signature of six integer registers, so that
///   the Java side of the call is linked once per process.
///
/// Every block and function has one owner, an [java.lang.foreign.Arena]; closing it while a call is
/// using them is refused by the arena. Only Linux on x86-64 is known here.
@NullMarked
package org.ebm4j.kernels.memory;

import org.jspecify.annotations.NullMarked;
