/// One benchmark class per claim; each checks its answer and prints its baseline beside it.
@NullMarked
package org.ebm4j.benchmarks;

import org.jspecify.annotations.NullMarked;
