// Replaces the still line charts by ones whose values can be read off; without this script the page loses nothing else.
(() => {
  "use strict";
  const raised = (power) => String(power).replace(/[-0-9]/g, (c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[+c]));
  const number = (value) => {
    if (value == null) return "–";
    const size = Math.abs(value);
    if (size === 0 || (size >= 1e-4 && size < 1e6)) return String(+value.toPrecision(4)).replace("-", "−");
    const [front, power] = value.toExponential(2).split("e");
    return (+front === 1 ? "" : String(+front).replace("-", "−") + "×") + "10" + raised(+power);
  };
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const faded = (hex) => hex + "30";

  // One table over all x, because series may be measured at different steps; what is not positive has no place on a log axis.
  const table = (chart) => {
    const logged = (values) => (chart.y.log ? values.map((v) => (v > 0 ? v : null)) : values);
    const tables = [];
    for (const s of chart.series) {
      const columns = [s.x, logged(s.y)];
      if (s.low.length) columns.push(logged(s.low), logged(s.high));
      tables.push(columns);
    }
    const joined = uPlot.join(tables);
    for (const floor of chart.floors) joined.push(joined[0].map(() => floor.value));
    return joined;
  };

  const WHOLE = [1, 2, 5].flatMap((d) => Array.from({ length: 12 }, (_, k) => d * 10 ** k)).sort((a, b) => a - b);

  // Room above and below; zero where it is near.
  const room = (_, low, high) => {
    if (low == null) return [0, 1];
    const pad = high > low ? 0.05 * (high - low) : Math.max(0.5, 0.1 * Math.abs(low));
    return [low >= 0 && low < 0.4 * high ? 0 : low - pad, high + pad];
  };

  const all = (_, splits) => splits;

  // At most eight powers of ten.
  const powers = (_plot, _axis, low, high) => {
    const first = Math.ceil(Math.log10(low) - 1e-9);
    const last = Math.floor(Math.log10(high) + 1e-9);
    const every = Math.max(1, Math.ceil((last - first + 1) / 8));
    const found = [];
    for (let k = Math.ceil(first / every) * every; k <= last; k += every) found.push(10 ** k);
    return found;
  };

  // Writes each floor's name over its line, or under it where the one above is close.
  const names = (plot, floors) => {
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio || 1;
    let before = -Infinity;
    ctx.save();
    ctx.font = 12 * ratio + "px system-ui, sans-serif";
    ctx.textAlign = "right";
    ctx.lineJoin = "round";
    ctx.lineWidth = 4 * ratio;
    ctx.strokeStyle = colour("--paper");
    ctx.fillStyle = colour("--muted");
    for (const floor of [...floors].sort((a, b) => b.value - a.value)) {
      const y = plot.valToPos(floor.value, "y", true);
      if (!(y >= bbox.top && y <= bbox.top + bbox.height)) continue;
      const base = y - before < 20 * ratio ? y + 15 * ratio : y - 7 * ratio;
      ctx.strokeText(floor.name, bbox.left + bbox.width - 4 * ratio, base);
      ctx.fillText(floor.name, bbox.left + bbox.width - 4 * ratio, base);
      before = y;
    }
    ctx.restore();
  };

  const options = (chart, width) => {
    const series = [{ label: chart.x.label, value: (_, v) => number(v) }];
    const bands = [];
    for (const s of chart.series) {
      const stroke = colour("--c" + s.hue);
      const few = s.x.length <= 40;
      series.push({ label: s.name, stroke, width: 2, dash: s.dashed ? [7, 7] : undefined, spanGaps: true, points: { show: few, size: 6, fill: stroke }, value: (_, v) => number(v) });
      if (s.low.length) {
        const edge = { label: "", stroke: "transparent", width: 0, points: { show: false }, spanGaps: true, unlisted: true };
        series.push(edge, { ...edge });
        bands.push({ series: [series.length - 1, series.length - 2], fill: faded(stroke) });
      }
    }
    for (const floor of chart.floors)
      series.push({ label: floor.name, stroke: colour("--muted"), width: 1.3, dash: [5, 5], points: { show: false }, unlisted: true });
    const whole = chart.series.every((s) => s.x.every((x) => Number.isInteger(x)));
    const axis = (of) => ({
      stroke: colour("--muted"),
      font: "12px system-ui, sans-serif",
      labelFont: "12px system-ui, sans-serif",
      values: (_, splits) => splits.map((v) => (v == null ? "" : number(v))),
      grid: { stroke: colour("--grid"), width: 1 },
      ticks: { stroke: colour("--grid"), width: 1 },
      ...of,
    });
    const scale = (of, padded) => ({
      time: false,
      distr: of.log ? 3 : 1,
      ...(of.from != null && of.to != null ? { range: [of.from, of.to] } : of.log ? {} : { range: padded }),
    });
    return {
      width,
      height: width < 500 ? 250 : 320,
      scales: { x: scale(chart.x, (_, low, high) => [low, high]), y: scale(chart.y, room) },
      axes: [
        axis({
          label: chart.x.label,
          size: 30,
          labelSize: 20,
          ...(chart.x.log ? { splits: powers, filter: all } : whole ? { incrs: WHOLE } : {}),
        }),
        axis({ size: 58, ...(chart.y.log ? { splits: powers, filter: all } : {}) }),
      ],
      cursor: { drag: { x: true, y: false }, points: { size: 7 } },
      legend: { markers: { width: 2 } },
      series,
      bands,
      hooks: { draw: [(plot) => names(plot, chart.floors)] },
    };
  };

  const build = (figure) => {
    const script = figure.querySelector("script.chart");
    const chart = JSON.parse(script.textContent);
    const live = figure.querySelector(".live");
    const heading = document.createElement("h3");
    const unit = document.createElement("div");
    const place = document.createElement("div");
    heading.textContent = chart.title;
    unit.textContent = chart.y.label;
    unit.className = "unit";
    live.append(heading, unit, place);
    let plot = null;
    const draw = () => {
      const width = Math.floor(live.clientWidth);
      if (!width) return;
      if (plot) plot.destroy();
      const chosen = options(chart, width);
      plot = new uPlot(chosen, table(chart), place);
      const rows = place.querySelectorAll(".u-legend .u-series");
      chosen.series.forEach((s, i) => { if (s.unlisted && rows[i]) rows[i].style.display = "none"; });
    };
    figure.classList.add("alive");
    draw();
    let last = live.clientWidth;
    new ResizeObserver(() => {
      if (Math.abs(live.clientWidth - last) > 2) { last = live.clientWidth; draw(); }
    }).observe(live);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  };

  for (const script of document.querySelectorAll("script.chart")) {
    const figure = script.closest("figure");
    try {
      build(figure);
    } catch (e) {
      figure.classList.remove("alive"); // the still chart stays
      console.warn(e);
    }
  }
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
})();
