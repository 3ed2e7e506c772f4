/// Files that are there whole or not at all.
@NullMarked
package org.ebm4j.viz.file;

import org.jspecify.annotations.NullMarked;
