/// Numbers that say whether training works, each with the number it must be compared with.
///
/// Two questions. Has the embedding collapsed? [org.ebm4j.training.gauge.Spread] (does each
/// dimension vary), [org.ebm4j.training.gauge.Spectrum] and
/// [org.ebm4j.training.gauge.EffectiveRank] (how many directions vary),
/// [org.ebm4j.training.gauge.LinearProbe] (is what varies of use), gathered in
/// [org.ebm4j.training.gauge.Collapse], and asserted by [org.ebm4j.training.gauge.NoCollapse]. Has
/// the energy the right shape? [org.ebm4j.training.gauge.EnergyGap] (is data lower than the rest),
/// [org.ebm4j.training.gauge.GridLikelihood] and [org.ebm4j.training.gauge.Mmd] (is the law right,
/// in the plane and by samples), [org.ebm4j.training.gauge.Completion] (does it fill in what is
/// missing).
///
/// A gauge without its floor says nothing: an untrained encoder already gives a probe well above
/// chance, and two fresh samples of one law already differ. Every gauge names its floor.
///
/// All work in f64 on rows of a [org.ebm4j.training.data.Dataset], change nothing, draw nothing at
/// random and run on the caller's thread. A number that is not finite in the input gives NaN, never
/// an exception, except that energies may be infinite where their gauge says so.
@NullMarked
package org.ebm4j.training.gauge;

import org.jspecify.annotations.NullMarked;
