/// `./ebm bench`: orders fresh JVMs to time rows, and shows what they found.
@NullMarked
package org.ebm4j.benchmarks.bench;

import org.jspecify.annotations.NullMarked;
