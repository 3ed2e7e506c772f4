/// The `ebm` command.
@NullMarked
package org.ebm4j.cli;

import org.jspecify.annotations.NullMarked;
