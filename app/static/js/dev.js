// The page of `beffroi dev`: says what is new beside the panes, and loads the panes anew with each new server.

const desk = document.getElementById("desk");
const told = document.getElementById("told-of");
const said = document.getElementById("said");
const token = JSON.parse(document.body.dataset.hxHeaders)["X-CSRFToken"];
const AGAIN = 150; // ms until a server that was ended is asked for again: the next one takes the connection
let { boot } = desk.dataset;
let after = 0;

function show(html) {
  const shut = new Map([...told.querySelectorAll("details")].map((one) => [one.dataset.keep, one.open]));
  told.innerHTML = html; // the server's own template, everything in it escaped
  for (const one of told.querySelectorAll("details")) if (shut.has(one.dataset.keep)) one.open = shut.get(one.dataset.keep);
}

function take(news) {
  show(news.html);
  after = news.n;
  if (news.boot === boot) return;
  boot = news.boot;
  // biome-ignore lint/correctness/noSelfAssign: it loads the frame again from its first address
  for (const frame of document.querySelectorAll("iframe")) frame.src = frame.src;
}

async function listen() {
  for (;;) {
    try {
      const answer = await fetch(`${desk.dataset.news}?after=${after}&boot=${boot}`);
      take(await answer.json());
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.post) return;
  event.preventDefault();
  const answer = await fetch(form.dataset.post, { method: "POST", body: new FormData(form), headers: { "X-CSRFToken": token } });
  said.textContent = (await answer.json()).said;
});

listen();
