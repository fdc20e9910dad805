// From organization to organization, each asked for with whom it traded: what is asked for stands in the address, what is
// drawn follows from it, and the table beside the drawing does all that the drawing does.
// <div data-explore="reference of the first" data-json="address with {ref}"> holds [data-view], [data-rows] with a <template>,
// [data-one] for who is marked, [data-status] and [data-notes]; every sentence is one of its data-attributes.
"use strict";

const BATCH = 60; // neighbours that one step adds, those with most transfers first
const MOST = 500; // organizations in one drawing
const STEPS = 40; // organizations asked for, so that the address stays short
const AWAY = 100; // organizations taken away
const REFERENCE = /^[0-9A-Za-z-]{8,12}$/;

class Exploration {
  constructor(root) {
    root.hidden = false;
    this.root = root;
    this.centre = root.dataset.explore;
    this.answers = new Map();
    this.rows = new Map();
    this.marked = null;
    Object.assign(this, { people: new Map(), ties: new Map() });
    this.place = (name) => root.querySelector(`[data-${name}]`);
    this.number = new Intl.NumberFormat(document.documentElement.lang);
    this.countries = new Map([...document.querySelectorAll("#explore-countries option")].map((one) => [one.value, one.label]));
    this.drawing = new ExploreDrawing(this.place("view"), {
      one: (ref) => this.mark(ref),
      tie: (from, to) => this.mark(`${from}>${to}`),
      none: () => this.mark(null),
    });
    root.addEventListener("click", (event) => this.press(event));
    // Steps are taken one after another, also when they are pressed faster than they are answered.
    this.queue = Promise.resolve();
    window.addEventListener("popstate", () => { if (location.search !== this.search) this.next(() => this.begin()); });
    this.next(() => this.begin());
  }

  next(step) {
    this.queue = this.queue.then(step).catch(() => this.tell(this.say("failed")));
  }

  /** A sentence with its values filled in. */
  say(name, values = {}) {
    const told = (value) => (typeof value === "number" ? this.number.format(value) : value);
    return (this.root.dataset[name] ?? "").replace(/\{(\w+)\}/g, (hole, key) => told(values[key] ?? hole));
  }

  name(ref) {
    return this.people.get(ref)?.title ?? ref;
  }

  // ---- What is asked for: `open`, reference to how many portions of neighbours, and `gone`, which are left out.

  /** Takes from the address what is asked for, and asks for it. */
  async begin() {
    const asked = new URLSearchParams(location.search);
    const words = (name, most) => (asked.get(name) ?? "").split(".").slice(0, most);
    this.search = location.search;
    this.open = new Map([[this.centre, 1]]);
    for (const word of words("open", STEPS)) {
      const [ref, portions] = word.split("*");
      if (REFERENCE.test(ref)) this.open.set(ref, Math.min(Math.max(Number(portions) || 1, 1), Math.ceil(MOST / BATCH)));
    }
    this.gone = new Set(words("gone", AWAY).filter((ref) => REFERENCE.test(ref) && ref !== this.centre));
    let lost = 0;
    let failed = false;
    for (const ref of [...this.open.keys()]) {
      const trouble = failed ? "" : await this.ask(ref);
      failed ||= trouble === "failed";
      if (trouble !== "gone") continue;
      this.open.delete(ref);
      lost += 1;
    }
    this.render();
    if (failed) this.tell(this.say("failed"));
    else this.tell([this.say("begun", { count: this.people.size }), lost > 0 ? this.say("missing", { count: lost }) : this.left(this.centre)].join(" "));
  }

  /** Writes into the address what is asked for, so that a reload, the way back and a shared link show the same. */
  keep() {
    const open = [...this.open].map(([ref, portions]) => (portions > 1 ? `${ref}*${portions}` : ref)).filter((word) => word !== this.centre);
    const words = [["open", open], ["gone", [...this.gone]]].filter(([, list]) => list.length > 0);
    this.search = words.length > 0 ? `?${words.map(([name, list]) => `${name}=${list.join(".")}`).join("&")}` : "";
    history.pushState(null, "", location.pathname + this.search);
    for (const link of document.querySelectorAll("a[href*='return=']")) {
      const url = new URL(link.href);
      url.searchParams.set("return", location.pathname + this.search);
      link.href = url.pathname + url.search;
    }
  }

