/// Solvers side by side on many problems: what each needs to reach a tolerance.
@NullMarked
package org.ebm4j.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
