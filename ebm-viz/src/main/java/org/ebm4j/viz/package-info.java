/// Draws figures and writes reports from plain records; nothing but the command line depends on it.
@NullMarked
package org.ebm4j.viz;

import org.jspecify.annotations.NullMarked;