  /** Fetches the neighbours of one; gives "gone" or "failed" where there are none to be had. */
  async ask(ref) {
    if (this.answers.has(ref)) return "";
    this.tell(this.say("loading"));
    try {
      const answer = await fetch(this.root.dataset.json.replace("{ref}", ref), { headers: { Accept: "application/json" }, cache: "no-store" });
      if (answer.status === 404 && ref !== this.centre) return "gone";
      if (!answer.ok) return "failed";
      this.answers.set(ref, await answer.json());
      return "";
    } catch {
      return "failed";
    }
  }

  // ---- What is drawn follows from what is asked for and what was answered.

  /** The organizations in the order in which they were come to, and what leads from one of them to another. */
  picture() {
    const people = new Map();
    const ties = new Map();
    this.full = false;
    const add = (node, over) => {
      if (people.has(node.ref) || this.gone.has(node.ref)) return;
      if (people.size >= MOST) this.full = true;
      else people.set(node.ref, { ...node, over, gave: 0, took: 0, first: null, last: null, left: 0 });
    };
    const open = [...this.open].filter(([ref]) => this.answers.has(ref));
    for (const [ref, portions] of open) {
      const [own, ...others] = this.answers.get(ref).nodes;
      add(own, null);
      for (const node of others.filter((one) => !this.gone.has(one.ref)).slice(0, portions * BATCH)) add(node, ref);
    }
    for (const [ref] of open) {
      const { nodes, edges } = this.answers.get(ref);
      if (people.has(ref)) people.get(ref).left = nodes.filter((one) => !people.has(one.ref) && !this.gone.has(one.ref)).length;
      for (const tie of edges) if (people.has(tie.from) && people.has(tie.to)) ties.set(`${tie.from}>${tie.to}`, tie);
    }
    for (const tie of ties.values()) {
      const [from, to] = [people.get(tie.from), people.get(tie.to)];
      from.gave += tie.count;
      to.took += tie.count;
      for (const one of [from, to]) {
        if (tie.first && !(one.first <= tie.first)) one.first = tie.first;
        if (tie.last && !(one.last >= tie.last)) one.last = tie.last;
      }
    }
    return { people, ties };
  }

  render() {
    Object.assign(this, this.picture());
    const { people, ties } = this;
    if (this.marked && !people.has(this.marked) && !ties.has(this.marked)) this.marked = null;
    const dot = (one) => ({ ref: one.ref, name: one.title, over: one.over, centre: one.ref === this.centre, open: this.open.has(one.ref) });
    this.drawing.show([...people.values()].map(dot), [...ties.values()]);
    this.place("view").setAttribute("aria-label", this.say("drawn", { count: people.size, ties: ties.size }));
    this.place("total").textContent = this.number.format(people.size);
    const short = [...this.open.keys()].filter((ref) => this.answers.get(ref)?.cut_short);
    const notes = short.map((ref) => this.say("cut", { name: this.name(ref) }));
    if (this.full) notes.push(this.say("full", { count: MOST }));
    this.place("notes").textContent = notes.join(" ");
    const restore = this.root.querySelector("[data-do=restore]");
    restore.hidden = this.gone.size === 0;
    restore.textContent = this.say("restore", { count: this.gone.size });
    this.table();
    this.mark(this.marked);
  }

  // ---- The table.

  /** Each below the one over which it was come to. */
  order() {
    const below = new Map();
    for (const one of this.people.values()) below.set(one.over, [...(below.get(one.over) ?? []), one]);
    const walk = (one) => [one, ...(below.get(one.ref) ?? []).flatMap(walk)];
    return (below.get(null) ?? []).flatMap(walk);
  }

