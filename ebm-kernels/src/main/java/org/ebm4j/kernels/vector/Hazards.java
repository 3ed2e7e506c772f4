package org.ebm4j.kernels.vector;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Kernel;
import org.jspecify.annotations.Nullable;

/// Whether a nest may run instruction by instruction over blocks: not if it reads where it writes,
/// unless each element is overwritten in its place after its last use.
final class Hazards {
  private final Kernel.Nest nest;
  private final Reading reading;

  private Hazards(Kernel.Nest nest, Reading reading) {
    this.nest = nest;
    this.reading = reading;
  }

  static boolean readsWhatItWrites(Kernel.Nest nest, Reading reading) {
    Hazards hazards = new Hazards(nest, reading);
    return hazards.hits(nest.body(), nest.tail()) || hazards.hits(nest.tail(), nest.body());
  }

  /// Whether a store may hit what is still to be read: elsewhere at all, or in the same code.
  private boolean hits(List<Code> codes, List<Code> elsewhere) {
    for (int at = 0; at < codes.size(); at++) {
      if (codes.get(at) instanceof Code.Store(var to, _)
          && (hits(codes, to, at)
              || loads(elsewhere).stream().anyMatch(from -> overlap(from, to)))) {
        return true;
      }
    }
    return false;
  }

  private boolean hits(List<Code> codes, Access to, int at) {
    for (int value = 0; value < codes.size(); value++) {
      Access from = load(codes.get(value));
      if (from != null && overlap(from, to)) {
        boolean harmless = value < at && isInPlace(from, to) && !isUsedAfter(codes, value, at);
        if (!harmless) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<Access> loads(List<Code> codes) {
    List<Access> loads = new ArrayList<>();
    for (Code code : codes) {
      Access from = load(code);
      if (from != null) {
        loads.add(from);
      }
    }
    return loads;
  }

  private static @Nullable Access load(Code code) {
    return switch (code) {
      case Code.Load(var from) -> from;
      case Code.LoadWord(var from) -> from;
      case Code.Literal _, Code.Apply _, Code.Folded _, Code.Store _ -> null;
    };
  }

  /// The same element in every turn, and another in the next.
  private static boolean isInPlace(Access from, Access to) {
    return from.equals(to) && !from.strides().contains(0);
  }

  private boolean isUsedAfter(List<Code> codes, int value, int at) {
    for (int folded : codes.equals(nest.body()) ? NestPlan.kept(nest) : new int[0]) {
      if (folded == value) {
        return true;
      }
    }
    for (int later = at + 1; later < codes.size(); later++) {
      boolean uses =
          switch (codes.get(later)) {
            case Code.Apply(_, int a, int b, int c, _) -> a == value || b == value || c == value;
            case Code.Store(_, int stored) -> stored == value;
            case Code.Load _, Code.LoadWord _, Code.Literal _, Code.Folded _ -> false;
          };
      if (uses) {
        return true;
      }
    }
    return false;
  }

  private boolean overlap(Access first, Access second) {
    Buffer a = reading.buffer(first.buffer());
    Buffer b = reading.buffer(second.buffer());
    int number = reading.isSingle() ? Float.BYTES : Double.BYTES;
    return a.region() == b.region()
        && a.offset() < b.offset() + b.bytes(number)
        && b.offset() < a.offset() + a.bytes(number);
  }
}
