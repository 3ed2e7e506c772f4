/// Fits the parameters of an energy to data and watches that it does not collapse.
///
/// There is one loop. [org.ebm4j.training.Train] says what is trained, on what, by which objective;
/// an objective gives the loss as a formula and fills its inputs; an optimiser gives the step as a
/// formula; both are compiled into one program together with the gradient. What comes of it,
/// [org.ebm4j.training.Trained], has the model with its weights, the numbers on the way, how it
/// ended, and a [org.ebm4j.training.Checkpoint] to go on from, to the same bits.
@NullMarked
package org.ebm4j.training;

import org.jspecify.annotations.NullMarked;