  /** Rows stay the elements they were, so that the focus stays where it was. */
  table() {
    const body = this.place("rows");
    const focused = document.activeElement;
    for (const [ref, row] of this.rows) {
      if (this.people.has(ref)) continue;
      row.remove();
      this.rows.delete(ref);
    }
    let at = body.querySelector("tr");
    for (const one of this.order()) {
      const row = this.rows.get(one.ref) ?? this.row(one.ref);
      if (row === at) at = at.nextElementSibling;
      else body.insertBefore(row, at);
      this.fill(row, one);
    }
    if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
  }

  row(ref) {
    const row = this.place("rows").querySelector("template").content.firstElementChild.cloneNode(true);
    row.dataset.ref = ref;
    this.rows.set(ref, row);
    return row;
  }

  /** Writes an organization into a row or into the box for who is marked. */
  fill(place, one) {
    const put = (name, text) => {
      const cell = place.querySelector(`[data-${name}]`);
      cell.textContent = text || this.root.dataset.notStated;
      cell.classList.toggle("none", !text);
    };
    const name = place.querySelector("[data-name]");
    name.textContent = one.title;
    name.href = `/organizations/${one.ref}`;
    put("country", this.countries.get(one.country) ?? one.country);
    put("gave", this.number.format(one.gave));
    put("took", this.number.format(one.took));
    put("days", this.days(one.first, one.last));
    const open = this.open.has(one.ref);
    const words = { show: open && one.left === 0 ? "hide" : open ? "showMore" : "show", take: "take", find: "find" };
    for (const button of place.querySelectorAll("[data-do]")) {
      const word = words[button.dataset.do];
      button.textContent = this.root.dataset[word];
      button.setAttribute("aria-label", `${button.textContent}: ${one.title}`);
      button.hidden = one.ref === this.centre && ["hide", "take"].includes(word);
      if (word === "find") button.setAttribute("aria-pressed", String(one.ref === this.marked));
    }
  }

  /** "18 Aug 2024" or "18 Aug 2024 – 2 Sep 2024"; a line ends between two days only. */
  days(first, last) {
    const months = this.root.dataset.months.split(" ");
    const day = (text) => {
      const [year, month, number] = text.split("-");
      return `${Number(number)}\u00a0${months[Number(month) - 1]}\u00a0${year}`;
    };
    return [...new Set([first, last].filter(Boolean).map(day))].join(" – ");
  }

  // ---- Who is marked: an organization, a single arrow (`from>to`), or nobody.

  mark(id) {
    this.marked = id;
    this.drawing.mark(id);
    for (const [ref, row] of this.rows) {
      row.classList.toggle("current", ref === id);
      row.querySelector("[data-do=find]").setAttribute("aria-pressed", String(ref === id));
    }
    const one = this.people.get(id);
    const tie = this.ties.get(id);
    this.place("nobody").hidden = Boolean(one || tie);
    this.place("somebody").hidden = !one;
    this.place("between").hidden = !tie;
    if (one) {
      const box = this.place("somebody");
      box.dataset.ref = id;
      this.fill(box, one);
      const own = [...this.ties.values()].filter((other) => other.from === id || other.to === id);
      this.place("ties-total").textContent = this.number.format(own.length);
      this.place("ties").replaceChildren(...own.map((other) => Object.assign(document.createElement("li"), { textContent: this.told(other) })));
      this.place("ties").closest("details").hidden = own.length === 0;
    }
    if (tie) this.place("between").textContent = this.told(tie);
  }

  /** What leads from one to another, in a sentence. */
  told(tie) {
    const days = this.days(tie.first, tie.last);
    const sentence = this.say("tie", { from: this.name(tie.from), to: this.name(tie.to), count: tie.count });
    return days ? `${sentence}, ${days}` : sentence;
  }

  // ---- What a person can do.

