/// The page that a run leaves, written for a person who never saw the project: what was done, what
/// the pictures show, each figure with its floor and what it means, and what did not work.
///
/// Everything here is a function of what lies in the run's folder, so that a page can be made
/// again.
@NullMarked
package org.ebm4j.cli.story;

import org.jspecify.annotations.NullMarked;
