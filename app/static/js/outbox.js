// What was sent and is not yet acknowledged: kept through a reload, sent once, in its order.

const MOST = 50;
const BIGGEST = 60000; // bytes of one message: a bigger one than the server takes would cut the line, again and again
const STALE = 30000; // milliseconds after which what leads everybody is let go, not done later by surprise
const PATIENCE = 10000; // milliseconds without an acknowledgement before asking again

export function randomId() {
  // crypto.randomUUID does not exist on plain http; this does.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const isStillMeant = (item) => !item.name.startsWith("core.") || Date.now() - item.at < STALE;

/** The first of what waits, as many as one message carries; at least one. */
function carried(items) {
  let size = 0;
  let count = 0;
  for (const item of items.slice(0, MOST)) {
    size += new Blob([JSON.stringify(item)]).size;
    if (size > BIGGEST) break;
    count += 1;
  }
  return items.slice(0, Math.max(1, count));
}

/** The browser's storage, with a memory behind it: full or forbidden, it must not keep words from being sent. */
export function lasting(place = () => localStorage) {
  const spare = new Map();
  let isClosed = () => false; // what was forgotten for good is not written again by whoever did not hear of it
  const attempt = (act, otherwise) => {
    try {
      return act(place());
    } catch {
      return otherwise();
    }
  };
  return {
    getItem: (key) => spare.get(key) ?? attempt((kept) => kept.getItem(key), () => null),
    setItem(key, value) {
      if (isClosed(key)) return;
      spare.set(key, value);
      attempt((kept) => kept.setItem(key, value) ?? spare.delete(key), () => null);
    },
    removeItem(key) {
      spare.delete(key);
      attempt((kept) => kept.removeItem(key), () => null);
    },
    forget(isToGo, forGood = false) {
      if (forGood) isClosed = isToGo;
      for (const key of [...spare.keys(), ...attempt((kept) => Object.keys(kept), () => [])].filter(isToGo)) this.removeItem(key);
    },
  };
}

export class Outbox {
  constructor(key, socket, { answered, changed, later = () => {}, storage = localStorage }) {
    Object.assign(this, { key, socket, answered, changed, later, storage, busy: false, wait: 500 });
  }

  get items() {
    try {
      return JSON.parse(this.storage.getItem(this.key) ?? "[]").filter(isStillMeant);
    } catch {
      return [];
    }
  }

  keep(items) {
    if (items.length) this.storage.setItem(this.key, JSON.stringify(items));
    else this.storage.removeItem(this.key);
    this.changed(items.length);
  }

  add(command) {
    const item = { ...command, request_id: randomId(), at: Date.now() };
    this.keep([...this.items, item]);
    this.drain();
    return item;
  }

  /** Sends what waits, one batch at a time: nothing passes what has to be sent again. */
  async drain() {
    if (this.busy || !this.socket.connected) return;
    const sent = carried(this.items);
    if (!sent.length) return;
    this.busy = true;
    const answers = await this.send(sent.map(({ activity, name, data, request_id, scope }) => ({ activity, name, data, request_id, ...(scope && { scope }) })));
    this.busy = false;
    const settled = answers.filter((answer) => answer.kind !== "later").length;
    const done = new Set(sent.slice(0, settled).map((item) => item.request_id));
    this.keep(this.items.filter((item) => !done.has(item.request_id)));
    for (const [place, answer] of answers.slice(0, settled).entries()) this.answered(answer, sent[place]);
    if (settled < answers.length) this.later(answers[settled].sentence); // why it waits: said, and asked again
    if (settled === sent.length) this.wait = 500;
    else this.wait = Math.min(8000, this.wait * 2);
    if (this.items.length) setTimeout(() => this.drain(), settled === sent.length ? 0 : this.wait);
  }

  async send(commands) {
    try {
      if (commands.length === 1) return [await this.socket.timeout(PATIENCE).emitWithAck("command", commands[0])];
      return await this.socket.timeout(PATIENCE).emitWithAck("batch", commands);
    } catch {
      return []; // no answer: the same request ids go out again
    }
  }
}
