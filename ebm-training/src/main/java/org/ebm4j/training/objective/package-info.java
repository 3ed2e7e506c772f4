/// What is minimised over the parameters of an energy.
///
/// An objective is a formula over one batch, in which a chain is an example, and something that
/// fills the formula's inputs before each step. Low energy on data alone would be met by an energy
/// that is low everywhere; what keeps the rest high is what tells objectives apart:
/// [org.ebm4j.training.objective.PersistentCd] pushes up the model's own samples,
/// [org.ebm4j.training.objective.Nce] points of a known law, and
/// [org.ebm4j.training.objective.DenoisingScore] fits the slope of the energy around the data,
/// which has no flat solution.
@NullMarked
package org.ebm4j.training.objective;

import org.jspecify.annotations.NullMarked;
