// Shows a transcription as it will be printed, while it is typed. The same signs and classes as the server's.
// <div data-preview="id-of-textarea" data-title-unknown … > — titles are optional words for each sign.
"use strict";

const SIGNS = [
  [/^<logo:\s*([^>]*)>/i, "g-logo", (m) => `logo: ${m[1].trim()}`],
  [/^\[\[([^\]]*)\]\]/, "g-sup", (m) => m[1]],
  [/^\[(?:\d+(?:-\d+)?|-)\]/, "g-lost", (m) => m[0]],
  [/^\{([^{}]*)\}/, "g-alt", (m) => m[1]],
  [/^\?/, "g-ill", () => "?"],
  [/^#/, "g-mask", () => "#"],
  [/^(.)\u0323/u, "g-unc", (m) => m[1]],
];

/** One line of notation as nodes: plain text, and a span for each sign. */
function runs(line) {
  const nodes = [];
  let plain = "";
  // Decomposed, so that a letter with a dot below typed as one character is still seen as uncertain.
  let rest = line.normalize("NFD");
  while (rest !== "") {
    const found = SIGNS.map(([pattern, className, text]) => [pattern.exec(rest), className, text]).find(([match]) => match);
    if (!found) {
      const character = String.fromCodePoint(rest.codePointAt(0));
      plain += character;
      rest = rest.slice(character.length);
      continue;
    }
    const [match, className, text] = found;
    if (plain !== "") nodes.push(document.createTextNode(plain.normalize("NFC")));
    plain = "";
    nodes.push(Object.assign(document.createElement("span"), { className, textContent: text(match).normalize("NFC") }));
    rest = rest.slice(match[0].length);
  }
  if (plain !== "") nodes.push(document.createTextNode(plain.normalize("NFC")));
  return nodes;
}

function enhance(box) {
  const source = document.getElementById(box.dataset.preview);
  if (!source) return;
  const render = () => {
    const list = Object.assign(document.createElement("ol"), { className: "lines" });
    for (const line of source.value.split(/\r?\n| \/ /)) {
      if (line.trim() === "") continue;
      const item = document.createElement("li");
      item.append(...runs(line.trim()));
      list.append(item);
    }
    box.replaceChildren(...(list.children.length > 0 ? [list] : []));
  };
  source.addEventListener("input", render);
  render();
}

document.querySelectorAll("[data-preview]").forEach(enhance);
