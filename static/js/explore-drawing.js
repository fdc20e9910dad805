// The drawing of an exploration: organizations as dots, transfers between two of them as an arrow, laid out by Cytoscape.
// Knows no words and asks for nothing; explore.js says what is drawn and hears what is pressed. Nothing in it moves by itself.
"use strict";

const APART = 90; // between two with transfers, where there is room
const LETTER = 6.6; // width of a letter of a name on the screen, about
const LINE = 120; // width of a line of a name

class ExploreDrawing {
  /** `view`: where to draw. `hear.one(ref)`, `hear.tie(from, to)` and `hear.none()` are told what was pressed. */
  constructor(view, hear) {
    this.view = view;
    this.cy = cytoscape({
      container: view,
      boxSelectionEnabled: false,
      autounselectify: true,
      minZoom: 0.05,
      maxZoom: 4,
      pixelRatio: Math.max(2, window.devicePixelRatio), // paper shows more than a screen
      style: [],
    });
    this.cy.on("tap", "node", (event) => hear.one(event.target.id()));
    this.cy.on("tap", "edge", (event) => hear.tie(event.target.data("source"), event.target.data("target")));
    this.cy.on("tap", (event) => { if (event.target === this.cy) hear.none(); });
    this.cy.on("mouseover mouseout", "node, edge", (event) => view.classList.toggle("over", event.type === "mouseover"));
    this.cy.on("zoom", () => {
      clearTimeout(this.settled);
      this.settled = setTimeout(() => this.paint(), 80);
    });
    this.cy.on("resize", () => this.fit());
    this.cy.on("free", "node", () => this.names());
    const repaint = () => this.paint();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
    document.fonts?.addEventListener("loadingdone", repaint);
  }

  /** Draws these: `people` of { ref, name, over, centre, open }, `ties` of { from, to, count }. */
  show(people, ties) {
    const { cy } = this;
    const wanted = new Set([...people.map((one) => one.ref), ...ties.map((tie) => `${tie.from}>${tie.to}`)]);
    let changed = false;
    cy.batch(() => {
      const old = cy.elements().filter((one) => !wanted.has(one.id()));
      changed = old.nonempty();
      old.remove();
      people.forEach((one, turn) => {
        const data = { id: one.ref, name: one.name, label: "", side: "bottom", centre: one.centre, open: one.open };
        const there = cy.getElementById(one.ref);
        if (there.nonempty()) return there.data(data);
        changed = true;
        cy.add({ group: "nodes", data, position: this.beside(one.over, turn) });
      });
      for (const tie of ties) {
        const id = `${tie.from}>${tie.to}`;
        const data = { source: tie.from, target: tie.to, count: String(tie.count), width: Math.min(1.25 + Math.log2(tie.count), 8) };
        if (cy.getElementById(id).nonempty()) cy.getElementById(id).data(data);
        else changed = cy.add({ group: "edges", data: { id, ...data } }).nonempty();
      }
    });
    if (changed) this.arrange();
    else this.paint();
  }

  /** A place for a new one around the one over which it was come to; the same each time. */
  beside(over, turn) {
    const from = over ? this.cy.getElementById(over) : this.cy.collection();
    const middle = from.nonempty() ? from.position() : { x: 0, y: 0 };
    const angle = turn * 2.4; // the golden angle: no two on one ray
    const far = from.nonempty() ? APART * (0.8 + (turn % 5) / 8) : 0;
    return { x: middle.x + far * Math.cos(angle), y: middle.y + far * Math.sin(angle) };
  }

  /** Pulls together what has transfers and pushes apart what has none, from where everything is now. */
  arrange() {
    const many = this.cy.nodes().length;
    this.paint();
    this.cy.layout({
      name: "cose",
      animate: false,
      randomize: false,
      fit: false,
      idealEdgeLength: () => APART,
      nodeRepulsion: () => 12000,
      nodeOverlap: 20,
      gravity: 0.6,
      coolingFactor: many > 150 ? 0.96 : 0.99, // a crowd comes to rest sooner: each round costs the square of it
      numIter: 700,
    }).run();
    this.fit();
  }

  /** Everything into the window, with room for names at its edges. */
  fit() {
    const box = this.cy.elements().boundingBox({ includeLabels: false });
    const { clientWidth: wide, clientHeight: high } = this.view;
    const zoom = Math.min((wide - Math.min(LINE, wide / 4)) / Math.max(box.w, 1), (high - 80) / Math.max(box.h, 1), 1.5);
    this.cy.viewport({ zoom, pan: { x: wide / 2 - (zoom * (box.x1 + box.x2)) / 2, y: high / 2 - 10 - (zoom * (box.y1 + box.y2)) / 2 } });
    this.paint();
  }

  /** Nearer (more than 1) or farther, about the middle of the window. */
  zoom(by) {
    this.cy.zoom({ level: this.cy.zoom() * by, renderedPosition: { x: this.view.clientWidth / 2, y: this.view.clientHeight / 2 } });
  }

