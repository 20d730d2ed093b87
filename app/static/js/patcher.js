// A container that shows a channel: brings the document from one broadcast to the next without
// touching what somebody is typing, has opened or is dragging.

import { accept, empty, join, SLOT } from "./channel_model.js";
import { fillCounted } from "./counted.js";
import { keepingFocus } from "./kept_focus.js";

const touched = new WeakSet(); // fields that hold something not sent yet
document.addEventListener("input", ({ target }) => {
  const ring = target.type === "radio" && target.form ? target.form.elements[target.name] : null; // they change together
  for (const field of ring instanceof RadioNodeList ? ring : [target]) touched.add(field);
});

/** What was typed has gone out, or was taken back: pushes may set the field again. */
export function untouch(field) {
  touched.delete(field);
}

const isWrittenIn = (node) => touched.has(node) || (node === document.activeElement && node.matches("input, textarea, select"));

/** Whether a field says something that it did not say when it was drawn; a box does where it is ticked otherwise. */
const saysMore = (field) => (field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value?.trim());

/** Whether something is written in it that has not gone out. */
export const holdsWriting = (node) =>
  node.nodeType === 1 && [node, ...node.querySelectorAll("input, textarea")].some((field) => touched.has(field) && saysMore(field));

/** What holds writing stays where it is until it is sent: late, if need be. begun_forms.js says what it was begun for. */
function mayGo(node) {
  if (!holdsWriting(node)) return true;
  for (const form of [node, ...node.querySelectorAll("form.command")]) {
    if (form.matches("form.command") && holdsWriting(form)) form.dataset.kept = "";
  }
  return false;
}

/** Whether the page itself says what stands in it, at the same place before and after: an error, one's own mark, a pen. */
const isFilledHere = (old, fresh) =>
  ["data-error", "data-sending", "data-own", "data-counted", "data-at"].some((name) => old.hasAttribute(name) && fresh.getAttribute?.(name) === old.getAttribute(name));

export const morphing = {
  callbacks: {
    beforeNodeMorphed: (old, fresh) => !(old.nodeType === 1 && (isWrittenIn(old) || isFilledHere(old, fresh))),
    beforeNodeRemoved: mayGo,
    beforeAttributeUpdated: (name, node) => !(name === "open" && node.nodeName === "DETAILS"),
  },
};

export class Patcher {
  constructor(container) {
    this.container = container;
    this.block = container.dataset.block;
    this.model = read(container);
    this.own = {};
    this.held = null; // messages that wait while something is dragged
    fillCounted(container);
  }

  /** Applies a message; true where the page has to say hello. */
  take(message) {
    if (this.held) {
      this.held.push(message);
      return false;
    }
    const step = accept(this.model, message);
    if (step.verdict !== "apply") return step.verdict === "hello";
    keepingFocus(this.container, () => this.draw(step));
    return false;
  }

  draw(step) {
    const changedPlace = step.model.channel !== this.model.channel;
    this.model = step.model;
    if (changedPlace) this.container.innerHTML = join(this.model);
    else if (step.reshaped) window.Idiomorph.morph(this.container, join(this.model), { ...morphing, morphStyle: "innerHTML" });
    else this.change(step);
    Object.assign(this.container.dataset, { channel: this.model.channel, epoch: this.model.epoch, n: this.model.n });
    this.mark(this.own);
    fillCounted(this.container);
    this.container.dispatchEvent(new CustomEvent("beffroi:shown", { bubbles: true, detail: step }));
  }

  change(step) {
    const fresh = new Set(step.parts);
    for (const place of step.lists) this.reorder(place, fresh);
    for (const key of fresh) {
      const old = this.part(key);
      if (old) window.Idiomorph.morph(old, element(this.model.parts[key], old.parentNode), { ...morphing, morphStyle: "outerHTML" });
    }
  }

  /** Puts the parts of a slot in their order: nodes move, so that focus and selection stay. */
  reorder(place, fresh) {
    const [start, end] = slots(this.container)[place];
    const here = new Map();
    for (let node = start.nextSibling; node !== end; node = node.nextSibling) {
      if (node.nodeType === 1) here.set(node.dataset.part, node);
    }
    const keys = this.model.lists[place];
    const wanted = new Set(keys);
    for (const [key, node] of here) if (!wanted.has(key)) node.remove();
    let after = start;
    for (const key of keys) {
      let node = here.get(key);
      if (!node) {
        node = element(this.model.parts[key], start.parentNode);
        fresh.delete(key);
      }
      if (after.nextSibling !== node) move(start.parentNode, node, after.nextSibling);
      after = node;
    }
  }

  part(key) {
    return this.container.querySelector(`[data-part="${CSS.escape(key)}"]`);
  }

  /** Sets the marks that are one person's alone: how many of their dots lie where. */
  mark(own) {
    this.own = own;
    for (const field of this.container.querySelectorAll("[data-own]")) {
      const part = field.closest("[data-part]");
      const value = own[part?.dataset.part]?.[field.dataset.own];
      field.textContent = value ?? "";
      field.dataset.count = value ?? "";
      part?.toggleAttribute(`data-own-${field.dataset.own}`, Boolean(value));
    }
  }

  /** Nothing changes here until `release`: something is being dragged. */
  hold() {
    this.held ??= [];
  }

  release() {
    const waiting = this.held ?? [];
    this.held = null;
    return waiting.map((message) => this.take(message)).some(Boolean);
  }

  get place() {
    return { channel: this.model.channel, epoch: this.model.epoch, n: this.model.n };
  }
}

function move(parent, node, before) {
  // moveBefore keeps focus and selection; where it is missing they are put back by hand.
  if (parent.moveBefore && node.isConnected) return parent.moveBefore(node, before);
  const active = document.activeElement;
  const held = node.contains(active) ? [active, active.selectionStart, active.selectionEnd] : null;
  parent.insertBefore(node, before);
  if (held && held[0] !== document.activeElement) {
    held[0].focus({ preventScroll: true });
    if (held[1] !== undefined && held[1] !== null) held[0].setSelectionRange(held[1], held[2]);
  }
  return undefined;
}

/** A part as an element, read as what stands in its parent: a `<circle>` of a chart is none elsewhere. */
function element(html, parent) {
  const made = parent.localName === "table" ? document.createElement("template") : parent.cloneNode(false);
  made.innerHTML = html;
  return (made.content ?? made).firstElementChild;
}

function slots(container) {
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_COMMENT);
  const found = [];
  let start = null;
  while (walker.nextNode()) {
    if (walker.currentNode.data === "slot") start = walker.currentNode;
    else if (walker.currentNode.data === "/slot") found.push([start, walker.currentNode]);
  }
  return found;
}

/** The model of a block that came as one text. */
export function modelOf(html) {
  const container = document.createElement("div");
  container.innerHTML = html;
  return read(container);
}

/** The model of a container as the server drew it into the page. */
function read(container) {
  const { channel, epoch, n } = container.dataset;
  const model = { ...empty(channel), epoch, n: Number(n) };
  const copy = container.cloneNode(true);
  for (const [start, end] of slots(copy)) {
    const keys = [];
    while (start.nextSibling !== end) {
      const node = start.nextSibling;
      if (node.nodeType === 1) {
        keys.push(node.dataset.part);
        model.parts[node.dataset.part] = node.outerHTML;
      }
      node.remove();
    }
    end.remove();
    model.lists.push(keys);
  }
  model.skeleton = copy.innerHTML;
  if (model.skeleton.split(SLOT).length - 1 !== model.lists.length) model.n = -1; // unreadable: hello brings it whole
  return model;
}
