// What makes the pages handier; each of them works without.
"use strict";

// The pieces of one attribution are shown together while the pointer or the keyboard is on any of them.
const tie = (event) => {
  const on = event.type === "pointerover" || event.type === "focusin";
  const of = on && event.target.closest ? event.target.closest("[data-of]") : null;
  document.querySelectorAll(".tied").forEach((one) => one.classList.remove("tied"));
  if (of) {
    const name = CSS.escape(of.dataset.of);
    document.querySelectorAll(`[data-of="${name}"]`).forEach((one) => one.classList.add("tied"));
  }
};
for (const type of ["pointerover", "focusin", "focusout"]) document.addEventListener(type, tie);

// What was left empty asks for nothing, and stays out of the address.
document.addEventListener("formdata", (event) => {
  if (event.target.method !== "get") return;
  const given = [...event.formData];
  for (const [name] of given) event.formData.delete(name);
  for (const [name, value] of given) if (value !== "") event.formData.append(name, value);
});

// What the keyboard was on may be gone with what was swapped: it goes on in the new content, not at the top.
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) document.getElementById("main").focus({preventScroll: true});
});

// A form that is fetched beside what it is about takes the focus.
document.addEventListener("htmx:afterSettle", (event) => {
  const field = event.target.matches(".slot") && event.target.querySelector("input:not([type=hidden])");
  if (field) field.focus();
});

// Days are brushed: press at one of them, let go at another. Those without a statement have no bar to meet.
let from = null;
const slotAt = (chart, event) => {
  const box = chart.getBoundingClientRect();
  const slots = Number(chart.dataset.slots);
  return Math.max(0, Math.min(slots - 1, Math.floor((slots * (event.clientX - box.left)) / box.width)));
};
const within = (chart, one, other) => {
  const [first, last] = [one, other].sort((a, b) => a - b);
  return [...chart.querySelectorAll("a")].filter((bar) => first <= bar.dataset.slot && bar.dataset.slot <= last);
};
document.addEventListener("pointerdown", (event) => {
  const chart = event.target.closest ? event.target.closest(".chart") : null;
  from = chart && {chart, slot: slotAt(chart, event)};
});
document.addEventListener("dragstart", (event) => {
  if (event.target.closest && event.target.closest(".chart")) event.preventDefault();
});
document.addEventListener("pointermove", (event) => {
  if (!from) return;
  const brushed = within(from.chart, from.slot, slotAt(from.chart, event));
  from.chart.querySelectorAll("a").forEach((bar) => bar.classList.toggle("in", brushed.includes(bar)));
});
document.addEventListener("pointerup", (event) => {
  const to = from && slotAt(from.chart, event);
  const bars = from && to !== from.slot ? within(from.chart, from.slot, to) : [];
  if (bars.length) {
    const address = new URL(bars[0].getAttribute("href"), location.href);
    address.searchParams.set("until", bars[bars.length - 1].dataset.when);
    location.assign(address);
  }
  from = null;
});

// A page that is dropped on the form is taken as its file.
const form = document.querySelector("[data-drop]");
if (form) {
  const over = (event) => {
    event.preventDefault();
    form.classList.toggle("over", event.type === "dragover");
  };
  form.addEventListener("dragover", over);
  form.addEventListener("dragleave", over);
  form.addEventListener("drop", (event) => {
    over(event);
    if (!event.dataTransfer.files.length) return;
    form.elements.file.files = event.dataTransfer.files;
    form.elements.text.value = "";
    form.elements.address.value = "";
    form.requestSubmit();
  });
}
