package org.ebm4j.kernels.memory;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The one call out of Java: six integer registers in, one out.
///
/// In the System V convention an integer argument is a 64-bit register whatever its type, a callee
/// reads only the registers it wants, and a narrower result is the low part of RAX. So `mmap`,
/// `munmap`, `mprotect` and every emitted function are called through one shape; linking a second
/// would cost tens of milliseconds at start. The call keeps the memory of its segments alive: an
/// arena cannot be closed under it.
final class SixRegisters {
  @SuppressWarnings("restricted")
  private static final MethodHandle CALL =
      Linker.nativeLinker()
          .downcallHandle(
              FunctionDescriptor.of(
                  JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG));

  private SixRegisters() {}

  /// Calls `target` with RDI, RSI, RDX, RCX, R8, R9 and returns RAX.
  static long call(
      MemorySegment target,
      MemorySegment rdi,
      MemorySegment rsi,
      MemorySegment rdx,
      MemorySegment rcx,
      long r8,
      long r9) {
    try {
      return (long) CALL.invokeExact(target, rdi, rsi, rdx, rcx, r8, r9);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a native call has no checked exceptions", e);
    }
  }

  /// An integer argument where the shape has an address.
  static MemorySegment integer(long value) {
    return MemorySegment.ofAddress(value);
  }
}
