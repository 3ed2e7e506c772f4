/// `ebm demo`: the main job. Three experiments, one after another; what each finds is kept in the
/// run's folder as soon as it is there, and the page is made from the folder alone.
@NullMarked
package org.ebm4j.cli.demo;

import org.jspecify.annotations.NullMarked;
