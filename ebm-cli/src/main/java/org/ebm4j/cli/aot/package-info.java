/// What makes a library fit for Java's start-up cache, in which classes lie parsed, checked and
/// linked.
@NullMarked
package org.ebm4j.cli.aot;

import org.jspecify.annotations.NullMarked;
