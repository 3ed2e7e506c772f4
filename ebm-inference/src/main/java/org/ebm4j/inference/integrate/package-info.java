/// Integrals of exp(−βE): free energies, with the error of each estimate.
@NullMarked
package org.ebm4j.inference.integrate;

import org.jspecify.annotations.NullMarked;
