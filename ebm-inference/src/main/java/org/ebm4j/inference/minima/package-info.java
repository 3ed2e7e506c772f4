/// All the minima of an energy, or as many as a number of starts finds.
@NullMarked
package org.ebm4j.inference.minima;

import org.jspecify.annotations.NullMarked;
