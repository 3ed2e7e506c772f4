/// From a gradient to the next parameters, as formulas.
///
/// Every optimiser here is one idea: remember something about past gradients (nothing, their mean,
/// their mean and their mean square), and step against it. It is written once for one array; the
/// fit compiles it together with the loss and its gradient, so that a training step is one program.
/// How large the step is, is a [org.ebm4j.training.optimizer.Schedule]'s business.
@NullMarked
package org.ebm4j.training.optimizer;

import org.jspecify.annotations.NullMarked;
