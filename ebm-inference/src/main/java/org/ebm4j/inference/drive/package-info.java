/// What both loops stand on: evaluating an energy at many points at once, and choosing how long to
/// run before looking up.
@NullMarked
package org.ebm4j.inference.drive;

import org.jspecify.annotations.NullMarked;
