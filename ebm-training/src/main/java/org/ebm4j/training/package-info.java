/// Fits the parameters of an energy to data and watches that it does not collapse.
@NullMarked
package org.ebm4j.training;

import org.jspecify.annotations.NullMarked;
