// A field for a query in SPARQL with its words coloured: a plain text area, whose letters are drawn by the text beneath it.
// What was typed belongs to the browser, as in box.js. Text is only ever text (textContent, value).

const KEYWORDS = new Set(("base prefix select construct describe ask from named where order by asc desc group having limit offset values graph "
  + "optional union minus filter exists not in as bind distinct reduced a undef true false separator "
  + "count sum min max avg sample group_concat str lang langmatches datatype bound iri uri bnode rand abs ceil floor round concat strlen substr ucase "
  + "lcase encode_for_uri contains strstarts strends strbefore strafter year month day hours minutes seconds timezone tz now uuid struuid md5 sha1 "
  + "sha256 sha384 sha512 coalesce if strlang strdt sameterm isiri isuri isblank isliteral isnumeric regex replace").split(" "));
const TOKEN = /(?<iri><[^<>"{}|^`\\\s]*>)|(?<comment>#[^\n]*)|(?<string>"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?<variable>[?$]\w+)|(?<name>[\w.-]*:[\w.%-]*)|(?<number>\b\d+(?:\.\d+)?\b)|(?<word>[A-Za-z_]+)/gu;
const drafts = (globalThis.msgraphDrafts ??= new Map());

function element(name, attributes = {}, text) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function coloured(text) {
  const parts = document.createDocumentFragment();
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [kind] = Object.entries(match.groups).find(([, found]) => found !== undefined);
    const shown = kind === "word" ? (KEYWORDS.has(match[0].toLowerCase()) ? "keyword" : "") : kind;
    parts.append(text.slice(at, match.index));
    parts.append(shown ? element("span", { class: shown }, match[0]) : match[0]);
    at = match.index + match[0].length;
  }
  parts.append(text.slice(at) + "\n");
  return parts;
}

class Editor {
  constructor(root, name) {
    this.draft = drafts.get(name) ?? { text: "", given: null, changed: false };
    drafts.set(name, this.draft);
    this.form = element("form", { class: "editor" });
    this.label = element("label", { for: "query" });
    this.area = element("textarea", { id: "query", spellcheck: "false", autocapitalize: "off", autocomplete: "off", "aria-describedby": "keys" });
    this.under = element("pre", { "aria-hidden": "true" });
    this.button = element("button", { type: "submit" });
    this.keys = element("span", { id: "keys", class: "keys" });
    const sheet = element("div", { class: "sheet" }), row = element("div", { class: "row" });
    sheet.append(this.under, this.area);
    row.append(this.button, this.keys);
    this.form.append(this.label, sheet, row);
    root.appendChild(this.form);
    this.area.addEventListener("input", () => { Object.assign(this.draft, { text: this.area.value, changed: true }); this.draw(); });
    this.area.addEventListener("keydown", event => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.run(); } });
    this.form.addEventListener("submit", event => { event.preventDefault(); this.run(); });
    this.set(this.draft.text);
  }

  show(data, send) {
    this.send = send;
    this.label.textContent = data.label; this.button.textContent = data.button; this.keys.textContent = data.keys;
    this.area.maxLength = data.longest;
    if (data.value === this.draft.given) return;
    Object.assign(this.draft, { given: data.value, changed: false }); // an example or a link was opened: it is meant to replace what was there
    this.set(data.value);
  }

  set(text) { this.area.value = this.draft.text = text; this.draw(); }
  draw() { this.under.replaceChildren(coloured(this.area.value)); }
  run() { if (this.area.value.trim()) { this.draft.given = this.area.value; this.send(this.area.value); } }
}

const editors = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  if (!editors.has(parentElement)) editors.set(parentElement, new Editor(parentElement, data.name));
  const editor = editors.get(parentElement);
  editor.show(data, text => setTriggerValue("run", text));
  return () => { editor.form.remove(); editors.delete(parentElement); };
}
