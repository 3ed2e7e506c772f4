package org.ebm4j.kernels.lower;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;

/// Buffers while they are being handed out. Memory is used again as soon as the last kernel that
/// reads an array has run.
final class Places {
  private final List<Buffer> buffers = new ArrayList<>();
  private final boolean tiles;
  private final int bytesPerNumber;

  Places(boolean tiles, int bytesPerNumber) {
    this.tiles = tiles;
    this.bytesPerNumber = bytesPerNumber;
  }

  int array(String name, Region region, int size) {
    boolean lanes = tiles && (region == Region.CHAIN || region == Region.SCRATCH);
    return add(name, region, size, false, lanes);
  }

  /// Philox words of one chain.
  int words(String name, int size) {
    return add(name, Region.SCRATCH, size, true, tiles);
  }

  /// Partial results of one chunk, in rows of lanes.
  int partial(String name, int size) {
    return add(name, Region.PARTIAL, size, false, true);
  }

  private int add(String name, Region region, int size, boolean words, boolean lanes) {
    buffers.add(new Buffer(buffers.size(), name, region, size, words, lanes, 0));
    return buffers.size() - 1;
  }

  Region region(int buffer) {
    return buffers.get(buffer).region();
  }

  int count() {
    return buffers.size();
  }

  /// All buffers with their offsets, first fit in the order of first use.
  List<Buffer> settle(Lifetimes lifetimes) {
    Map<Region, List<Buffer>> regions = new EnumMap<>(Region.class);
    for (Buffer buffer : buffers) {
      regions.computeIfAbsent(buffer.region(), _ -> new ArrayList<>()).add(buffer);
    }
    Buffer[] settled = new Buffer[buffers.size()];
    regions.values().forEach(region -> settle(region, lifetimes, settled));
    return List.of(settled);
  }

  private void settle(List<Buffer> region, Lifetimes lifetimes, Buffer[] settled) {
    region.sort(Comparator.comparingInt(buffer -> lifetimes.first(buffer.number())));
    List<Buffer> live = new ArrayList<>(); // by offset
    for (Buffer buffer : region) {
      int first = lifetimes.first(buffer.number());
      live.removeIf(other -> lifetimes.last(other.number()) < first);
      long offset = 0;
      int before = 0;
      while (before < live.size() && offset + bytes(buffer) > live.get(before).offset()) {
        offset = Math.max(offset, live.get(before).offset() + bytes(live.get(before)));
        before++;
      }
      Buffer placed = at(buffer, offset);
      settled[buffer.number()] = placed;
      live.add(before, placed);
    }
  }

  private long bytes(Buffer buffer) {
    return buffer.bytes(bytesPerNumber);
  }

  private static Buffer at(Buffer b, long offset) {
    return new Buffer(b.number(), b.name(), b.region(), b.size(), b.words(), b.lanes(), offset);
  }
}
