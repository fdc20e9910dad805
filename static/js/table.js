// Sends one table with a bar and takes drops; without this file the form sends it by itself. <form data-table
// data-sending="word" data-failed="words"> with a file field inside .drop.
"use strict";

/** The sentence of a problem+json answer, if there is one. */
function reason(request) {
  try {
    const body = JSON.parse(request.responseText);
    return body.fields?.[0]?.message || body.detail || body.title || "";
  } catch {
    return "";
  }
}

function enhance(form) {
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector(".drop");
  const button = form.querySelector("button[type=submit]");
  const note = Object.assign(document.createElement("p"), { className: "hint" });
  note.setAttribute("role", "status");
  const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0, hidden: true });
  bar.setAttribute("aria-label", form.dataset.sending);
  drop.append(bar, note);

  const fail = (text) => {
    bar.hidden = true;
    button.disabled = false;
    note.className = "field-error";
    note.textContent = text || form.dataset.failed;
  };
  form.addEventListener("submit", (event) => {
    if (input.files.length === 0) return; // the server says what is missing
    event.preventDefault();
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (step) => {
      if (!step.lengthComputable) return;
      bar.value = (step.loaded / step.total) * 100;
      note.textContent = `${form.dataset.sending} ${Math.round(bar.value)} %`;
    });
    // The answer leads to the import's page, and the request has followed it there.
    request.addEventListener("load", () => (request.status < 300 ? location.assign(request.responseURL) : fail(reason(request))));
    request.addEventListener("error", () => fail(""));
    bar.hidden = false;
    button.disabled = true;
    note.className = "hint";
    note.textContent = form.dataset.sending;
    request.send(new FormData(form));
  });
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) input.files = event.dataTransfer.files;
  });
}

document.querySelectorAll("form[data-table]").forEach(enhance);
