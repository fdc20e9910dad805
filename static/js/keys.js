// Keys for the review page. Any element with data-key="x" is pressed by x; `?` shows or hides [data-keys-help].
// Silent while someone types, and while Ctrl, Alt or Meta is held, so that no browser key is taken.
"use strict";

const typing = (element) => element instanceof Element && element.closest("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.defaultPrevented) return;
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (typing(event.target)) return;
  if (event.key === "?") {
    const help = document.querySelector("[data-keys-help]");
    if (help) help.hidden = !help.hidden;
    return;
  }
  const target = [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === event.key.toLowerCase());
  if (!target) return;
  event.preventDefault();
  // Sending back needs a reason: go to the field first, and press only when it is filled.
  const needs = target.dataset.needs ? document.getElementById(target.dataset.needs) : null;
  if (needs && needs.value.trim() === "") needs.focus();
  else target.click();
});
