package org.ebm4j.kernels.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;

/// A nest brought to its shortest form: loops of one turn dropped, neighbours merged where every
/// access walks through both as through one; then the loop whose indices may run in lanes is
/// chosen.
final class Loops {
  private final List<Integer> outer;
  private final List<Integer> inner;
  private List<Code> body;
  private List<Code> tail;

  private Loops(List<Integer> outer, List<Integer> inner, List<Code> body, List<Code> tail) {
    this.outer = new ArrayList<>(outer);
    this.inner = new ArrayList<>(inner);
    this.body = body;
    this.tail = tail;
  }

  /// @param chains whether the lanes are chains; else they run along a loop where one allows it
  static Kernel.Nest nest(
      List<Integer> outer,
      List<Integer> inner,
      List<Code> body,
      List<Fold> folds,
      List<Code> tail,
      boolean chains,
      String term) {
    Loops loops = new Loops(outer, inner, body, tail);
    for (int loop = outer.size() + inner.size() - 1; loop >= 0; loop--) {
      loops.shorten(loop);
    }
    Lanes lanes = chains ? new Lanes.Chains() : loops.lanes();
    return new Kernel.Nest(loops.outer, loops.inner, loops.body, folds, loops.tail, lanes, term);
  }

  /// Drops loop {@code loop} if it turns once, or merges it with the one after it.
  private void shorten(int loop) {
    boolean isInner = loop >= outer.size();
    List<Integer> mine = isInner ? inner : outer;
    int at = isInner ? loop - outer.size() : loop;
    boolean keepsFold = isInner && inner.size() == 1; // a fold needs its loop, even of one turn
    if (mine.get(at) == 1 && !keepsFold) {
      mine.subList(at, at + 1).clear();
      rewrite(loop, 0, false);
    } else if (at + 1 < mine.size() && mergeable(loop, mine.get(at + 1))) {
      mine.set(at, mine.get(at) * mine.get(at + 1));
      mine.subList(at + 1, at + 2).clear();
      rewrite(loop, 1, true);
    }
  }

  private boolean mergeable(int loop, int extent) {
    boolean[] all = {true};
    accesses(access -> {
      List<Integer> s = access.strides();
      all[0] &= s.get(loop).intValue() == s.get(loop + 1) * extent;
    });
    return all[0];
  }

  /// Removes a loop from every access: loop itself, or in a merge, whose stride is that of its
  /// successor.
  private void rewrite(int loop, int after, boolean merge) {
    body = body.stream().map(code -> without(code, merge ? loop : loop + after)).toList();
    tail = tail.stream().map(code -> without(code, merge ? loop : loop + after)).toList();
  }

  private static Code without(Code code, int loop) {
    return switch (code) {
      case Code.Load(var from) -> new Code.Load(without(from, loop));
      case Code.LoadWord(var from) -> new Code.LoadWord(without(from, loop));
      case Code.Store(var to, int value) -> new Code.Store(without(to, loop), value);
      case Code.Literal _, Code.Apply _, Code.Folded _ -> code;
    };
  }

  private static Access without(Access access, int loop) {
    List<Integer> strides = new ArrayList<>(access.strides());
    strides.subList(loop, loop + 1).clear();
    return new Access(access.buffer(), access.offset(), strides);
  }

  private void accesses(Consumer<Access> visitor) {
    for (List<Code> codes : List.of(body, tail)) {
      for (Code code : codes) {
        switch (code) {
          case Code.Load(var from) -> visitor.accept(from);
          case Code.LoadWord(var from) -> visitor.accept(from);
          case Code.Store(var to, _) -> visitor.accept(to);
          case Code.Literal _, Code.Apply _, Code.Folded _ -> {}
        }
      }
    }
  }

  /// The last loop along which every access stands still or walks by one, and every store walks.
  private Lanes lanes() {
    int last = outer.size() + inner.size() - 1;
    for (int loop = last; loop >= 0; loop--) {
      boolean candidate = loop == last || loop < outer.size();
      if (candidate && runsAlong(loop)) {
        return new Lanes.Along(loop);
      }
    }
    return new Lanes.Single();
  }

  private boolean runsAlong(int loop) {
    boolean inFold = loop >= outer.size();
    return walks(body, loop, false) && walks(tail, loop, inFold);
  }

  /// @param still whether stores stand still too, as those after a fold along this loop do
  private static boolean walks(List<Code> codes, int loop, boolean still) {
    for (Code code : codes) {
      boolean fits =
          switch (code) {
            case Code.Load(var from) ->
                from.strides().get(loop) == 0 || from.strides().get(loop) == 1;
            case Code.Store(var to, _) -> to.strides().get(loop) == (still ? 0 : 1);
            case Code.LoadWord _ -> false;
            case Code.Literal _, Code.Apply _, Code.Folded _ -> true;
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
