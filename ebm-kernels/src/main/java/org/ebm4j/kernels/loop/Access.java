package org.ebm4j.kernels.loop;

import java.util.List;

/// Which element of a buffer the loops of a kernel stand at: {@code offset + Σ indexₗ·stridesₗ}.
///
/// @param buffer number of the buffer in its program
/// @param strides one for every loop of the kernel, outermost first, in elements
public record Access(int buffer, int offset, List<Integer> strides) {
  public Access {
    strides = List.copyOf(strides);
  }
}
