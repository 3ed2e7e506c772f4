package org.ebm4j.kernels.vector;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.ebm4j.kernels.loop.Code;

/// Which temporaries hold the values of straight-line code.
///
/// A value has its bits in one, and, where these may be of a denormal float and somebody reads it
/// as a number, the flushed number in the same or another. A place is used again after a value's
/// last use.
final class Assignment {
  private final List<Code> codes;
  private final Magnitudes magnitudes;
  private final boolean isSingle;
  private final int[] last;
  private final boolean[] asNumber;
  private final boolean[] asBits;
  private final int[] bits;
  private final int[] numbers;
  private final Deque<Integer> free = new ArrayDeque<>();
  private int used;

  /// @param kept values read as numbers after the code has run, or −1
  Assignment(List<Code> codes, int[] kept, Reading reading) {
    this.codes = codes;
    this.magnitudes = reading.magnitudes(codes);
    this.isSingle = reading.isSingle();
    int size = codes.size();
    last = new int[size];
    asNumber = new boolean[size];
    asBits = new boolean[size];
    bits = new int[size];
    numbers = new int[size];
    Arrays.fill(last, -1);
    for (int now = 0; now < size; now++) {
      notice(now);
    }
    for (int value : kept) {
      if (value >= 0) {
        last[value] = size;
        asNumber[value] = true;
      }
    }
    for (int now = 0; now < size; now++) {
      assign(now);
    }
  }

  private void notice(int now) {
    switch (codes.get(now)) {
      case Code.Apply apply -> {
        boolean number = Magnitudes.readsNumbers(apply.primitive());
        for (int operand : operands(apply)) {
          last[operand] = now;
          asNumber[operand] |= number;
          asBits[operand] |= !number;
        }
      }
      case Code.Store(_, int value) -> {
        last[value] = now;
        asBits[value] = true;
      }
      case Code.Load _, Code.LoadWord _, Code.Literal _, Code.Folded _ -> {}
    }
  }

  static int[] operands(Code.Apply apply) {
    return Arrays.copyOf(new int[] {apply.a(), apply.b(), apply.c()}, apply.primitive().arity());
  }

  /// Operands' places are free for the result, except those of loads: there one row may stand for
  /// all.
  private void assign(int now) {
    bits[now] = -1;
    numbers[now] = -1;
    Code code = codes.get(now);
    if (code instanceof Code.Apply apply) {
      release(apply, now, false);
    }
    if (code instanceof Code.Apply || code instanceof Code.Load || code instanceof Code.LoadWord) {
      take(now);
    }
    if (code instanceof Code.Apply apply) {
      release(apply, now, true);
    } else if (code instanceof Code.Store(_, int value) && last[value] == now) {
      free(value);
    }
    if (last[now] < 0 && bits[now] >= 0) {
      free(now); // nobody reads it
    }
  }

  private void take(int now) {
    bits[now] = free.isEmpty() ? used++ : free.pop();
    if (flushedLater(now)) {
      numbers[now] = asBits[now] ? used++ : bits[now];
    } else {
      numbers[now] = bits[now];
    }
  }

  private void release(Code.Apply apply, int now, boolean loads) {
    int[] operands = operands(apply);
    for (int i = 0; i < operands.length; i++) {
      int value = operands[i];
      boolean isLoad = !(codes.get(value) instanceof Code.Apply);
      if (last[value] == now && isLoad == loads && bits[value] >= 0 && isFirst(operands, i)) {
        free(value);
      }
    }
  }

  private static boolean isFirst(int[] operands, int i) {
    for (int before = 0; before < i; before++) {
      if (operands[before] == operands[i]) {
        return false;
      }
    }
    return true;
  }

  private void free(int value) {
    if (bits[value] >= 0) {
      free.push(bits[value]);
      if (numbers[value] != bits[value]) {
        free.push(numbers[value]);
      }
    }
  }

  /// Temporaries there must be.
  int count() {
    return used;
  }

  /// Whether a value must be flushed before it is read as a number.
  boolean flushedLater(int value) {
    return isSingle && asNumber[value] && !magnitudes.isClean(value);
  }

  /// Whether an instruction flushes its result.
  boolean flushes(int value) {
    return isSingle && magnitudes.flushes(value);
  }

  /// The temporary of a value's bits.
  int bits(int value) {
    return bits[value];
  }

  /// The temporary of a value as a number.
  int number(int value) {
    return numbers[value];
  }
}
