package org.ebm4j.kernels.x86;

import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Access;

/// Copies a left factor into its panel, number by number: once for as many products as there are
/// tiles.
final class PanelEmitter {
  private static final int AT_ONCE = 8;

  private final Emission emission;
  private final Assembler a;
  private final Rows rows;
  private final Panels.Panel panel;

  PanelEmitter(Emission emission, Panels.Panel panel) {
    this.emission = emission;
    this.a = emission.a();
    this.rows = emission.rows();
    this.panel = panel;
  }

  void emit() {
    Access factor = panel.factor().access();
    int rowBytes = emission.bytes(factor, 0);
    int step = emission.bytes(factor, 1);
    Frame frame = emission.frame();
    Register from = frame.take();
    Register at = frame.take();
    Register to = frame.take();
    Register counter = frame.take();
    a.lea(from, emission.start(factor));
    a.lea(to, Memory.at(Frame.SHARED, Math.toIntExact(panel.at())));
    panel
        .blocks()
        .each((blocks, height) ->
            emission.repeat(
                counter,
                blocks,
                () -> {
                  a.mov(at, from);
                  emission.repeat(
                      counter,
                      panel.factor().k(),
                      () -> {
                        copy(height, at, rowBytes, to);
                        emission.move(at, step);
                        emission.move(to, (long) height * rows.bytes);
                      });
                  emission.move(from, (long) height * rowBytes);
                }));
    for (Register register : new Register[] {counter, to, at, from}) {
      frame.release(register);
    }
  }

  /// The numbers of a block's rows at one summed index.
  private void copy(int height, Register from, int rowBytes, Register to) {
    for (int first = 0; first < height; first += AT_ONCE) {
      int count = Math.min(AT_ONCE, height - first);
      for (int r = 0; r < count; r++) {
        a.load(rows.single, Vec.of(r), Memory.at(from, (first + r) * rowBytes));
      }
      for (int r = 0; r < count; r++) {
        a.store(rows.single, Memory.at(to, (first + r) * rows.bytes), Vec.of(r));
      }
    }
  }
}
