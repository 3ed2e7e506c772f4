/// Graphs for people: mathematics and tables.
///
/// {@link org.ebm4j.api.print.Notation} writes a node as a formula. What is used more than once, or
/// would make a line too long, gets a name and a line of its own; so the text is linear in the
/// graph, however deep or shared that is. It follows from the structure alone and is the same in
/// every run.
@NullMarked
package org.ebm4j.api.print;

import org.jspecify.annotations.NullMarked;
