package org.ebm4j.kernels.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Cost;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;

/// A stretch of a phase that ends before the next begins; only shared phases have more than one.
///
/// Small kernels stand together in one piece, which one thread does in order. Large ones that
/// follow each other, none of which touches what another writes, stand together in parts, and so do
/// the copies of left factors at a phase's end:
///
///     chunks added, 512; nest [256]              one piece
///     nest [16384]; nest [65536]; nest [131072]  parts of 8192 turns: 2 + 8 + 16
///     panels                                     a stretch of the sum each
///
/// Where the parts lie follows from the program alone, and none cuts a sum, so the bits are the
/// same on any number of threads.
///
/// @param split whether it falls into parts
record Stage(List<Kernel> kernels, List<Panels.Panel> panels, boolean split) {
  /// Turns that a part takes at least: .6 µs of the cheapest work, where a thread that is awake
  /// takes the next part within .1.
  static final int LEAST = 8192;

  Stage {
    kernels = List.copyOf(kernels);
    panels = List.copyOf(panels);
  }

  /// The stages of a phase; what runs on chains is one.
  ///
  /// @param least turns that a part of a shared kernel takes
  static List<Stage> of(LoopProgram program, int phase, Panels panels, int least) {
    List<Kernel> kernels = program.phases().get(phase).kernels();
    return switch (program.phases().get(phase).kind()) {
      case SHARED -> shared(program, kernels, panels.madeIn(phase), least);
      case CHAINS -> List.of(whole(program, phase));
      case CONTRACTIONS -> List.of(new Stage(kernels, List.of(), true));
    };
  }

  /// A phase in one piece.
  static Stage whole(LoopProgram program, int phase) {
    return new Stage(program.phases().get(phase).kernels(), List.of(), false);
  }

  private static List<Stage> shared(
      LoopProgram program, List<Kernel> kernels, List<Panels.Panel> panels, int least) {
    List<Stage> stages = new ArrayList<>();
    List<Kernel> together = new ArrayList<>();
    boolean split = false;
    for (Kernel kernel : kernels) {
      boolean large = Cut.of(kernel, least).isPresent();
      if (large != split || (large && touches(program, together, kernel))) {
        add(stages, together, split);
        together.clear();
      }
      together.add(kernel);
      split = large;
    }
    boolean apart = split || areLarge(panels, least);
    if (apart) {
      add(stages, together, split);
      together.clear();
    }
    if (stages.isEmpty() || !panels.isEmpty() || !together.isEmpty()) {
      stages.add(new Stage(together, panels, areLarge(panels, least)));
    }
    return stages;
  }

  private static void add(List<Stage> stages, List<Kernel> kernels, boolean split) {
    if (!kernels.isEmpty()) {
      stages.add(new Stage(kernels, List.of(), split));
    }
  }

  private static boolean areLarge(List<Panels.Panel> panels, int least) {
    return panels.stream().mapToLong(panel -> panel.factor().numbers()).sum() >= 2L * least;
  }

  private static boolean touches(LoopProgram program, List<Kernel> kernels, Kernel next) {
    return kernels.stream()
        .anyMatch(kernel ->
            overlap(program, kernel.written(), IntStream.concat(next.read(), next.written()))
                || overlap(program, kernel.read(), next.written()));
  }

  /// Whether buffers share memory, as those do that are there at different times.
  private static boolean overlap(LoopProgram program, IntStream some, IntStream others) {
    int[] all = others.toArray();
    return some.anyMatch(one -> IntStream.of(all).anyMatch(other -> overlap(program, one, other)));
  }

  private static boolean overlap(LoopProgram program, int one, int other) {
    Buffer a = program.buffers().get(one);
    Buffer b = program.buffers().get(other);
    int bytes = program.precision() == Precision.F32 ? 4 : 8;
    return a.region() == b.region()
        && a.offset() < b.offset() + b.bytes(bytes)
        && b.offset() < a.offset() + a.bytes(bytes);
  }

  /// About how many operations it is, a copied number counted as eight.
  long operations() {
    long copied = panels.stream().mapToLong(panel -> panel.factor().numbers()).sum();
    return 8 * copied + kernels.stream().mapToLong(Cost::of).sum();
  }

  /// The parts that it falls into; none where it is one piece.
  List<Parts> parts(Emission emission, int least) {
    List<Parts> parts = new ArrayList<>();
    if (split) {
      for (Kernel kernel : kernels) {
        parts.add(
            kernel instanceof Kernel.Contract contract
                ? new ContractEmitter(emission, contract)
                : new CutEmitter(emission, Cut.of(kernel, least).orElseThrow()));
      }
      panels.forEach(panel -> parts.add(new PanelEmitter(emission, panel)));
    }
    return parts;
  }
}