  /** Marks one organization with what leads to and from it, a single arrow, or nothing. */
  mark(id) {
    this.cy.elements().removeClass("marked near");
    const one = this.cy.getElementById(id ?? "");
    one.addClass("marked");
    one.connectedEdges().addClass("near");
    this.names();
  }

  /** Brings an organization into sight. */
  find(ref) {
    const one = this.cy.getElementById(ref);
    if (one.empty()) return;
    const at = one.renderedPosition();
    if (at.x < 20 || at.y < 20 || at.x > this.view.clientWidth - 20 || at.y > this.view.clientHeight - 20) this.cy.center(one);
  }

  /** Colours and faces as the page has them now; dots, lines and names grow less than what one looks closer at. */
  paint() {
    const page = getComputedStyle(this.view);
    const colour = (name) => page.getPropertyValue(`--${name}`).trim();
    const size = 1 / this.cy.zoom() ** 0.8;
    // A page that is being printed draws nothing anew: the style sheet turns a dark drawing round for paper.
    this.view.classList.toggle("dark", Number.parseInt(colour("paper").slice(1, 3), 16) < 128);
    this.cy.style([
      { selector: "core", style: { "active-bg-opacity": 0 } },
      { selector: "node", style: {
        width: 11 * size, height: 11 * size, "background-color": colour("paper"), "border-width": 1.75 * size, "border-color": colour("doubt"),
        label: "data(label)", color: colour("ink"), "font-family": page.fontFamily, "font-size": 12 * size,
        "text-valign": "data(side)", "text-margin-y": (node) => (node.data("side") === "top" ? -3 : 3) * size, "text-wrap": "wrap", "text-max-width": LINE * size,
        "text-outline-color": colour("paper"), "text-outline-width": 2 * size, "overlay-opacity": 0,
      } },
      { selector: "node[?open]", style: { "background-color": colour("ink"), "border-color": colour("ink"), "font-weight": 600, "z-index": 2 } },
      { selector: "node[?centre]", style: { width: 16 * size, height: 16 * size, "background-color": colour("signal"), "border-color": colour("signal") } },
      { selector: "node.marked", style: {
        "outline-width": 3 * size, "outline-offset": 3 * size, "outline-color": colour("signal"), "font-weight": 600, "z-index": 3,
      } },
      { selector: "edge", style: {
        width: (edge) => edge.data("width") * size, "line-color": colour("edge"), "curve-style": "bezier", "control-point-step-size": 24 * size,
        "target-arrow-shape": "triangle", "target-arrow-color": colour("edge"), "arrow-scale": 0.9 * size, "overlay-opacity": 0,
      } },
      { selector: "edge.near, edge.marked", style: {
        "line-color": colour("ink"), "target-arrow-color": colour("ink"), label: "data(count)", color: colour("ink"), "font-family": page.fontFamily,
        "font-size": 11 * size, "text-outline-color": colour("paper"), "text-outline-width": 2.5 * size, "z-index": 1,
      } },
      { selector: "edge.marked", style: { "line-color": colour("signal"), "target-arrow-color": colour("signal") } },
    ]);
    this.names();
  }

  /** Writes the names for which there is room, below or above: first who is marked, where it began, those asked for, those with most arrows. */
  names() {
    const rank = (one) => one.hasClass("marked") * 4e6 + one.data("centre") * 2e6 + one.data("open") * 1e6 + one.degree(false);
    const scale = this.cy.zoom() ** 0.2; // see paint(): what is on the screen grows with this
    const nodes = this.cy.nodes().toArray().sort((a, b) => rank(b) - rank(a));
    const box = (x, y, half, top, bottom) => ({ left: x - half, right: x + half, top: y + top, bottom: y + bottom });
    const apart = (one, other) => one.right < other.left || one.left > other.right || one.bottom < other.top || one.top > other.bottom;
    const taken = nodes.map((one) => {
      const { x, y } = one.renderedPosition();
      return box(x, y, 5 * scale, -5 * scale, 5 * scale);
    });
    this.cy.batch(() => nodes.forEach((one) => {
      const name = one.data("name");
      const { x, y } = one.renderedPosition();
      const half = (Math.min(name.length * LETTER, LINE) * scale) / 2;
      const high = 14 * Math.ceil((name.length * LETTER * 1.1) / LINE) * scale;
      const below = box(x, y, half, 8 * scale, 8 * scale + high);
      const above = box(x, y, half, -8 * scale - high, -8 * scale);
      const free = [below, above].find((place) => taken.every((other) => apart(place, other))) ?? (rank(one) >= 1e6 ? below : null);
      if (free) taken.push(free);
      one.data({ label: free ? name : "", side: free === above ? "top" : "bottom" });
    }));
  }
}
