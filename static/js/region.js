// Draws the box around a mark on a photograph, by mouse, touch or keyboard, and keeps the four number
// fields (pixels of the original) in step with it. Without this file the number fields alone do the work.
// <figure data-region data-label data-width data-height data-inputs="id id id id" data-help data-clear>
"use strict";

const SVG = "http://www.w3.org/2000/svg";

class RegionEditor {
  constructor(figure) {
    this.figure = figure;
    this.full = { w: Number(figure.dataset.width), h: Number(figure.dataset.height) };
    this.inputs = figure.dataset.inputs.split(" ").map((id) => document.getElementById(id));
    this.area = figure.querySelector(".plate-image");
    this.image = figure.querySelector("img");
    this.overlay = this.makeOverlay();
    this.grip = null;
    this.read();
    this.listen();
    this.explain();
  }

  /** The drawing surface; the server's own outline of the current region is replaced by the live one. */
  makeOverlay() {
    let overlay = this.figure.querySelector("svg.overlay");
    if (!overlay) {
      overlay = document.createElementNS(SVG, "svg");
      overlay.setAttribute("class", "overlay");
      overlay.setAttribute("viewBox", `0 0 ${this.full.w} ${this.full.h}`);
      overlay.setAttribute("aria-hidden", "true");
      this.area.append(overlay);
    }
    const current = overlay.querySelector(".region.current");
    if (current) {
      current.previousElementSibling?.remove();
      current.remove();
    }
    this.shapes = ["casing", "region current", "handle"].map((name) => {
      const rect = document.createElementNS(SVG, "rect");
      rect.setAttribute("class", name);
      rect.setAttribute("vector-effect", "non-scaling-stroke");
      overlay.append(rect);
      return rect;
    });
    return overlay;
  }

  explain() {
    const { dataset } = this.figure;
    this.area.tabIndex = 0;
    this.area.setAttribute("role", "group");
    if (dataset.label) this.area.setAttribute("aria-label", dataset.label);
    if (dataset.help) {
      const help = Object.assign(document.createElement("p"), { className: "hint", id: `${this.inputs[0].id}-help`, textContent: dataset.help });
      this.figure.append(help);
      this.area.setAttribute("aria-describedby", help.id);
    }
    if (dataset.clear) {
      const clear = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: dataset.clear });
      clear.addEventListener("click", () => this.set(null));
      this.figure.append(clear);
    }
  }

  listen() {
    for (const input of this.inputs) input.addEventListener("input", () => this.read());
    this.area.addEventListener("pointerdown", (event) => this.press(event));
    this.area.addEventListener("pointermove", (event) => this.drag(event));
    for (const name of ["pointerup", "pointercancel"]) this.area.addEventListener(name, () => { this.grip = null; });
    this.area.addEventListener("keydown", (event) => this.key(event));
    this.area.querySelector("a")?.addEventListener("click", (event) => event.preventDefault());
    this.image.draggable = false;
  }

  /** Where the pointer is, in pixels of the original. */
  point(event) {
    const box = this.image.getBoundingClientRect();
    const clamp = (value, most) => Math.min(Math.max(Math.round(value), 0), most);
    return {
      x: clamp(((event.clientX - box.left) / box.width) * this.full.w, this.full.w),
      y: clamp(((event.clientY - box.top) / box.height) * this.full.h, this.full.h),
    };
  }

  press(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.area.focus({ preventScroll: true });
    this.area.setPointerCapture(event.pointerId);
    const at = this.point(event);
    const reach = (22 / this.image.getBoundingClientRect().width) * this.full.w; // a 44 px target on the corner
    const box = this.box;
    if (box && Math.hypot(at.x - box.x - box.w, at.y - box.y - box.h) < reach) this.grip = { from: { x: box.x, y: box.y } };
    else if (box && at.x > box.x && at.x < box.x + box.w && at.y > box.y && at.y < box.y + box.h) this.grip = { move: at, start: box };
    else this.grip = { from: at };
  }

  drag(event) {
    if (!this.grip) return;
    const at = this.point(event);
    const { from, move, start } = this.grip;
    if (move) this.set({ ...start, x: start.x + at.x - move.x, y: start.y + at.y - move.y });
    else this.set({ x: Math.min(from.x, at.x), y: Math.min(from.y, at.y), w: Math.abs(at.x - from.x), h: Math.abs(at.y - from.y) });
  }

  key(event) {
    const step = Math.max(1, Math.round(this.full.w / 200));
    const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const box = this.box ?? { x: Math.round(this.full.w * 0.375), y: Math.round(this.full.h * 0.45), w: Math.round(this.full.w / 4), h: Math.round(this.full.h / 10) };
    if (event.shiftKey) this.set({ ...box, w: box.w + move[0], h: box.h + move[1] });
    else this.set({ ...box, x: box.x + move[0], y: box.y + move[1] });
  }

  /** Takes a box from pointer or keys, keeps it inside the photograph and writes the fields. */
  set(box) {
    if (box) {
      const w = Math.min(Math.max(box.w, 1), this.full.w);
      const h = Math.min(Math.max(box.h, 1), this.full.h);
      box = { x: Math.min(Math.max(box.x, 0), this.full.w - w), y: Math.min(Math.max(box.y, 0), this.full.h - h), w, h };
    }
    const values = box ? [box.x, box.y, box.w, box.h] : ["", "", "", ""];
    this.inputs.forEach((input, i) => { input.value = values[i]; });
    this.box = box;
    this.draw();
  }

  /** Takes the box from the fields; an incomplete one is not drawn. */
  read() {
    const [x, y, w, h] = this.inputs.map((input) => (input.value === "" ? NaN : Number(input.value)));
    this.box = [x, y, w, h].every(Number.isFinite) && w > 0 && h > 0 ? { x, y, w, h } : null;
    this.draw();
  }

  draw() {
    const size = this.full.w / 70;
    const { box } = this;
    const rects = box ? [box, box, { x: box.x + box.w - size / 2, y: box.y + box.h - size / 2, w: size, h: size }] : [];
    this.shapes.forEach((shape, i) => {
      const r = rects[i];
      shape.setAttribute("visibility", r ? "visible" : "hidden");
      if (!r) return;
      for (const [name, value] of [["x", r.x], ["y", r.y], ["width", r.w], ["height", r.h]]) shape.setAttribute(name, value);
    });
  }
}

document.querySelectorAll("figure[data-region]").forEach((figure) => new RegionEditor(figure));
