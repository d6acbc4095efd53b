// A box for a question that offers whole questions while one types: a combobox as the WAI-ARIA Authoring Practices describe it.
// What was typed belongs to the browser: however often the page is drawn anew, and even if this box is put up anew, it stays.
// Whatever comes in `data` is only ever text (textContent, value), never markup.

const PAUSE = 120; // so many milliseconds after the last key one asks for completions
const drafts = (globalThis.msgraphDrafts ??= new Map()); // by box: what was typed, whether it was changed, where the caret was

function element(name, attributes = {}, text) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

// Between a box that is taken from the page and the one that is put up in its place nobody would hear the keys.
function listen(draft) {
  const heard = event => {
    if (event.type === "focusin") { draft.focused = false; return draft.deaf(); }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== document.body) return;
    const { text, caret } = draft;
    if (event.key === "Backspace") Object.assign(draft, { text: text.slice(0, Math.max(0, caret - 1)) + text.slice(caret), caret: Math.max(0, caret - 1) });
    else if (event.key.length === 1) Object.assign(draft, { text: text.slice(0, caret) + event.key + text.slice(caret), caret: caret + 1 });
    else return;
    draft.changed = true;
    event.preventDefault();
  };
  document.addEventListener("keydown", heard, true);
  document.addEventListener("focusin", heard, true);
  const end = setTimeout(() => { draft.focused = false; draft.deaf(); }, 5000);
  draft.deaf = () => { document.removeEventListener("keydown", heard, true); document.removeEventListener("focusin", heard, true); clearTimeout(end); };
}

class Box {
  constructor(root, name) {
    this.name = name;
    this.draft = drafts.get(name) ?? { text: "", given: null, changed: false, focused: false, caret: 0, deaf() {} };
    drafts.set(name, this.draft);
    this.draft.deaf();
    this.form = element("form", { class: "box", autocomplete: "off" });
    this.label = element("label", { for: "typed" });
    this.input = element("input", { id: "typed", type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": "offers", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go" });
    this.button = element("button", { type: "submit" });
    this.list = element("ul", { id: "offers", role: "listbox", hidden: "" });
    this.told = element("div", { class: "told", "aria-live": "polite" });
    const row = element("div", { class: "row" }), field = element("div", { class: "field" });
    field.append(this.input, this.list);
    row.append(field, this.button);
    this.form.append(this.label, row, this.told);
    root.appendChild(this.form);
    this.active = -1;
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", event => this.pressed(event));
    this.input.addEventListener("focus", () => { this.draft.focused = true; });
    this.input.addEventListener("blur", () => queueMicrotask(() => {
      if (!this.input.isConnected) return; // taken from the page, not left by anyone
      this.draft.focused = false;
      this.close();
    }));
    this.form.addEventListener("submit", event => { event.preventDefault(); this.ask(this.active >= 0 ? this.offers[this.active] : this.input.value); });
    this.list.addEventListener("pointerdown", event => event.preventDefault()); // keeps the caret where it is
    this.input.value = this.draft.text;
  }

  show(data, send) {
    const { draft, input } = this;
    this.data = data; this.send = send;
    this.label.textContent = data.label;
    this.button.textContent = data.button;
    this.button.className = data.main ? "main" : "";
    input.placeholder = data.hint;
    input.maxLength = data.longest;
    this.list.setAttribute("aria-label", data.offering);
    if (data.value !== draft.given) {
      draft.given = data.value;
      if (!draft.changed) input.value = draft.text = data.value;
    }
    if (draft.focused && input.getRootNode().activeElement !== input) {
      const { caret } = draft;
      input.focus({ preventScroll: true });
      input.setSelectionRange(caret, caret);
    }
    // Completions of something typed before are stale by now.
    if (data.offers && data.typed.trim() === input.value.trim() && draft.changed && draft.focused) this.offer(data.offers);
  }

  typed() {
    Object.assign(this.draft, { text: this.input.value, changed: true, caret: this.input.selectionStart ?? 0 });
    this.close();
    clearTimeout(this.timer);
    if (this.input.value.trim().length > 1) this.timer = setTimeout(() => this.send("typed", this.input.value), PAUSE);
  }

  offer(offers) {
    this.offers = offers.filter(offer => offer !== this.input.value);
    this.list.replaceChildren(...this.offers.map((offer, number) => {
      const option = element("li", { role: "option", id: `offer-${number}`, "aria-selected": "false" }, offer);
      option.addEventListener("click", () => this.ask(offer));
      return option;
    }));
    this.active = -1;
    const open = this.offers.length > 0;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.input.removeAttribute("aria-activedescendant");
    this.told.textContent = open ? this.data.counted : "";
  }

  close() { if (!this.list.hidden) this.offer([]); }

  pressed(event) {
    this.draft.caret = this.input.selectionStart ?? 0;
    if (event.key === "Escape" && !this.list.hidden) { event.preventDefault(); this.close(); return; }
    if (this.list.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = this.offers.length + 1; // with what was typed
    this.active = (this.active + 1 + step + all) % all - 1;
    [...this.list.children].forEach((option, number) => {
      option.setAttribute("aria-selected", String(number === this.active));
      if (number === this.active) option.scrollIntoView({ block: "nearest" });
    });
    if (this.active < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `offer-${this.active}`);
  }

  ask(text) {
    if (!text.trim()) return;
    clearTimeout(this.timer);
    this.close();
    const left = this.data.stays ? text : "";
    this.input.value = left;
    Object.assign(this.draft, { text: left, changed: false, given: left, caret: left.length });
    this.send("asked", text.trim());
  }
}

const boxes = new WeakMap();

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  if (!boxes.has(parentElement)) boxes.set(parentElement, new Box(parentElement, data.name));
  const box = boxes.get(parentElement);
  box.show(data, (what, text) => (what === "asked" ? setTriggerValue : setStateValue)(what, text));
  return () => {
    clearTimeout(box.timer);
    if (box.draft.focused) { box.draft.caret = box.input.selectionStart ?? box.draft.caret; listen(box.draft); }
    box.form.remove();
    boxes.delete(parentElement);
  };
}
