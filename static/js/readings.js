// Shows what a transcription can mean while it is typed. <section data-readings="address" data-component="ref" data-failed="words">
// inside the form of a mark; what the address answers is put into [data-readings-out]. The button in it does the same without this script.
"use strict";

const PAUSE = 350;

function enhance(box) {
  const form = box.closest("form");
  const out = box.querySelector("[data-readings-out]");
  const status = box.querySelector("[data-readings-status]");
  const button = box.querySelector("[data-readings-ask]");
  const source = form?.elements.namedItem("transcription");
  if (!source || !out) return;
  let timer = 0;
  let asking = null;
  let asked = null;

  const value = (name) => form.elements.namedItem(name)?.value ?? "";
  const ask = async () => {
    const fields = new URLSearchParams({
      csrf: value("csrf"),
      component: box.dataset.component || value("component"),
      transcription: source.value,
      documented: value("documented"),
    });
    const text = fields.toString();
    if (text === asked) return;
    asking?.abort();
    asked = text;
    if (source.value.trim() === "") {
      out.replaceChildren();
      status.textContent = "";
      return;
    }
    asking = new AbortController();
    try {
      const answer = await fetch(box.dataset.readings, { method: "POST", body: fields, signal: asking.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const part = new DOMParser().parseFromString(await answer.text(), "text/html");
      out.replaceChildren(...part.body.childNodes);
      status.textContent = out.querySelector("[data-readings-lead], .field-error")?.textContent ?? "";
    } catch (failure) {
      if (failure.name === "AbortError") return;
      asked = null; // the next key or the button asks again
      out.replaceChildren(Object.assign(document.createElement("p"), { className: "hint", textContent: box.dataset.failed }));
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };
  for (const name of ["transcription", "documented", "component"]) {
    const field = form.elements.namedItem(name);
    field?.addEventListener?.("input", later);
  }
  button?.addEventListener("click", (event) => {
    event.preventDefault();
    asked = null;
    ask();
  });
  if (button) button.hidden = true; // readings come by themselves
  if (source.value.trim() !== "" && out.children.length === 0) ask();
}

document.querySelectorAll("[data-readings]").forEach(enhance);
