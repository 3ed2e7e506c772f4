package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.jspecify.annotations.Nullable;

/// A matrix product: numbers of one factor times vectors of the other, in register blocks.
final class ProductWork implements Work {
  private final Kernel.MatMul product;
  private final Bench bench;
  private final Blocks blocks;
  private final Place a;
  private final Place b;
  private final Place c;
  private final boolean single;
  private @Nullable PlainWork plain;
  private long knownFor = -1; // state of the shared numbers for which A's least is known
  private int leastOfA;
  private final long panels; // where A is packed in scratch, or −1
  private long packedFor = -1; // state of the shared numbers

  /// An access with its strides in bytes.
  private record Place(Buffer buffer, long start, long first, long second) {
    static Place of(Access access, Bench bench) {
      Buffer buffer = bench.program.buffers().get(access.buffer());
      long element = buffer.lanes() ? bench.sizes.row : bench.sizes.number;
      return new Place(
          buffer,
          buffer.offset() + access.offset() * element,
          access.strides().get(0) * element,
          access.strides().get(1) * element);
    }

    MemorySegment segment(Bench bench) {
      return bench.segment(buffer.region());
    }

    long at(Bench bench, int unit) {
      Region region = buffer.region();
      return bench.base(region) + unit * bench.unitBytes(region) + start;
    }
  }

  ProductWork(Kernel.MatMul product, Bench bench) {
    this.product = product;
    this.bench = bench;
    single = bench.sizes.number == Float.BYTES;
    blocks = new Blocks(bench);
    a = Place.of(product.a(), bench);
    b = Place.of(product.b(), bench);
    c = Place.of(product.c(), bench);
    panels = bench.sizes.panels(product);
  }

  @Override
  public void run(Bench bench) {
    for (int unit = 0; unit < bench.count; unit++) {
      boolean done =
          switch (product.lanes()) {
            case Lanes.Chains _ -> chains(unit);
            case Lanes.Along(int loop) when loop == 0 -> alongRows(unit);
            case Lanes.Along _ -> alongTerms(unit);
            case Lanes.Single _ -> false;
          };
      if (!done) {
        plain().one(unit);
      }
    }
  }

  private PlainWork plain() {
    PlainWork made = plain == null ? new PlainWork(product, bench) : plain;
    plain = made;
    return made;
  }

  private boolean chains(int unit) {
    if (panels >= 0 && packedFor != bench.call().sharedState) {
      pack();
      packedFor = bench.call().sharedState;
    }
    if (panels >= 0) {
      blocks.panels(bench.scratch(), product.k(), b.first());
    } else {
      blocks.numbers(a.segment(bench), a.first(), a.second());
    }
    blocks.sums(c.segment(bench), c.first(), product.k());
    long bAt = b.at(bench, unit);
    for (int j = 0; j < product.n(); j++, bAt += b.second()) {
      blocks.vectors(b.segment(bench), b.first());
      boolean safe = !single || Least.suffice(leastOfA(unit), leastOfRows(bAt));
      long aAt = panels >= 0 ? panels : a.at(bench, unit);
      long cAt = c.at(bench, unit) + j * c.second();
      if (!blocks.multiply(product.m(), aAt, bAt, cAt, safe)) {
        return false;
      }
    }
    return true;
  }

  /// Copies A into panels: the numbers of some rows for each term side by side.
  private void pack() {
    MemorySegment from = a.segment(bench);
    MemorySegment to = bench.scratch();
    int side = Blocks.side();
    int number = bench.sizes.number;
    for (int i = 0; i < product.m(); i++) {
      long toAt = panels + (i / side * (long) product.k() * side + i % side) * number;
      long fromAt = a.at(bench, 0) + i * a.first();
      for (int k = 0; k < product.k(); k++) {
        if (single) {
          to.set(Species.FLOAT, toAt, from.get(Species.FLOAT, fromAt));
        } else {
          to.set(Species.DOUBLE, toAt, from.get(Species.DOUBLE, fromAt));
        }
        fromAt += a.second();
        toAt += (long) side * number;
      }
    }
  }

  private int leastOfRows(long at) {
    return Least.ofRows(b.segment(bench), at, b.first(), product.k());
  }

  /// Of the whole buffer, which costs less than to walk in strides; found once for what is shared.
  private int leastOfA(int unit) {
    boolean shared = a.buffer().region() == Region.SHARED;
    if (!shared || knownFor != bench.call().sharedState) {
      Buffer buffer = a.buffer();
      long at = bench.base(buffer.region()) + unit * bench.unitBytes(buffer.region());
      leastOfA = Least.ofNumbers(a.segment(bench), at + buffer.offset(), buffer.size());
      knownFor = bench.call().sharedState;
    }
    return leastOfA;
  }

  private boolean suffice(int unit, int j) {
    long at = b.at(bench, unit) + j * b.second();
    return !single
        || Least.suffice(leastOfA(unit), Least.ofFew(b.segment(bench), at, b.first(), product.k()));
  }

  /// Lanes along the rows of C: numbers of B times columns of A.
  private boolean alongRows(int unit) {
    blocks.numbers(b.segment(bench), 0, b.first());
    blocks.vectors(a.segment(bench), a.second());
    blocks.sums(c.segment(bench), 0, product.k());
    for (int j = 0; j < product.n(); j++) {
      if (!suffice(unit, j)) {
        return false;
      }
      long bAt = b.at(bench, unit) + j * b.second();
      blocks.column(product.m(), bAt, a.at(bench, unit), c.at(bench, unit) + j * c.second());
    }
    return true;
  }

  /// Lanes along the terms of the sums, which keep 16 partial results.
  private boolean alongTerms(int unit) {
    blocks.numbers(a.segment(bench), a.first(), 0);
    blocks.vectors(b.segment(bench), 0);
    blocks.sums(c.segment(bench), c.first(), product.k());
    for (int j = 0; j < product.n(); j++) {
      if (!suffice(unit, j)) {
        return false;
      }
      long bAt = b.at(bench, unit) + j * b.second();
      blocks.dots(product.m(), a.at(bench, unit), bAt, c.at(bench, unit) + j * c.second());
    }
    return true;
  }
}
