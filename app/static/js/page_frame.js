// A page of this site in small: a frame without an address, laid out at its own width and scaled down, with this page's
// sheets, colours and language, where nothing is pressed or heard.

/** The body of the page in a new frame in `place`, laid out `width` pixels wide; `page` is what its body is called. */
export function pageFrame(place, { width, title, page }) {
  const frame = place.appendChild(document.createElement("iframe"));
  frame.tabIndex = -1;
  frame.title = title;
  const inside = frame.contentDocument;
  inside.open();
  inside.write("<!doctype html>"); // without it the frame would be laid out as pages were before 2000
  inside.close();
  const { lang, dataset } = document.documentElement;
  inside.documentElement.lang = lang;
  Object.assign(inside.documentElement.dataset, dataset, { page });
  inside.title = title;
  for (const sheet of document.querySelectorAll('head > link[rel="stylesheet"]')) inside.head.append(sheet.cloneNode());
  inside.body.className = page;
  new ResizeObserver(() => frame.style.setProperty("scale", place.clientWidth / width)).observe(place);
  return inside.body;
}
