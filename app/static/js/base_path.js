// Where the site is on its host, whose other applications share the browser's storage with it.

export const base = document.body.dataset.base ?? ""; // such as /beffroi; "" at the root of a host of its own
export const stored = `beffroi${base}`; // what the names of all that is kept begin with
export const path = `${base}/socket.io`;
