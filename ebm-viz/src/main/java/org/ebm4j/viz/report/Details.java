package org.ebm4j.viz.report;

/// Text that opens on request: `run.json`, the command to repeat, a listing.
public record Details(String heading, String text) {}
