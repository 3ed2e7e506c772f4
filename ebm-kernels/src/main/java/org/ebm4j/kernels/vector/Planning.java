package org.ebm4j.kernels.vector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Primitive;

/// Divides straight-line code into formulas that the JVM's compiler takes well.
final class Planning {
  private static final int HEAVIEST = 6; // primitive

  private final List<Code> codes;
  private final int[] kept;
  private final int[] gathered;
  private final Reading reading;
  private final Magnitudes magnitudes;
  private final Predicate<Access> isNumber;
  private final int[] last; // use as an operand
  private final Map<Access, Integer> copies = new HashMap<>();
  private final Map<Integer, Plan.Temporary> crossing = new LinkedHashMap<>();
  private final Map<Integer, Plan.Operand> keptAt = new HashMap<>();
  private final List<Plan.Part> parts = new ArrayList<>();
  private int temporaries;

  /// @param kept values read after the code has run, or −1
  /// @param gathered values that folds leave
  /// @param isNumber whether an access gives one number to all lanes of a row
  private Planning(
      List<Code> codes, int[] kept, int[] gathered, Reading reading, Predicate<Access> isNumber) {
    this.codes = codes;
    this.kept = kept;
    this.gathered = gathered;
    this.reading = reading;
    this.isNumber = isNumber;
    magnitudes = reading.magnitudes(codes);
    last = new int[codes.size()];
    for (int now = 0; now < last.length; now++) {
      for (int operand : operands(codes.get(now))) {
        last[operand] = now;
      }
    }
  }

  /// Of code whose values are not read after it.
  static Plan of(List<Code> codes, Reading reading, Predicate<Access> isNumber) {
    return new Planning(codes, new int[0], new int[0], reading, isNumber).plan();
  }

  static Plan keeping(List<Code> codes, int[] kept, Reading reading, Predicate<Access> isNumber) {
    return new Planning(codes, kept, new int[0], reading, isNumber).plan();
  }

  static Plan gathering(Gathering gathering, Reading reading, Predicate<Access> isNumber) {
    return new Planning(gathering.codes(), new int[0], gathering.results(), reading, isNumber)
        .plan();
  }

  static int[] operands(Code code) {
    return switch (code) {
      case Code.Apply(Primitive primitive, int a, int b, int c, _) ->
          switch (primitive.arity()) {
            case 1 -> new int[] {a};
            case 2 -> new int[] {a, b};
            default -> new int[] {a, b, c};
          };
      case Code.Store(_, int value) -> new int[] {value};
      case Code.Load _, Code.LoadWord _, Code.Literal _, Code.Folded _ -> new int[0];
    };
  }

  private Plan plan() {
    int from = 0;
    int weight = 0;
    for (int now = 0; now < codes.size(); now++) {
      weight += weight(now);
      if (weight >= Formula.HEAVY - HEAVIEST || now == codes.size() - 1) {
        part(from, now + 1);
        from = now + 1;
        weight = 0;
      }
    }
    List<Plan.Operand> results = new ArrayList<>();
    for (int value : kept) {
      if (value >= 0) {
        results.add(keptAt.get(value));
      }
    }
    return new Plan(parts, temporaries, results);
  }

  private int weight(int now) {
    boolean flushes = reading.isSingle() && magnitudes.flushes(now);
    return switch (codes.get(now)) {
      case Code.Apply _ -> flushes ? HEAVIEST : 1;
      case Code.Literal _ -> 0;
      case Code.Load _, Code.LoadWord _, Code.Folded _, Code.Store _ -> 1;
    };
  }

  private void part(int from, int to) {
    Building building = new Building();
    for (int now = from; now < to; now++) {
      building.add(now);
    }
    for (int now = from; now < to; now++) {
      if (codes.get(now) instanceof Code.Apply && last[now] >= to) {
        crossing.put(now, new Plan.Temporary(temporaries++));
        building.leave(now, false, crossing.get(now));
      }
    }
    for (int value : kept) {
      if (value >= from && value < to && !keptAt.containsKey(value)) {
        keptAt.put(value, building.keep(value));
      }
    }
    for (int fold = 0; fold < gathered.length; fold++) {
      if (gathered[fold] >= from && gathered[fold] < to) {
        building.leave(gathered[fold], false, new Plan.Gathered(fold));
      }
    }
    if (!building.out.isEmpty()) {
      parts.add(building.part());
    }
  }

