/// The machine as a person asks about it: what runs here, how wide, how fast, on how many threads.
@NullMarked
package org.ebm4j.kernels.machine;

import org.jspecify.annotations.NullMarked;
