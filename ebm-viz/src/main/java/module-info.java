/// Figures and reports from plain records: arrays and numbers in, PNG, SVG and one self-contained
/// HTML page out.
///
/// Nothing here knows what an energy is.
module org.ebm4j.viz {
  requires java.desktop;
  requires static transitive org.jspecify;

  exports org.ebm4j.viz.figure;
  exports org.ebm4j.viz.record;
  exports org.ebm4j.viz.report;
}
