package org.ebm4j.kernels.x86;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.asm.Width;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.jspecify.annotations.Nullable;

/// The left factors of a program's products, copied into the order in which blocks of rows read
/// them: block after block, and within one the numbers of its rows side by side for every summed
/// index. A block then reads one stream, where unpacked rows are as many streams, which share few
/// cache sets when their length is a power of two. Long sums are cut into stretches, stretch after
/// stretch in the panel.
///
/// They lie behind the program's own shared arrays, and are copied at the end of the shared phase
/// that writes the factor, or of the first where none does.
///
/// Source: packing as in [Goto & van de Geijn 2008, §4].
final class Panels {
  private static final int ALIGNMENT = 64;
  private static final int MARGIN = 64; // copying may write so far behind a panel

  /// Terms of a sum that all rows add before the next: 16 kB of the right factor in F32, which stay
  /// in the first cache beside the left one passing by, also where another thread has half of it.
  private static final int STRETCH = 128;

  private final Map<Key, Panel> panels = new LinkedHashMap<>();
  private final Map<Kernel.MatMul, Panel> ofProduct = new IdentityHashMap<>();
  private final int most;
  private long end;

  Panels(LoopProgram program, Width width) {
    most = Emission.blockRows(width);
    end = aligned(program.bytes(Region.SHARED));
    int number = program.precision() == Precision.F32 ? 4 : 8;
    for (int i = 0; i < program.phases().size(); i++) {
      Phase phase = program.phases().get(i);
      if (!phase.shared()) {
        for (Kernel kernel : phase.kernels()) {
          if (kernel instanceof Kernel.MatMul product && isWorthIt(product)) {
            add(program.phases().subList(0, i), product, number);
          }
        }
      }
    }
  }

  /// With chains in the lanes, all columns read the factor again.
  private static boolean isWorthIt(Kernel.MatMul product) {
    return product.lanes() instanceof Lanes.Chains && product.m() > 4;
  }

  private void add(List<Phase> before, Kernel.MatMul product, int number) {
    Factor factor = Factor.of(product);
    int made = phase(before, product.a().buffer());
    if (made < 0) {
      return;
    }
    Key key = new Key(factor, made); // a factor may be written over later in the step
    if (!panels.containsKey(key)) {
      panels.put(key, Panel.of(factor, most, end, made));
      end = aligned(end + (long) product.m() * product.k() * number) + MARGIN;
    }
    ofProduct.put(product, panels.get(key));
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /// The shared phase at whose end a factor can be copied: the one that writes it, or the next one
  /// after the contraction that does; −1 if there is none.
  private static int phase(List<Phase> before, int buffer) {
    int written = before.size() - 1;
    while (written > 0
        && before.get(written).kernels().stream().noneMatch(kernel -> kernel.writes(buffer))) {
      written--;
    }
    for (int i = written; i < before.size(); i++) {
      if (before.get(i).shared()) {
        return i;
      }
    }
    return -1;
  }

  /// Bytes of the shared block, the panels included.
  long sharedBytes() {
    return end;
  }

  /// Those to be copied at the end of a phase.
  List<Panel> madeIn(int phase) {
    return panels.values().stream().filter(panel -> panel.phase() == phase).toList();
  }

  /// The panel of a product's left factor; null if it is read where it lies.
  @Nullable Panel of(Kernel.MatMul product) {
    return ofProduct.get(product);
  }

  /// Which numbers: m × k of them.
  record Factor(Access access, int m, int k) {
    long numbers() {
      return (long) m * k;
    }

    static Factor of(Kernel.MatMul product) {
      return new Factor(product.a(), product.m(), product.k());
    }
  }

  private record Key(Factor factor, int phase) {}

  /// @param blocks of rows
  /// @param stretches of the summed index, one after another in the panel, each with all its blocks
  /// @param at bytes from the start of the shared block
  /// @param phase that copies it
  record Panel(Factor factor, Even blocks, Even stretches, long at, int phase) {
    private static Panel of(Factor factor, int most, long at, int phase) {
      Even blocks = Even.atMost(most, factor.m());
      return new Panel(factor, blocks, Even.atLeast(STRETCH, factor.k()), at, phase);
    }
  }
}
