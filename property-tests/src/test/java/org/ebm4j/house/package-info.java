/// The rules of the house: which module may know which, and what no file may do. Each rule is shown
/// to bite by a twin, a small program that breaks it on purpose.
@NullMarked
package org.ebm4j.house;

import org.jspecify.annotations.NullMarked;
