/// Whole experiments on the data that ship: settings go in, figures and arrays come out; nothing is
/// printed or written.
@NullMarked
package org.ebm4j.training.experiment;

import org.jspecify.annotations.NullMarked;
