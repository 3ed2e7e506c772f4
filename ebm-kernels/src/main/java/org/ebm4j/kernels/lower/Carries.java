package org.ebm4j.kernels.lower;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.graph.Node;
import org.ebm4j.kernels.loop.Buffer.Region;

/// The last kernels of a step: what the next step begins with. All carries happen at once, so a
/// next that is itself a carried leaf is set aside first. What was written over its leaf is there
/// already.
final class Carries {
  private final Draft draft;
  private final List<Carry> carries;
  private final List<Node> nexts;
  private final Set<Integer> written = new HashSet<>();

  Carries(Draft draft, List<Carry> carries, List<Node> nexts) {
    this.draft = draft;
    this.carries = carries;
    this.nexts = nexts;
    carries.forEach(carry -> written.add(draft.view(carry.leaf()).buffer()));
  }

  /// @param last the last level of the program
  void write(int last) {
    write(true, last, false);
    write(false, last + 1, true);
  }

  private void write(boolean varying, int level, boolean shared) {
    List<View> from = new ArrayList<>();
    draft.enter(level, shared);
    for (int i = 0; i < nexts.size(); i++) {
      from.add(
          carries.get(i).leaf().varies() == varying
              ? aside(nexts.get(i), carries.get(i).leaf(), shared)
              : draft.view(nexts.get(i)));
    }
    for (int i = 0; i < nexts.size(); i++) {
      Node leaf = carries.get(i).leaf();
      View to = draft.view(leaf);
      if (leaf.varies() == varying && !to.equals(from.get(i))) {
        Copies.copy(draft, leaf, from.get(i), to);
      }
    }
  }

  private View aside(Node next, Node leaf, boolean shared) {
    View view = draft.view(next);
    if (!written.contains(view.buffer()) || view.equals(draft.view(leaf))) {
      return view;
    }
    int buffer =
        draft.places.array(
            Draft.label(next) + " aside",
            shared ? Region.SHARED : Region.SCRATCH,
            next.shape().size());
    View copy = View.whole(buffer, next.shape());
    Copies.copy(draft, next, view, copy);
    return copy;
  }
}
