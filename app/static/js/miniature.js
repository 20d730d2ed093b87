// What is on the screens, in small, beside the console's work: the screen's own page with its own sheets and parts, laid
// out by the same rules, in a frame of its own where nothing can be pressed, heard, or move what stands around it.

import { Patcher } from "./patcher.js";
import { ScreenPages } from "./screen_pages.js";

const WIDTH = 1280; // pixels that the page in the frame is laid out in, 16:9
const NOBODY = { connected: false, on() {} }; // it tells no server how many pages it has

export class Miniature {
  constructor(place, words) {
    this.frame = place.appendChild(document.createElement("iframe"));
    this.frame.tabIndex = -1;
    this.frame.title = place.dataset.title;
    this.body = this.page(place.nextElementSibling.content);
    this.blocks = [...this.body.querySelectorAll("[data-block]")].map((container) => new Patcher(container));
    this.pages = new ScreenPages(this.blocks.find((one) => one.block === "screen"), NOBODY, { isScreen: true, words });
    new ResizeObserver(() => this.frame.style.setProperty("scale", place.clientWidth / WIDTH)).observe(place);
  }

  /** The page of a screen: standing in this one's sheets, colours and language. */
  page(content) {
    const inside = this.frame.contentDocument;
    inside.open();
    inside.write("<!doctype html>"); // without it the frame would be laid out as pages were before 2000
    inside.close();
    const { lang, dataset } = document.documentElement;
    inside.documentElement.lang = lang;
    Object.assign(inside.documentElement.dataset, dataset, { page: "screen" });
    inside.title = this.frame.title;
    for (const sheet of document.querySelectorAll('head > link[rel="stylesheet"]')) inside.head.append(sheet.cloneNode());
    inside.body.className = "screen";
    inside.body.append(inside.createElement("main"));
    inside.body.firstChild.append(content.cloneNode(true));
    return inside.body;
  }

  /** Where the screens are. */
  look(view) {
    this.body.classList.toggle("is-masked", view.masked);
    this.pages.set(view);
  }
}
