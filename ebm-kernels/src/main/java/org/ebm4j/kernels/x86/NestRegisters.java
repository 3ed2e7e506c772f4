package org.ebm4j.kernels.x86;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Kernel;
import org.jspecify.annotations.Nullable;

/// How the vector registers of a nest are shared out: strands of its code from the first on, then
/// accumulators, and in the last ones the literals read most, which stay while the loops turn. A
/// polynomial whose coefficients come from memory asks for a vector a multiply-add, which is all
/// that the first cache gives.
final class NestRegisters {
  /// Strands at most, and their instructions: what the processor keeps decoded.
  private static final int STRANDS = 4;

  private static final int LENGTH = 500;

  private final Emission emission;
  private final int strands;
  private final int literalRoom;
  private final Map<Long, Vec> literals = new HashMap<>();

  /// @param accumulators of the nest, and of each strand besides
  NestRegisters(Emission emission, Kernel.Nest nest, int accumulators, int each) {
    this.emission = emission;
    int length = nest.body().size() + nest.tail().size();
    int body = VectorRegisters.wanted(nest.body(), FoldEmitter.read(nest.folds()));
    int wanted = Math.max(body, VectorRegisters.wanted(nest.tail(), new int[0])) + each;
    int registers = emission.registers() - accumulators;
    int most = STRANDS;
    while (most > 1 && (most * wanted > registers || most * length > LENGTH)) {
      most /= 2;
    }
    this.strands = most;
    this.literalRoom = Math.max(0, registers - most * wanted);
  }

  /// Vectors that are computed side by side at most, a power of two.
  int strands() {
    return strands;
  }

  Emission emission() {
    return emission;
  }

  /// Loads the literals that stay.
  void load(Kernel.Nest nest) {
    Map<Long, Integer> uses = new HashMap<>();
    count(nest.body(), uses);
    count(nest.tail(), uses);
    Rows rows = emission.rows();
    uses.entrySet().stream()
        .sorted(NestRegisters::byUses)
        .limit(literalRoom)
        .map(Map.Entry::getKey)
        .forEach(bits -> {
          Vec vector = emission.fromLast(literals.size());
          emission.a().load(rows.move, vector, emission.constants().row(bits, rows.bytes));
          literals.put(bits, vector);
        });
  }

  private static int byUses(Map.Entry<Long, Integer> one, Map.Entry<Long, Integer> other) {
    int byUses = Integer.compare(other.getValue(), one.getValue());
    return byUses != 0 ? byUses : Long.compare(one.getKey(), other.getKey());
  }

  private static void count(List<Code> codes, Map<Long, Integer> uses) {
    IntConsumer read =
        value -> {
          if (value >= 0 && codes.get(value) instanceof Code.Literal(long bits)) {
            uses.merge(bits, 1, Integer::sum);
          }
        };
    for (Code code : codes) {
      switch (code) {
        case Code.Apply(_, int a, int b, int c, _) -> {
          read.accept(a);
          read.accept(b);
          read.accept(c);
        }
        case Code.Store(_, int value) -> read.accept(value);
        case Code.Load _, Code.LoadWord _, Code.Literal _, Code.Folded _ -> {}
      }
    }
  }

  /// The register of a literal that stays, or null.
  @Nullable Vec literal(long bits) {
    return literals.get(bits);
  }

  /// Registers that remain for strands and accumulators.
  int usable() {
    return emission.registers() - literals.size();
  }
}
