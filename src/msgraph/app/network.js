// Draws nodes and links as SVG: laid out the same way each time, drawn in the page's own colours, for pointer and keyboard.
// Text keeps its size at every zoom; a label that would lie on another one is left out until there is room for it.
// Whatever comes in `data` is only ever text (textContent), never markup.

const SVG = "http://www.w3.org/2000/svg";
const FONT = 13, LINE = 16, GLYPH = 8, WRAP = 20;
const pictures = new WeakMap();

const SHAPES = {
  circle: r => `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0`,
  square: r => `M${-r * .9},${-r * .9}h${r * 1.8}v${r * 1.8}h${-r * 1.8}z`,
  diamond: r => `M0,${-r * 1.2}L${r * 1.2},0L0,${r * 1.2}L${-r * 1.2},0z`,
  triangle: r => `M0,${-r * 1.15}L${r * 1.1},${r * .85}H${-r * 1.1}z`,
  hexagon: r => `M${-r * 1.1},0L${-r * .55},${-r}H${r * .55}L${r * 1.1},0L${r * .55},${r}H${-r * .55}z`,
};

function element(name, attributes = {}, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function html(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function wrapped(text) {
  const words = text.split(/\s+/).flatMap(word => word.match(new RegExp(`.{1,${WRAP + 4}}`, "gu")) ?? []);
  const lines = [];
  for (const word of words) {
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + word.length < WRAP) lines[last] += " " + word;
    else lines.push(word);
  }
  return lines.length <= 3 ? lines : [...lines.slice(0, 2), lines[2].slice(0, WRAP - 1) + "…"];
}

const sized = (lines, font) => ({ w: Math.max(...lines.map(line => line.length), 1) * font * .54 + 6, h: lines.length * LINE + 2 });

// Springs along the links, repulsion between all nodes, and at the end no label upon another; no chance in it anywhere.
function laidOut(nodes, links, aspect) {
  const spread = 60 * Math.sqrt(nodes.length);
  const order = [...nodes].sort((a, b) => b.degree - a.degree || a.index - b.index);
  order.forEach((node, i) => {
    if (node.held) return;
    const angle = i * 2.399963, near = links.find(l => (l.a === node && l.b.held) || (l.b === node && l.a.held));
    const at = near ? (near.a === node ? near.b : near.a) : { x: 0, y: 0 }, radius = near ? 150 : spread * Math.sqrt(i / nodes.length);
    node.x = at.x + Math.cos(angle) * radius * aspect;
    node.y = at.y + Math.sin(angle) * radius;
  });
  const rounds = nodes.length > 150 ? 160 : 320;
  for (let round = 0; round < rounds; round++) {
    const heat = 1 - round / rounds;
    for (const node of nodes) node.fx = -node.x * .012 / aspect, node.fy = -node.y * .012 * aspect;
    for (let i = 0; i < nodes.length; i++) for (let j = i + 1; j < nodes.length; j++) {
      const a = nodes[i], b = nodes[j];
      const dx = (a.x - b.x) || .01 * (i - j), dy = (a.y - b.y) || .01;
      const square = Math.max(dx * dx + dy * dy, 400), push = 9000 / square / Math.sqrt(square);
      a.fx += dx * push; a.fy += dy * push; b.fx -= dx * push; b.fy -= dy * push;
    }
    for (const { a, b } of links) {
      if (a === b) continue;
      const dx = b.x - a.x, dy = b.y - a.y, length = Math.hypot(dx, dy) || 1;
      const wanted = 110 + 7 * Math.sqrt(Math.max(a.degree, b.degree));
      const pull = .09 * (length - wanted) / length / Math.sqrt(Math.min(a.degree, b.degree));
      a.fx += dx * pull; a.fy += dy * pull; b.fx -= dx * pull; b.fy -= dy * pull;
    }
    for (const node of nodes) {
      if (node.held) continue;
      const force = Math.hypot(node.fx, node.fy) || 1, step = Math.min(force, 30 * heat + 1);
      node.x += node.fx / force * step; node.y += node.fy / force * step;
    }
    if (round > rounds * .55) parted(nodes);
  }
  for (let i = 0; i < 60 && parted(nodes); i++);
}

function parted(nodes) {
  let touched = false;
  for (let i = 0; i < nodes.length; i++) for (let j = i + 1; j < nodes.length; j++) {
    const a = nodes[i], b = nodes[j];
    const w = (a.box.w + b.box.w) / 2 + 14, h = (a.box.h + b.box.h) / 2 + GLYPH * 2 + 10;
    const dx = b.x - a.x, dy = b.y - a.y, over = { x: w - Math.abs(dx), y: h - Math.abs(dy) };
    if (over.x <= 0 || over.y <= 0) continue;
    touched = true;
    const give = a.held === b.held ? .5 : a.held ? .3 : .7; // the part of the way that the first one makes
    if (over.x < over.y) { const way = over.x * (dx < 0 ? -1 : 1); a.x -= way * give; b.x += way * (1 - give); }
    else { const way = over.y * (dy < 0 ? -1 : 1); a.y -= way * give; b.y += way * (1 - give); }
  }
  return touched;
}

class Picture {
  constructor(root) {
    this.root = root;
    this.frame = html("div", "network");
    root.appendChild(this.frame);
    this.watcher = new ResizeObserver(() => this.resized());
    this.watcher.observe(this.frame);
  }

  show(data, send) {
    this.send = send;
    const text = JSON.stringify(data);
    if (text === this.text) return;
    this.text = text;
    this.data = data;
    // What was drawn before stays where it is; what is new grows beside it.
    const before = new Map((this.nodes ?? []).map(node => [node.id, node])), chosen = this.chosen?.id;
    this.hidden = new Set();
    this.nodes = data.nodes.map((node, index) => ({ ...node, index, degree: 0, lines: wrapped(node.label) }));
    const stays = this.nodes.filter(node => before.has(node.id));
    if (stays.length > 1) for (const node of stays) Object.assign(node, { held: true, x: before.get(node.id).x, y: before.get(node.id).y });
    this.chosen = this.nodes.find(node => node.id === chosen) ?? null;
    const byId = new Map(this.nodes.map(node => [node.id, node]));
    const between = new Map();
    this.links = data.links.filter(link => byId.has(link.source) && byId.has(link.target)).map(link => {
      const a = byId.get(link.source), b = byId.get(link.target);
      a.degree++; b.degree++;
      const pair = [a.index, b.index].sort((x, y) => x - y).join(" ");
      between.set(pair, (between.get(pair) ?? 0) + 1);
      return { ...link, a, b, pair, rank: between.get(pair) - 1 };
    });
    for (const link of this.links) link.beside = between.get(link.pair);
    for (const node of this.nodes) node.box = sized(node.lines, FONT);
    this.width = 0;
    this.build();
    this.resized();
  }

  build() {
    const { data } = this;
    this.frame.replaceChildren();
    this.legend = html("div", "legend");
    this.legend.setAttribute("role", "group");
    this.legend.setAttribute("aria-label", "Kinds of things; press one to dim it");
    data.kinds.forEach((kind, index) => {
      const count = this.nodes.filter(node => node.kind === index).length;
      if (!count) return;
      const chip = html("button", "kind");
      chip.type = "button";
      chip.title = "Show or dim";
      chip.setAttribute("aria-pressed", "true");
      chip.append(this.glyphIcon(kind), html("span", "", kind.label), html("span", "count", String(count)));
      chip.onclick = () => {
        if (!this.hidden.delete(index)) this.hidden.add(index);
        chip.setAttribute("aria-pressed", String(!this.hidden.has(index)));
        this.marked();
      };
      this.legend.append(chip);
    });
    if (this.links.some(link => link.against)) {
      const chip = html("span", "kind plain");
      const sample = element("svg", { width: 26, height: 10, "aria-hidden": "true" });
      sample.append(element("path", { d: "M1,5H25", class: "link against" }));
      chip.append(sample, html("span", "", "only spoken against"));
      this.legend.append(chip);
    }

    this.stage = html("div", "stage");
    this.svg = element("svg", { role: "group", "aria-label": data.alt });
    const marker = element("marker", { id: "arrow", viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 7, markerHeight: 7,
      orient: "auto-start-reverse" });
    marker.append(element("path", { d: "M0,1L10,5L0,9z", class: "arrow" }));
    const marks = element("defs");
    marks.append(marker);
    this.linkLayer = element("g"); this.wordLayer = element("g"); this.nodeLayer = element("g");
    this.svg.append(marks, this.linkLayer, this.wordLayer, this.nodeLayer);
    this.stage.append(this.svg, this.tools());
    this.panel = html("div", "panel");
    this.panel.setAttribute("aria-live", "polite");
    this.panel.tabIndex = -1; // whoever chose by a key reads on there, and Escape leads back
    this.panel.onkeydown = event => { if (event.key === "Escape") this.leave(); };
    const body = html("div", "body");
    body.append(this.stage, this.panel);
    this.frame.append(this.legend, body);

    for (const link of this.links) {
      const group = element("g", { class: "linkgroup" });
      link.hit = element("path", { class: "hit" });
      link.path = element("path", { class: link.against ? "link against" : "link", "marker-end": "url(#arrow)" });
      group.append(element("title", {}, `${link.a.label} ${link.label} ${link.b.label}`), link.path, link.hit);
      group.onclick = event => { event.stopPropagation(); this.choose(link); };
      link.word = element("text", { class: "word", "text-anchor": "middle" }, link.label);
      link.group = group;
      this.linkLayer.append(group);
      this.wordLayer.append(link.word);
    }
    for (const node of this.nodes) {
      const kind = data.kinds[node.kind];
      const group = element("g", { class: node.main ? "node main" : "node", tabindex: 0, role: "button",
        "aria-label": `${node.label}, ${kind.label}, ${node.degree} ${node.degree === 1 ? "link" : "links"}` });
      const usual = this.nodes.length > 100 ? GLYPH * .75 : GLYPH, radius = node.main ? GLYPH * 1.35 : usual;
      group.append(element("title", {}, `${node.label} (${kind.label})`), element("circle", { class: "halo", r: radius + 5 }),
        element("path", { class: "glyph", d: SHAPES[kind.shape](radius), style: `fill:${kind.colour}` }));
      node.words = element("text", { class: "label", "text-anchor": "middle" });
      node.lines.forEach((line, i) => node.words.append(element("tspan", { x: 0, y: LINE * (i + .75) }, line)));
      group.append(node.words);
      node.group = group; node.radius = radius;
      group.onkeydown = event => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); this.choose(node); this.panel.focus(); }
      };
      group.onpointerdown = event => this.grab(event, node);
      group.onpointerenter = () => { node.over = true; this.drawn(); };
      group.onpointerleave = () => { node.over = false; this.drawn(); };
      this.nodeLayer.append(group);
    }
    this.svg.onpointerdown = event => { if (event.pointerType === "mouse") this.grab(event, null); };
    this.svg.onkeydown = event => { if (event.key === "Escape") this.choose(null); };
    this.stage.onwheel = event => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const at = this.svg.getBoundingClientRect();
      this.zoom(Math.exp(-event.deltaY * .003), event.clientX - at.left, event.clientY - at.top);
    };
    this.tell();
  }

  glyphIcon(kind) {
    const icon = element("svg", { width: 18, height: 18, viewBox: "-10 -10 20 20", "aria-hidden": "true" });
    icon.append(element("path", { class: "glyph", d: SHAPES[kind.shape](7), style: `fill:${kind.colour}` }));
    return icon;
  }

  tools() {
    const bar = html("div", "tools");
    for (const [sign, name, act] of [["+", "Zoom in", () => this.zoom(1.35)], ["−", "Zoom out", () => this.zoom(1 / 1.35)],
      ["⤢", "Show all", () => { this.fit(); this.drawn(); }]]) {
      const button = html("button", "", sign);
      button.type = "button"; button.title = name; button.setAttribute("aria-label", name); button.onclick = act;
      bar.append(button);
    }
    return bar;
  }

  resized() {
    const width = this.stage?.clientWidth;
    if (!width || width === this.width) return;
    const first = !this.width;
    this.width = width;
    const room = Math.sqrt(this.nodes.length) * 105;
    this.height = Math.round(Math.min(Math.max(width < 500 ? 500 : 340, room), 640));
    this.svg.setAttribute("width", width); this.svg.setAttribute("height", this.height);
    if (first) laidOut(this.nodes, this.links, Math.min(Math.max(width / this.height, .6), 2.2));
    this.fit();
    this.drawn();
  }

  fit() {
    const xs = this.nodes.map(node => node.x), ys = this.nodes.map(node => node.y);
    const side = Math.min(80, this.width / 6), [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const sx = (this.width - 2 * side) / (x1 - x0 || 1), sy = (this.height - 90) / (y1 - y0 || 1);
    this.stretch = Math.min(Math.max(sx / sy, .7), 1.9); // glyphs and text keep their form, so the plane may be stretched to the window
    this.scale = Math.min(sx / this.stretch, sy, 1.25);
    this.tx = this.width / 2 - this.scale * this.stretch * (x0 + x1) / 2;
    this.ty = (this.height - 16) / 2 - this.scale * (y0 + y1) / 2;
  }

  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const scale = Math.min(Math.max(this.scale * factor, .1), 4);
    this.tx = x - (x - this.tx) * scale / this.scale; this.ty = y - (y - this.ty) * scale / this.scale;
    this.scale = scale;
    this.drawn();
  }

  grab(event, node) {
    if (event.button) return;
    event.stopPropagation();
    const start = [event.clientX, event.clientY, node ? node.x : this.tx, node ? node.y : this.ty];
    let moved = false;
    const move = next => {
      const dx = next.clientX - start[0], dy = next.clientY - start[1];
      if (!moved && Math.hypot(dx, dy) < 4) return;
      moved = true;
      if (node) { node.x = start[2] + dx / this.scale / this.stretch; node.y = start[3] + dy / this.scale; }
      else { this.tx = start[2] + dx; this.ty = start[3] + dy; }
      this.drawn();
    };
    const end = () => {
      removeEventListener("pointermove", move); removeEventListener("pointerup", end); removeEventListener("pointercancel", end);
      if (!moved) this.choose(node);
    };
    addEventListener("pointermove", move); addEventListener("pointerup", end); addEventListener("pointercancel", end);
  }

  choose(what) {
    if (what && !what.a) this.last = what;
    this.chosen = what;
    this.marked();
    const reading = this.panel.contains(this.panel.getRootNode().activeElement);
    this.tell();
    if (reading) this.panel.focus(); // what had the focus is no longer there
  }

  leave() {
    this.choose(null);
    this.last?.group.focus();
  }

  near(node) {
    const { chosen } = this;
    if (!chosen) return true;
    if (chosen.a) return node === chosen.a || node === chosen.b;
    return node === chosen || this.links.some(l => (l.a === chosen && l.b === node) || (l.b === chosen && l.a === node));
  }

  marked() {
    const { chosen } = this;
    for (const node of this.nodes) {
      node.dim = this.hidden.has(node.kind) || !this.near(node);
      node.group.classList.toggle("dim", node.dim);
      node.group.classList.toggle("chosen", node === chosen);
    }
    for (const link of this.links) {
      const touched = !chosen || link === chosen || link.a === chosen || link.b === chosen;
      link.dim = !touched || this.hidden.has(link.a.kind) || this.hidden.has(link.b.kind);
      link.group.classList.toggle("dim", link.dim);
      link.group.classList.toggle("chosen", Boolean(chosen) && touched);
    }
    this.drawn();
  }

  // These are named even where a name lies on something else.
  important(node) {
    return node === this.chosen || node.over || (!node.dim && !this.chosen && (node.main || node.degree > Math.max(5, this.nodes.length / 12)))
      || (this.chosen && !node.dim && this.nodes.filter(other => !other.dim).length < 25);
  }

  drawn() {
    const at = node => [node.x * this.scale * this.stretch + this.tx, node.y * this.scale + this.ty];
    const taken = [{ x: this.width - 23, y: 58, w: 46, h: 116 }]; // the buttons
    const free = (x, y, w, h) => !taken.some(b => Math.abs(b.x - x) < (b.w + w) / 2 && Math.abs(b.y - y) < (b.h + h) / 2);
    const importance = node => (node === this.chosen || node.over ? 1e6 : 0) + (node.dim ? -1e6 : 0) + (node.main ? 1e3 : 0) + node.degree;
    for (const node of this.nodes) {
      const [x, y] = at(node);
      node.group.setAttribute("transform", `translate(${x.toFixed(1)},${y.toFixed(1)})`);
      taken.push({ x, y, w: node.radius * 2, h: node.radius * 2 });
    }
    for (const node of [...this.nodes].sort((a, b) => importance(b) - importance(a) || a.index - b.index)) {
      const [x, y] = at(node), { w, h } = node.box, r = node.radius + 4;
      const places = [[0, r + h / 2], [0, -r - h / 2], [r + w / 2, 0], [-r - w / 2, 0]];
      const fits = ([dx, dy]) => free(x + dx, y + dy, w, h) && Math.abs(x + dx - this.width / 2) < (this.width - w) / 2
        && Math.abs(y + dy - this.height / 2) < (this.height - h) / 2;
      const place = node.dim ? undefined : places.find(fits);
      const shown = place ?? (this.important(node) ? places[0] : null);
      node.words.style.display = shown ? "" : "none";
      if (!shown) continue;
      node.words.setAttribute("transform", `translate(${shown[0].toFixed(1)},${(shown[1] - h / 2).toFixed(1)})`);
      taken.push({ x: x + shown[0], y: y + shown[1], w, h });
    }
    for (const link of this.links) {
      const [ax, ay] = at(link.a), [bx, by] = at(link.b);
      const dx = bx - ax, dy = by - ay, length = Math.hypot(dx, dy) || 1, ux = dx / length, uy = dy / length;
      let d, mx, my;
      if (link.a === link.b) {
        const r = 16 + 6 * link.rank;
        d = `M${ax},${ay - link.a.radius}c${-2 * r},${-2 * r} ${2 * r},${-2 * r} 0,0`; mx = ax; my = ay - 2 * r;
      } else {
        const side = link.a.index < link.b.index ? 1 : -1, bend = link.beside === 1 ? 0 : (link.rank - (link.beside - 1) / 2) * 34 * side;
        const cx = (ax + bx) / 2 - uy * bend, cy = (ay + by) / 2 + ux * bend;
        const gone = link.a.radius + 3, left = link.b.radius + 5;
        const [sx, sy] = toward(ax, ay, cx, cy, gone), [ex, ey] = toward(bx, by, cx, cy, left);
        d = `M${sx.toFixed(1)},${sy.toFixed(1)}Q${cx.toFixed(1)},${cy.toFixed(1)} ${ex.toFixed(1)},${ey.toFixed(1)}`;
        mx = (ax + bx) / 2 - uy * bend / 2; my = (ay + by) / 2 + ux * bend / 2;
      }
      link.path.setAttribute("d", d); link.hit.setAttribute("d", d);
      link.at = { x: mx, y: my, ax, ay, bx, by };
    }
    const important = link => (link === this.chosen ? 2 : 0) + (this.chosen && !link.dim ? 1 : 0);
    for (const link of [...this.links].sort((a, b) => important(b) - important(a))) {
      const w = link.label.length * 6.2 + 6, h = 15;
      let place = null;
      const few = this.links.length <= 60 || this.chosen || this.scale > 1;
      if (!link.dim && few) for (const part of [.5, .4, .6, .3, .7]) {
        const x = link.at.x + (part - .5) * (link.at.bx - link.at.ax), y = link.at.y + (part - .5) * (link.at.by - link.at.ay);
        if (free(x, y, w, h) || link === this.chosen) { place = [x, y]; break; }
      }
      link.word.style.display = place ? "" : "none";
      if (!place) continue;
      link.word.setAttribute("x", place[0].toFixed(1)); link.word.setAttribute("y", (place[1] + 4).toFixed(1));
      taken.push({ x: place[0], y: place[1], w, h });
    }
  }

  tell() {
    const { panel, chosen, data } = this;
    panel.replaceChildren();
    if (!chosen) {
      panel.append(html("p", "hint", "Choose a thing or a link to read about it. Drag to move; Ctrl and the wheel zoom."));
      return;
    }
    const close = html("button", "close", "×");
    close.type = "button"; close.title = "Close"; close.setAttribute("aria-label", "Close"); close.onclick = () => this.leave();
    panel.append(close);
    if (chosen.a) {
      panel.append(html("p", "what", "Link"), html("h4", "", `${chosen.a.label} ${chosen.label} ${chosen.b.label}`));
      for (const note of chosen.notes ?? []) panel.append(html("p", "note", note));
      return;
    }
    const what = html("p", "what");
    what.append(this.glyphIcon(data.kinds[chosen.kind]), html("span", "", data.kinds[chosen.kind].label));
    panel.append(what, html("h4", "", chosen.label));
    if (chosen.text) panel.append(html("p", "", chosen.text));
    const list = html("ul");
    for (const link of this.links) {
      if (link.a !== chosen && link.b !== chosen) continue;
      const item = html("li"), other = link.a === chosen ? link.b : link.a;
      const button = html("button", "go", other.label);
      button.type = "button"; button.onclick = () => this.choose(other);
      const what = link.notes?.length ? html("button", "what-links", link.label) : html("span", "", link.label);
      if (link.notes?.length) { what.type = "button"; what.onclick = () => this.choose(link); }
      if (link.a === chosen) item.append(what, " ", button);
      else item.append(button, " ", what, " it");
      list.append(item);
    }
    panel.append(list);
    for (const [words, event] of [[data.grows, "grown"], [data.opens, "opened"]]) {
      if (!words || (event === "grown" && chosen.main)) continue;
      const button = html("button", "open", words);
      button.type = "button"; button.onclick = () => this.send(event, chosen.id);
      panel.append(button);
    }
  }
}

function toward(x, y, cx, cy, by) {
  const length = Math.hypot(cx - x, cy - y) || 1, part = Math.min(by / length, .45);
  return [x + (cx - x) * part, y + (cy - y) * part];
}

export default function ({ data, parentElement, setTriggerValue }) {
  if (!pictures.has(parentElement)) pictures.set(parentElement, new Picture(parentElement));
  const picture = pictures.get(parentElement);
  picture.show(data, (event, id) => setTriggerValue(event, id));
  return () => { picture.watcher.disconnect(); picture.frame.remove(); pictures.delete(parentElement); };
}
