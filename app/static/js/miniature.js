// What is on the screens, in small, beside the console's work: the screen's own page with its own sheets and parts, laid
// out by the same rules, in a frame of its own where nothing can be pressed, heard, or move what stands around it.

import { pageFrame } from "./page_frame.js";
import { Patcher } from "./patcher.js";
import { ScreenPages } from "./screen_pages.js";

const WIDTH = 1280; // pixels that the page in the frame is laid out in, 16:9
const NOBODY = { connected: false, on() {} }; // it tells no server how many pages it has

export class Miniature {
  constructor(place, words) {
    this.body = pageFrame(place, { width: WIDTH, title: place.dataset.title, page: "screen" });
    this.body.append(this.body.ownerDocument.createElement("main"));
    this.body.firstChild.append(place.nextElementSibling.content.cloneNode(true));
    this.blocks = [...this.body.querySelectorAll("[data-block]")].map((container) => new Patcher(container));
    this.pages = new ScreenPages(this.blocks.find((one) => one.block === "screen"), NOBODY, { isScreen: true, words });
  }

  /** Where the screens are. */
  look(view) {
    this.body.classList.toggle("is-masked", view.masked);
    this.pages.set(view);
  }
}
