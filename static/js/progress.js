// Keeps the figures of long work fresh. <div data-progress="address of JSON" data-failed="words">
// with a <progress>, a [data-pace] for the sentence and any [data-count="name"]. The JSON: { done, total, state, pace,
// counts: { name: number }, next }.
// `state` other than "running" ends the asking; `next`, if given, is where the person goes then.
"use strict";

const EVERY = 1000;
const SLOWEST = 15000;

function watch(box) {
  const bar = box.querySelector("progress");
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const note = Object.assign(document.createElement("p"), { className: "hint" });
  note.setAttribute("role", "status");
  box.append(note);
  let wait = EVERY;

  const show = (report) => {
    if (bar && Number.isFinite(report.total)) {
      bar.max = Math.max(report.total, 1);
      bar.value = report.done;
    }
    const pace = box.querySelector("[data-pace]");
    if (pace && report.pace) pace.textContent = report.pace;
    const counts = { done: report.done, total: report.total, ...report.counts };
    for (const place of box.querySelectorAll("[data-count]")) {
      const value = counts[place.dataset.count];
      if (Number.isFinite(value)) place.textContent = number.format(value);
    }
  };
  const ask = async () => {
    try {
      const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (!answer.ok) throw new Error(String(answer.status));
      const report = await answer.json();
      wait = EVERY;
      note.textContent = "";
      show(report);
      if (report.state !== "running") {
        if (report.next) location.assign(report.next);
        else location.reload();
        return;
      }
    } catch {
      wait = Math.min(wait * 2, SLOWEST); // a server that is busy or restarting is not asked faster
      note.textContent = box.dataset.failed ?? "";
    }
    setTimeout(ask, wait);
  };
  setTimeout(ask, EVERY);
}

document.querySelectorAll("[data-progress]").forEach(watch);
