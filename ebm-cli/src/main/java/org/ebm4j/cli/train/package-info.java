/// `ebm train`: a fit told by a configuration. What it needs is read and built before its folder is
/// touched; a checkpoint lies there from early on, and the same command goes on from it.
@NullMarked
package org.ebm4j.cli.train;

import org.jspecify.annotations.NullMarked;
