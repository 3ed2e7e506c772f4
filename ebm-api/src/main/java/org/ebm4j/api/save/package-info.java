/// Graphs as data: one canonical, versioned JSON form, and the hash of it.
///
/// Equal graphs have equal text, however and wherever they were made: nodes stand in the order that
/// their structure gives, fields in a fixed order, and numbers in the shortest digits that read
/// back as the same bits. So the hash names the graph, and reading what was written and writing it
/// again gives the same bytes.
@NullMarked
package org.ebm4j.api.save;

import org.jspecify.annotations.NullMarked;
