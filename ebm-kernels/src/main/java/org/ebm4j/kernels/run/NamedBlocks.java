package org.ebm4j.kernels.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ebm4j.api.engine.Block;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.graph.Node;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.memory.Numbers;
import org.ebm4j.kernels.memory.OffHeap;
import org.jspecify.annotations.Nullable;

/// The arrays of a run that have names: leaves and outputs.
final class NamedBlocks {
  private final LoopProgram program;
  private final int chains;
  private final OffHeap shared;
  private final OffHeap own;
  private final Runnable written;
  private final Map<String, Block> blocks = new LinkedHashMap<>();

  private NamedBlocks(
      LoopProgram program, int chains, OffHeap shared, OffHeap own, Runnable written) {
    this.program = program;
    this.chains = chains;
    this.shared = shared;
    this.own = own;
    this.written = written;
  }

  /// @param written what is told when an array that all chains share is written
  static Map<String, Block> of(
      LoopProgram program,
      Computation computation,
      int chains,
      OffHeap shared,
      OffHeap own,
      Runnable written) {
    NamedBlocks named = new NamedBlocks(program, chains, shared, own, written);
    for (Node leaf : computation.leaves()) {
      String name = Computation.nameOf(leaf);
      named.add(name, leaf, program.leaves().get(name));
    }
    for (Computation.Output output : computation.outputs()) {
      named.add(output.name(), output.node(), program.outputs().get(output.name()));
    }
    return named.blocks;
  }

  private void add(String name, Node node, @Nullable Integer number) {
    if (number == null) {
      return; // nothing reads it
    }
    Buffer buffer = program.buffers().get(number);
    boolean isShared = buffer.region() == Region.SHARED;
    OffHeap memory = isShared ? shared : own;
    Numbers numbers = program.precision() == Precision.F32 ? memory.f32() : memory.f64();
    blocks.put(
        name,
        new LoopBlock(
            name,
            node.shape(),
            isShared ? 1 : chains,
            buffer,
            program.precision(),
            numbers,
            isShared ? 0 : program.bytes(Region.CHAIN),
            isShared ? written : () -> {}));
  }
}