  tell(sentence) {
    this.place("status").textContent = sentence;
  }

  /** What came with a step, and whether there is more. */
  grown(ref, count) {
    const name = this.name(ref);
    const left = this.left(ref);
    return `${count > 0 || left ? this.say("added", { name, count }) : this.say("addedNone", { name })} ${left}`;
  }

  /** How many neighbours of one are not drawn yet, in a sentence; empty where all are. */
  left(ref) {
    const count = this.people.get(ref)?.left ?? 0;
    return count > 0 ? this.say("moreLeft", { count }) : "";
  }

  press(event) {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    const ref = button.closest("[data-ref]")?.dataset.ref;
    const steps = {
      show: () => this.next(() => this.show(ref, button)),
      take: () => this.next(() => this.take(ref, button)),
      find: () => this.find(ref),
      fit: () => this.drawing.fit(),
      nearer: () => this.drawing.zoom(1.4),
      farther: () => this.drawing.zoom(1 / 1.4),
      restart: () => this.next(() => this.restart()),
      restore: () => this.next(() => this.restore()),
    };
    steps[button.dataset.do]();
  }

  find(ref) {
    this.mark(this.marked === ref ? null : ref);
    if (!this.marked) return;
    this.drawing.find(ref);
    this.place("view").scrollIntoView({ block: "nearest" });
  }

  /** Adds the neighbours of one, or more of them; hides them where all are drawn. */
  async show(ref, button) {
    const before = this.people.size;
    const one = this.people.get(ref);
    if (!one) return;
    if (this.open.has(ref) && one.left === 0) {
      this.open.delete(ref);
      this.change(button);
      return this.tell(this.say("hidden", { name: one.title, count: before - this.people.size }));
    }
    if (!this.open.has(ref) && this.open.size > STEPS) return this.tell(this.say("long"));
    const trouble = await this.ask(ref);
    if (trouble) return this.tell(trouble === "gone" ? this.say("missing", { count: 1 }) : this.say("failed"));
    this.open.set(ref, Math.min((this.open.get(ref) ?? 0) + 1, Math.ceil(MOST / BATCH)));
    this.change(button);
    this.tell(this.grown(ref, this.people.size - before));
  }

  take(ref, button) {
    const before = this.people.size;
    const name = this.name(ref);
    if (!this.people.has(ref) || ref === this.centre) return;
    if (this.gone.size >= AWAY) return this.tell(this.say("long"));
    this.open.delete(ref);
    this.gone.add(ref);
    this.change(button);
    const count = before - this.people.size - 1;
    this.tell(count > 0 ? this.say("takenWith", { name, count }) : this.say("taken", { name }));
  }

  restore() {
    const count = this.gone.size;
    this.gone.clear();
    this.change(null);
    this.tell(this.say("restored", { count }));
  }

  restart() {
    this.open = new Map([[this.centre, 1]]);
    this.gone.clear();
    this.change(null);
    this.tell(this.say("restarted", { count: this.people.size }));
  }

  /** Draws what is asked for now and keeps it. A focus whose button went goes on to the nearest one like it. */
  change(button) {
    const row = button?.closest("tr");
    const near = row ? [...following(row), ...preceding(row)] : [];
    this.keep();
    this.render();
    if (!button || (button.isConnected && button.offsetParent)) return;
    const home = row?.isConnected ? row : near.find((one) => one.isConnected);
    const again = [...(home?.querySelectorAll("button, a") ?? [])].filter((one) => !one.hidden);
    const like = again.find((one) => one.dataset.do === button.dataset.do);
    (like ?? again[0] ?? this.place("heading")).focus();
  }
}

function following(row) {
  return row.nextElementSibling ? [row.nextElementSibling, ...following(row.nextElementSibling)] : [];
}

function preceding(row) {
  return row.previousElementSibling ? [row.previousElementSibling, ...preceding(row.previousElementSibling)] : [];
}

document.querySelectorAll("[data-explore]").forEach((root) => new Exploration(root));
