package org.ebm4j.kernels.x86;

import java.util.List;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Mask;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Operand;
import org.ebm4j.kernels.asm.Predicate;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.asm.Width;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.LoopProgram;

/// What the emitters of one function share.
///
/// @param width of a vector register: 256 bits and 16 registers, or 512 and 32
/// @param lanes chains of a tile that are computed: all, or the first half where there are no more
/// @param panels left factors of products that are copied
record Emission(
    LoopProgram program,
    Width width,
    int lanes,
    Assembler a,
    Frame frame,
    Constants constants,
    Rows rows,
    Panels panels) {

  static Emission of(LoopProgram program, Width width, int lanes, Panels panels) {
    Assembler a = new Assembler(width);
    boolean single = program.precision() == Precision.F32;
    return new Emission(
        program,
        width,
        lanes,
        a,
        new Frame(a, single, width.bytes()),
        new Constants(width.bytes()),
        Rows.of(program.precision()),
        panels);
  }

  /// Whether conditions may lie in mask registers.
  boolean hasMasks() {
    return width == Width.ZMM;
  }

  /// Vector registers there are.
  int registers() {
    return registers(width);
  }

  private static int registers(Width width) {
    return width == Width.ZMM ? 32 : 16;
  }

  /// The register numbered from the last: 0 is the last.
  Vec fromLast(int number) {
    return Vec.of(registers() - 1 - number);
  }

  /// Bytes of a vector register.
  int vectorBytes() {
    return width.bytes();
  }

  /// Numbers in a vector register.
  int perVector() {
    return width.bytes() / rows.bytes;
  }

  /// Vectors of a row of chains.
  int perTile() {
    return lanes / perVector();
  }

  /// Rows of the block of a product that is two vectors wide: all registers but two for the vectors
  /// and two for what they are multiplied with.
  int blockRows() {
    return blockRows(width);
  }

  static int blockRows(Width width) {
    return (registers(width) - 4) / 2;
  }

  /// Vector {@code v}, 0 or 1, of the columns that the rows of a block are multiplied with.
  Vec loaded(Memory from, int v) {
    Vec column = fromLast(3 - v);
    a.load(rows.move, column, from);
    return column;
  }

  /// Row {@code r} of a block: the sums in the registers from {@code first} on += number × columns.
  /// With 512 bits every other row of two vectors multiplies with the number where it lies: that is
  /// an instruction less for the processor to start, while all rows so would need more reads than
  /// it has. Rows of one vector read each number once either way.
  void addRow(int r, Memory number, int first, Operand... columns) {
    Vec all = fromLast(1 - (r & 1));
    boolean some = columns.length == 1 || (r & 1) == 1;
    boolean inPlace = width == Width.ZMM && some && columns[0] instanceof Vec;
    if (!inPlace) {
      a.op(rows.broadcast, all, number);
    }
    for (int v = 0; v < columns.length; v++) {
      Vec sum = Vec.of(first + v);
      if (inPlace) {
        a.broadcast(rows.fma231, sum, (Vec) columns[v], number);
      } else {
        a.op(rows.fma231, sum, all, columns[v]);
      }
    }
  }

  /// K1 = the first lanes; by way of RAX.
  Mask first(int lanes) {
    a.mov(Register.RAX, (1L << lanes) - 1);
    a.mov(Mask.K1, Register.RAX);
    return Mask.K1;
  }

  /// A vector of all ones in the first lanes and zeros in the others.
  Memory firstMask(int lanes) {
    int table = constants.maskTable(rows.bytes);
    return Memory.at(Constants.BASE, table + (Buffer.LANES - lanes) * rows.bytes);
  }

  /// d = x in the lanes where x is NaN.
  ///
  /// @param lanes a register to spare
  void keepNan(Vec d, Vec x, Vec lanes) {
    if (hasMasks()) {
      a.op(rows.compareToMask, Mask.K1, x, x, Predicate.UNORDERED);
      a.op(rows.blend, d, Mask.K1, d, x);
    } else {
      a.op(rows.compare, lanes, x, x, Predicate.UNORDERED);
      a.op(rows.select, d, d, x, lanes);
    }
  }

  Buffer buffer(Access access) {
    return program.buffers().get(access.buffer());
  }

  /// The register that points to a buffer's region; partial results have none.
  static Register base(Buffer buffer) {
    return switch (buffer.region()) {
      case SHARED -> Frame.SHARED;
      case CHAIN -> Frame.CHAIN;
      case SCRATCH -> Frame.SCRATCH;
      case PARTIAL ->
          throw new IllegalStateException("partial results are reached by their own pointer");
    };
  }

  int numberBytes(Buffer buffer) {
    return buffer.words() ? 4 : rows.bytes;
  }

  /// Bytes from one element of a buffer to the next.
  int elementBytes(Buffer buffer) {
    return numberBytes(buffer) * (buffer.lanes() ? Buffer.LANES : 1);
  }

  /// Bytes from the start of the region to the access with all indices 0.
  int displacement(Access access) {
    Buffer buffer = buffer(access);
    return Math.toIntExact(buffer.offset() + (long) access.offset() * elementBytes(buffer));
  }

  /// Where an access with all indices 0 lies.
  Memory start(Access access) {
    return Memory.at(base(buffer(access)), displacement(access));
  }

  /// Bytes from one index of a loop to the next.
  int bytes(Access access, int loop) {
    return Math.multiplyExact(access.strides().get(loop), elementBytes(buffer(access)));
  }

  /// register += bytes.
  void move(Register register, long bytes) {
    if (bytes != 0) {
      a.op(General.Arithmetic.ADD, register, Math.toIntExact(bytes));
    }
  }

  /// Runs a part {@code turns} times; the count lies on the stack, so that the part may use the
  /// register.
  void repeat(Register counter, int turns, Runnable part) {
    if (turns <= 0) {
      return;
    }
    if (turns == 1) {
      part.run();
      return;
    }
    int word = frame.takeWord();
    a.mov(counter, turns);
    a.mov(frame.word(word), counter);
    Label top = a.label();
    a.bind(top);
    part.run();
    a.op(General.Arithmetic.SUB, frame.word(word), 1);
    a.jump(Condition.NOT_ZERO, top);
    frame.releaseWords(1);
  }

  List<Buffer> buffers() {
    return program.buffers();
  }
}
