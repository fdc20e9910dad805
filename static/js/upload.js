// Sends each chosen photograph on its own, with a bar, a retry and the order kept.
// Without this file the form sends all of them in one go. Words come from data-attributes of the form:
// data-waiting, -sending, -done, -failed, -retry, -all-done, -some-failed, -show; data-next is where the photographs are.
"use strict";

const PARALLEL = 2; // more only makes each photograph slower on a weak network

/** "8.2 MB", with the reader's decimal sign. */
function megabytes(bytes) {
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  return bytes < 1e5 ? number.format(Math.max(bytes, 100) / 1e3) + " kB" : number.format(bytes / 1e6) + " MB";
}

/** One photograph in the list, with its own request. */
class Upload {
  constructor(file, form, list, changed) {
    Object.assign(this, { file, form, changed, state: "waiting" });
    this.row = document.createElement("li");
    this.name = this.part("span", "name mark", file.name);
    this.part("span", "size", megabytes(file.size));
    this.status = this.part("span", "status", form.dataset.waiting);
    this.bar = this.part("progress", "", "");
    this.bar.max = 100;
    this.bar.value = 0;
    this.bar.setAttribute("aria-label", file.name);
    list.append(this.row);
  }

  part(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.textContent = text;
    this.row.append(element);
    return element;
  }

  set(state, text) {
    this.state = state;
    this.row.className = state;
    this.status.textContent = text;
    this.changed();
  }

  send() {
    const { form } = this;
    const body = new FormData();
    const input = form.querySelector("input[type=file]");
    // Every other field (CSRF, role, release level) goes along with each photograph.
    for (const [name, value] of new FormData(form)) if (name !== input.name) body.append(name, value);
    body.append(input.name || "file", this.file, this.file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable || this.state !== "sending") return;
      this.bar.value = (event.loaded / event.total) * 100;
      this.status.textContent = `${form.dataset.sending} ${Math.round(this.bar.value)} %`;
    });
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) this.finish();
      else this.fail(problem(request), request.status >= 500 || [408, 425, 429].includes(request.status));
    });
    request.addEventListener("error", () => this.fail("", true));
    request.addEventListener("timeout", () => this.fail("", true));
    this.set("sending", form.dataset.sending);
    request.send(body);
  }

  finish() {
    this.bar.value = 100;
    this.set("done", this.form.dataset.done);
  }

  /** A file that was refused would be refused again; only what broke on the way can be tried once more. */
  fail(reason, again) {
    this.set("failed", this.form.dataset.failed);
    if (reason) this.reason = this.part("span", "reason", reason);
    if (!again) return;
    const retry = this.part("button", "retry", this.form.dataset.retry);
    retry.type = "button";
    retry.setAttribute("aria-label", `${this.form.dataset.retry}: ${this.file.name}`);
    retry.addEventListener("click", () => {
      retry.remove();
      this.reason?.remove();
      this.bar.value = 0;
      this.set("waiting", this.form.dataset.waiting);
    });
  }
}

/** The sentence of a problem+json answer, if there is one. */
function problem(request) {
  try {
    const body = JSON.parse(request.responseText);
    return body.detail || body.title || "";
  } catch {
    return "";
  }
}

function enhance(form) {
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector(".drop") || form;
  const list = form.querySelector(".uploads") || form.appendChild(Object.assign(document.createElement("ul"), { className: "uploads" }));
  const live = Object.assign(document.createElement("p"), { className: "uploads-end" });
  live.setAttribute("role", "status");
  list.after(live);
  list.removeAttribute("aria-live"); // one sentence at the end instead of every percent
  const uploads = [];
  // Every photograph goes off when it is chosen: a button that sends would have nothing to do.
  form.querySelector("button[type=submit]").hidden = true;

  const pump = () => {
    const sending = uploads.filter((u) => u.state === "sending").length;
    if (sending >= PARALLEL) return;
    const next = uploads.find((u) => u.state === "waiting");
    if (next) return next.send();
    if (sending > 0 || uploads.length === 0) return;
    const failed = uploads.some((u) => u.state === "failed");
    live.textContent = failed ? form.dataset.someFailed : form.dataset.allDone;
    if (failed && form.dataset.next && uploads.some((u) => u.state === "done")) {
      live.append(" ", Object.assign(document.createElement("a"), { href: form.dataset.next, textContent: form.dataset.show }));
    }
    form.dispatchEvent(new CustomEvent("uploads-finished", { detail: { failed } }));
    // What failed has to stay in sight; otherwise the page that shows the photographs comes next.
    if (!failed && form.dataset.next) location.assign(form.dataset.next);
  };
  const add = (files) => {
    for (const file of files) uploads.push(new Upload(file, form, list, pump));
    for (let i = 0; i < PARALLEL; i += 1) pump();
  };

  input.addEventListener("change", () => {
    add(input.files);
    input.value = ""; // the same photograph may be chosen again; nothing is sent twice by the button
  });
  form.addEventListener("submit", (event) => {
    if (input.files.length === 0 && uploads.length > 0) event.preventDefault();
  });
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    add(event.dataTransfer.files);
  });
  window.addEventListener("beforeunload", (event) => {
    if (uploads.some((u) => u.state === "waiting" || u.state === "sending")) event.preventDefault();
  });
}

document.querySelectorAll("form[data-upload]").forEach(enhance);
