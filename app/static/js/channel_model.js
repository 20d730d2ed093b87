// What a page shows of a channel, and whether a message brings it further. Pure: no document, no socket.
//
// A page shows exactly the broadcast whose `n` it has. It applies a message whose `base` is that n,
// passes over what it has already, and says hello whenever anything else comes.

export const SLOT = "<!--slot-->";
export const SLOT_END = "<!--/slot-->";

export function empty(channel = "") {
  return { channel, epoch: "", n: -1, skeleton: "", lists: [], parts: Object.create(null) };
}

/** Returns {verdict: "apply" | "ignore" | "hello", model, reshaped, lists, parts}. */
export function accept(model, message) {
  if (message.base === undefined) return whole(model, message);
  if (message.channel !== model.channel) return { verdict: "ignore", model };
  if (message.epoch !== model.epoch) return { verdict: "hello", model };
  if (message.n <= model.n) return { verdict: "ignore", model };
  if (message.base !== model.n) return { verdict: "hello", model };
  return advanced(model, message);
}

function whole(model, message) {
  const same = message.channel === model.channel && message.epoch === model.epoch;
  if (message.skeleton === undefined || (same && message.n <= model.n)) return { verdict: "ignore", model };
  return advanced(empty(message.channel), message);
}

/** The model that a message leads to, whatever its number. */
export function advanced(model, message) {
  const reshaped = message.skeleton !== undefined;
  const lists = reshaped ? [] : model.lists.slice();
  for (const [place, change] of Object.entries(message.lists ?? {})) lists[place] = relisted(lists[place], change);
  const parts = { ...model.parts, ...(message.parts ?? {}) };
  const kept = Object.fromEntries(lists.flat().map((key) => [key, parts[key]]));
  if (Object.values(kept).some((html) => html === undefined)) return { verdict: "hello", model };
  return {
    verdict: "apply",
    model: {
      channel: message.channel,
      epoch: message.epoch,
      n: message.n,
      skeleton: reshaped ? message.skeleton : model.skeleton,
      lists,
      parts: kept,
    },
    reshaped,
    lists: Object.keys(message.lists ?? {}).map(Number),
    parts: Object.keys(message.parts ?? {}).filter((key) => key in kept),
  };
}

/** A list of keys is told whole, or as what to cut and what to put after what. */
function relisted(keys, change) {
  if (Array.isArray(change)) return change;
  const cut = new Set(change.cut);
  const order = keys.filter((key) => !cut.has(key));
  for (const [key, after] of change.put) order.splice(after === null ? 0 : order.indexOf(after) + 1, 0, key);
  return order;
}

/** The whole drawing as HTML, its slots marked. */
export function join(model) {
  let place = 0;
  return model.skeleton.replaceAll(SLOT, () => {
    const keys = model.lists[place++] ?? [];
    return SLOT + keys.map((key) => model.parts[key]).join("") + SLOT_END;
  });
}
