/// Lazy expressions: what a person writes inside a term.
///
/// An expression is a handle on a graph node. Building one computes nothing; shapes are checked at
/// once, so a mistake is reported where it was written. A scalar may meet any shape; every other
/// broadcast is written out.
@NullMarked
package org.ebm4j.api.expr;

import org.jspecify.annotations.NullMarked;
