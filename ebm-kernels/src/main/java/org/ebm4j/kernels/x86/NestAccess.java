package org.ebm4j.kernels.x86;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Mask;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Unary;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.jspecify.annotations.Nullable;

/// Where the numbers of a nest lie while its loops turn.
final class NestAccess {
  private final Emission emission;
  private final Kernel.Nest nest;
  private final Offsets offsets;
  private final int along;
  private int rest; // lanes that are written in form REST
  private @Nullable Vec mask; // of them, where there are no mask registers

  NestAccess(Emission emission, Kernel.Nest nest) {
    this.emission = emission;
    this.nest = nest;
    this.offsets = new Offsets(emission);
    this.along = nest.lanes() instanceof Lanes.Along(int loop) ? loop : -1;
  }

  /// Says how many lanes a form of fewer than a vector has.
  ///
  /// @param mask a register that holds all ones in them, or null where there are mask registers
  void rest(int lanes, @Nullable Vec mask) {
    this.rest = lanes;
    this.mask = mask;
  }

  /// What the lanes of a strand are.
  enum Form {
    /// chains of a tile
    CHAINS,
    /// neighbours along a loop
    ALONG,
    /// the last of them, fewer than a vector has
    REST,
    /// one number, repeated when read
    SINGLE
  }

  Offsets offsets() {
    return offsets;
  }

  /// Turns of a loop, outer and inner numbered together.
  int extent(int loop) {
    int outer = nest.outer().size();
    return loop < outer ? nest.outer().get(loop) : nest.inner().get(loop - outer);
  }

  /// Announces every access and sets the offsets to the loops' start.
  void begin() {
    announce(nest.body());
    announce(nest.tail());
    offsets.begin(2);
  }

  private void announce(List<Code> codes) {
    for (Code code : codes) {
      switch (code) {
        case Code.Load(var from) -> offsets.announce(strides(from));
        case Code.LoadWord(var from) -> offsets.announce(strides(from));
        case Code.Store(var to, _) -> offsets.announce(strides(to));
        case Code.Literal _, Code.Apply _, Code.Folded _ -> {}
      }
    }
  }

  /// Bytes an access moves with each loop, the lane loop last.
  private List<Integer> strides(Access access) {
    Buffer buffer = emission.buffer(access);
    List<Integer> strides = new ArrayList<>();
    for (int stride : access.strides()) {
      strides.add(Math.multiplyExact(stride, emission.elementBytes(buffer)));
    }
    strides.add(buffer.lanes() ? emission.numberBytes(buffer) * emission.perVector() : 0);
    return strides;
  }

  /// The strand where the offsets stand.
  BodyEmitter.Port strand(Form form) {
    return new Port(form, 0, -1, 0);
  }

  /// A strand ahead of the offsets.
  ///
  /// @param vectors how many vectors in the lanes' direction
  /// @param loop the loop whose later turn it is
  /// @param turns how many turns of that loop
  BodyEmitter.Port strand(Form form, int vectors, int loop, int turns) {
    return new Port(form, vectors, loop, turns);
  }

  /// Reads and writes of one strand.
  private final class Port implements BodyEmitter.Port {
    private final Form form;
    private final int vectors;
    private final int loop;
    private final int turns;

    Port(Form form, int vectors, int loop, int turns) {
      this.form = form;
      this.vectors = vectors;
      this.loop = loop;
      this.turns = turns;
    }

    private Memory at(Access access) {
      Buffer buffer = emission.buffer(access);
      int ahead =
          isVector(access) ? vectors * emission.numberBytes(buffer) * emission.perVector() : 0;
      int later = turns == 0 ? 0 : turns * emission.bytes(access, loop);
      return offsets.at(
          Emission.base(buffer), emission.displacement(access) + ahead + later, strides(access));
    }

    private boolean isVector(Access access) {
      return switch (form) {
        case CHAINS -> emission.buffer(access).lanes();
        case ALONG, REST -> access.strides().get(along) == 1;
        case SINGLE -> false;
      };
    }

    @Override
    public void load(Vec to, Access from) {
      Rows rows = emission.rows();
      if (isVector(from)) {
        emission.a().load(rows.move, to, at(from));
      } else {
        emission.a().op(rows.broadcast, to, at(from));
      }
    }

    @Override
    public void loadWord(Vec to, Access from) {
      Assembler a = emission.a();
      if (emission.rows() != Rows.F64) {
        load(to, from);
      } else if (isVector(from)) {
        a.op(Unary.VPMOVZXDQ, to, at(from));
      } else {
        a.op(Unary.VPBROADCASTD, to, at(from));
        a.op(Unary.VPMOVZXDQ, to, to);
      }
    }

    @Override
    public void store(Access to, Vec value) {
      Rows rows = emission.rows();
      if (form == Form.REST && isVector(to)) {
        storeRest(to, value);
      } else {
        emission.a().store(isVector(to) ? rows.move : rows.single, at(to), value);
      }
    }

    /// Writes nothing behind the last lane: another row may lie there, or another thread write.
    private void storeRest(Access to, Vec value) {
      Assembler a = emission.a();
      if (mask != null) {
        a.store(emission.rows().masked, at(to), mask, value);
        return;
      }
      Mask first = emission.first(rest);
      a.store(emission.rows().move, at(to), first, value);
    }
  }
}
