// Charts of days get axes from uPlot. It draws the bars; the links of the page's own chart lie over them, so that
// each bar still is what it is without scripts: something to click, to focus and to brush.
"use strict";

const LABELS = {
  day: {day: "numeric", month: "short"},
  month: {month: "short", year: "numeric"},
  year: {year: "numeric"},
};
const STEPS = [1, 2, 3, 5, 6, 7, 10, 12, 14, 20, 24, 28, 36, 50, 60, 100, 500];
const AXIS = 26; // pixels below the bars
const ROOM = 64; // pixels that a label under the axis needs

const seen = (element, property) => getComputedStyle(element)[property];

// The label of a slot: days, months or years are counted from the first.
const labels = (svg) => {
  const [year, month, day] = svg.dataset.first.split("-").map(Number);
  const format = new Intl.DateTimeFormat("en", {...LABELS[svg.dataset.unit], timeZone: "UTC"});
  const at = {
    day: (slot) => new Date(Date.UTC(year, month - 1, day + slot)),
    month: (slot) => new Date(Date.UTC(year, month - 1 + slot, 1)),
    year: (slot) => new Date(Date.UTC(year + slot, 0, 1)),
  }[svg.dataset.unit];
  return (slot) => format.format(at(slot));
};

// Of bars and of those that are chosen, each slot's count.
const counts = (svg, slots) => {
  const plain = new Array(slots).fill(null);
  const chosen = new Array(slots).fill(null);
  for (const link of svg.querySelectorAll("a")) {
    (link.querySelector(".on") ? chosen : plain)[Number(link.dataset.slot)] = Number(link.dataset.count);
  }
  return [plain, chosen];
};

const options = (figure, svg, slots) => {
  const name = labels(svg);
  const faint = () => seen(figure.querySelector("figcaption span"), "color");
  const line = () => seen(figure.querySelector(".probe .line"), "fill");
  const font = `11px ${seen(figure, "fontFamily")}`;
  const bars = (kind) => ({
    paths: uPlot.paths.bars({size: [0.85, 60]}),
    fill: () => seen(figure.querySelector(`.probe .${kind}`), "fill"),
    width: 0,
    points: {show: false},
  });
  const every = (plot) => {
    const least = (slots * ROOM) / Math.max(ROOM, plot.bbox.width / devicePixelRatio);
    const step = STEPS.find((one) => one >= least) || slots;
    return [...Array(Math.ceil(slots / step)).keys()].map((one) => one * step + 0.5);
  };
  return {
    width: figure.clientWidth,
    height: svg.getBoundingClientRect().height + AXIS,
    padding: [6, 4, 0, 0],
    cursor: {show: false},
    legend: {show: false},
    scales: {x: {time: false, range: () => [0, slots]}, y: {range: (plot, low, high) => [0, Math.max(1, high)]}},
    series: [{}, bars("bar"), bars("on")],
    axes: [
      {size: AXIS, font, stroke: faint, grid: {show: false}, ticks: {stroke: line, size: 4, width: 1}, gap: 3,
       splits: every, values: (plot, splits) => splits.map((one) => name(Math.floor(one)))},
      {size: 34, font, stroke: faint, grid: {stroke: line, width: 1}, ticks: {show: false}, gap: 4, space: 24,
       incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 5e4, 1e5, 1e6],
       values: (plot, splits) => splits.map((one) => (one < 1e4 ? String(one) : `${one / 1e3}k`))},
    ],
    hooks: {draw: [(plot) => overlay(svg, plot)]},
  };
};

// The links stand where the bars are drawn.
const overlay = (svg, plot) => {
  for (const side of ["left", "top", "width", "height"]) svg.style[side] = `${plot.bbox[side] / devicePixelRatio}px`;
};

const plots = new Map();

const drawn = (figure) => {
  const svg = figure.querySelector(".chart");
  const slots = Number(svg.dataset.slots);
  const places = [...Array(slots).keys()].map((one) => one + 0.5);
  const made = options(figure, svg, slots);
  figure.classList.add("drawn");
  const plot = new uPlot(made, [places, ...counts(svg, slots)], figure.querySelector(".plot"));
  plots.set(figure, plot);
};

const drawAll = () => {
  for (const [figure, plot] of plots) {
    if (!figure.isConnected) {
      plot.destroy();
      plots.delete(figure);
    }
  }
  document.querySelectorAll(".days:not(.drawn)").forEach(drawn);
};

// What a bar stands for is told while the pointer or the keyboard is on it.
const tell = (event) => {
  const bar = event.target.closest && event.target.closest(".chart a");
  const on = event.type === "pointerover" || event.type === "focusin";
  document.querySelectorAll(".told").forEach((one) => { one.textContent = ""; });
  if (bar && on) bar.closest(".frame").querySelector(".told").textContent = bar.querySelector("title").textContent;
};
for (const type of ["pointerover", "pointerout", "focusin", "focusout"]) document.addEventListener(type, tell);

drawAll();
document.addEventListener("htmx:afterSettle", drawAll);
addEventListener("resize", () => plots.forEach((plot, figure) => plot.setSize({width: figure.clientWidth, height: plot.height})));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plots.forEach((plot) => plot.redraw(false)));