  private Plan.Memory memory(Access access, boolean isNumber) {
    return new Plan.Memory(
        access, isNumber, isNumber ? -1 : copies.computeIfAbsent(access, _ -> temporaries++));
  }

  private boolean isSpread(Access from) {
    return isNumber.test(from) && (reading.isSingle() || !reading.buffer(from.buffer()).words());
  }

  /// Where an earlier formula left a value.
  private Plan.Operand earlier(int value) {
    return Objects.requireNonNull(crossing.get(value), "a value is used before it is there");
  }

  /// A formula under construction.
  private final class Building {
    private final List<Formula.Step> steps = new ArrayList<>();
    private final List<Formula.Output> outputs = new ArrayList<>();
    private final List<Plan.Operand> in = new ArrayList<>();
    final List<Plan.Operand> out = new ArrayList<>();
    private final Map<Integer, Integer> places = new HashMap<>(); // of values among the steps

    void add(int now) {
      switch (codes.get(now)) {
        case Code.Apply apply -> places.put(now, applied(now, apply));
        case Code.Store(var to, int value) -> leave(value, false, memory(to, false));
        case Code.Load _, Code.LoadWord _, Code.Literal _, Code.Folded _ -> {}
      }
    }

    void leave(int value, boolean asNumber, Plan.Operand to) {
      outputs.add(new Formula.Output(place(value), asNumber));
      out.add(to);
    }

    /// Where a value can be read as numbers later.
    Plan.Operand keep(int value) {
      if (codes.get(value) instanceof Code.Folded(int fold)) {
        return new Plan.Gathered(fold);
      }
      Plan.Temporary to = new Plan.Temporary(temporaries++);
      leave(value, true, to);
      return to;
    }

    private int applied(int now, Code.Apply apply) {
      if (apply.shift() >= (reading.isSingle() ? Float.SIZE : Double.SIZE)) {
        return step(new Formula.Literal(0));
      }
      int[] operands = {-1, -1, -1};
      int[] values = operands(apply);
      for (int i = 0; i < values.length; i++) {
        operands[i] = place(values[i]);
      }
      return step(
          new Formula.Apply(
              apply.primitive(),
              operands[0],
              operands[1],
              operands[2],
              apply.shift(),
              reading.isSingle() && magnitudes.flushes(now),
              isDirty(now)));
    }

    private boolean isDirty(int value) {
      return reading.isSingle() && !magnitudes.isClean(value);
    }

    private int step(Formula.Step step) {
      steps.add(step);
      return steps.size() - 1;
    }

    private int place(int value) {
      Integer known = places.get(value);
      if (known != null) {
        return known;
      }
      int made =
          switch (codes.get(value)) {
            case Code.Literal(long bits) -> step(new Formula.Literal(bits));
            case Code.Load(var access) -> read(value, access);
            case Code.LoadWord(var access) -> read(value, access);
            case Code.Folded(int fold) -> operand(new Plan.Gathered(fold), new Formula.Row(false));
            case Code.Apply _ -> operand(earlier(value), new Formula.Row(isDirty(value)));
            case Code.Store _ ->
                throw new IllegalArgumentException("value " + value + " is a store");
          };
      places.put(value, made);
      return made;
    }

    private int read(int value, Access access) {
      boolean number = isSpread(access);
      return operand(
          memory(access, number),
          number ? new Formula.Spread(isDirty(value)) : new Formula.Row(isDirty(value)));
    }

    private int operand(Plan.Operand operand, Formula.Step step) {
      in.add(operand);
      return step(step);
    }

    Plan.Part part() {
      Formula careful = new Formula(reading.program().precision(), steps, outputs);
      return new Plan.Part(Trust.of(careful), in, out);
    }
  }
}
