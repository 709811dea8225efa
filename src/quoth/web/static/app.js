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

// Days are brushed: press on one bar, let go on another.
let from = null;
const barAt = (event) => {
  const found = document.elementFromPoint(event.clientX, event.clientY);
  return found && found.closest(".chart a");
};
const within = (chart, one, other) => {
  const bars = [...chart.querySelectorAll("a")];
  const [first, last] = [bars.indexOf(one), bars.indexOf(other)].sort((a, b) => a - b);
  return first < 0 ? [] : bars.slice(first, last + 1);
};
document.addEventListener("pointerdown", (event) => {
  from = event.target.closest ? event.target.closest(".chart a") : null;
});
document.addEventListener("dragstart", (event) => {
  if (event.target.closest && event.target.closest(".chart")) event.preventDefault();
});
document.addEventListener("pointermove", (event) => {
  if (!from) return;
  const chart = from.closest(".chart");
  const to = barAt(event);
  chart.querySelectorAll(".in").forEach((one) => one.classList.remove("in"));
  if (to && chart.contains(to)) within(chart, from, to).forEach((one) => one.classList.add("in"));
});
document.addEventListener("pointerup", (event) => {
  const to = from && barAt(event);
  if (to && to !== from && from.closest(".chart").contains(to)) {
    const bars = within(from.closest(".chart"), from, to);
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
