package org.ebm4j.inference.search;

/// Shortens the step until the decrease is enough: to where the parabola through φ(0), φ′(0) and
/// φ(α) is least, but by a factor between 2 and 10.
///
/// Source: [Dennis & Schnabel 1983, §6.3.2].
final class Backtracking implements LineSearch {
  private final Line line;
  private final double decrease;
  private double trial;

  Backtracking(Line line, double decrease) {
    this.line = line;
    this.decrease = decrease;
    this.trial = line.first();
  }

  @Override
  public double trial() {
    return trial;
  }

  @Override
  public Verdict see(double energy, double slope) {
    if (energy <= line.energy() + decrease * trial * line.slope()) {
      return Verdict.MET;
    }
    if (-trial * line.slope() <= line.rounding() || trial < 1e-300) {
      return Verdict.FAILED;
    }
    double rise = energy - line.energy() - trial * line.slope();
    double vertex = -line.slope() * trial / (2 * rise); // as a share of the trial
    trial *= Double.isNaN(vertex) ? .1 : Math.clamp(vertex, .1, .5);
    return Verdict.AGAIN;
  }
}
