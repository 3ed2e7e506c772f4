package org.ebm4j.kernels.lower;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;

/// Buffers while they are being handed out. Scratch is used again as soon as the last kernel that
/// reads an array has run.
final class Places {
  private final List<Place> places = new ArrayList<>();
  private final boolean tiles;
  private final int bytesPerNumber;

  Places(boolean tiles, int bytesPerNumber) {
    this.tiles = tiles;
    this.bytesPerNumber = bytesPerNumber;
  }

  /// One buffer; first and last count kernels over the whole program.
  private static final class Place {
    private final Buffer buffer;
    private int first = Integer.MAX_VALUE;
    private int last = -1;

    private Place(Buffer buffer) {
      this.buffer = buffer;
    }
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
    places.add(new Place(new Buffer(places.size(), name, region, size, words, lanes, 0)));
    return places.size() - 1;
  }

  Region region(int buffer) {
    return places.get(buffer).buffer.region();
  }

  /// Notes that a kernel reads or writes a buffer.
  void touch(int buffer, int kernel) {
    Place place = places.get(buffer);
    place.first = Math.min(place.first, kernel);
    place.last = Math.max(place.last, kernel);
  }

  /// All buffers with their offsets.
  List<Buffer> settle() {
    Map<Region, Long> end = new EnumMap<>(Region.class);
    Buffer[] settled = new Buffer[places.size()];
    List<Place> scratch = new ArrayList<>();
    for (Place place : places) {
      Region region = place.buffer.region();
      if (region == Region.SCRATCH) {
        scratch.add(place);
      } else {
        long offset = end.getOrDefault(region, 0L);
        settled[place.buffer.number()] = at(place, offset);
        end.put(region, offset + bytes(place));
      }
    }
    settle(scratch, settled);
    return List.of(settled);
  }

  /// First fit in the order of first use.
  private void settle(List<Place> scratch, Buffer[] settled) {
    scratch.sort(Comparator.comparingInt(place -> place.first));
    List<Place> live = new ArrayList<>();
    for (Place place : scratch) {
      live.removeIf(other -> other.last < place.first);
      live.sort(Comparator.comparingLong(other -> settled[other.buffer.number()].offset()));
      long offset = 0;
      for (Place other : live) {
        long start = settled[other.buffer.number()].offset();
        if (offset + bytes(place) <= start) {
          break;
        }
        offset = Math.max(offset, start + bytes(other));
      }
      settled[place.buffer.number()] = at(place, offset);
      live.add(place);
    }
  }

  private long bytes(Place place) {
    return place.buffer.bytes(bytesPerNumber);
  }

  private static Buffer at(Place place, long offset) {
    Buffer b = place.buffer;
    return new Buffer(b.number(), b.name(), b.region(), b.size(), b.words(), b.lanes(), offset);
  }
}
