/// What `ebm doctor` finds out.
@NullMarked
package org.ebm4j.cli.doctor;

import org.jspecify.annotations.NullMarked;
