/// Draws figures and writes reports from plain records; nothing but the command line depends on it.
module org.ebm4j.viz {
  requires java.desktop;
  requires xchart;
  requires static transitive org.jspecify;
}
