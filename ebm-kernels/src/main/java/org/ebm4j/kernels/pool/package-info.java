/// A few platform threads that share out the tasks of one job at a time.
@NullMarked
package org.ebm4j.kernels.pool;

import org.jspecify.annotations.NullMarked;
