/// The file that says what `ebm train` trains on what and how: one JSON object, every key known,
/// documented and checked, anything else refused with the nearest name.
@NullMarked
package org.ebm4j.cli.config;

import org.jspecify.annotations.NullMarked;
