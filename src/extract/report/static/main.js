// Which view, by the address; the head and the foot around it.

const VIEWS = {
  overview: overviewView,
  events: eventsView,
  register: registerView,
  map: mapView,
  network: networkView,
  people: () => entitiesView("people"),
  bodies: () => entitiesView("bodies"),
  places: () => entitiesView("places"),
  articles: articlesView,
  find: findView,
};
const TABS = [
  "overview",
  "events",
  "register",
  "map",
  "network",
  "people",
  "bodies",
  "places",
  "articles",
];
let drawing = 0;

async function draw() {
  const turn = (drawing += 1);
  const state = address();
  language = state.get("lang") === "en" ? 1 : 0;
  document.documentElement.lang = LANGUAGES[language];
  drawHead(state);
  untip();
  const main = document.getElementById("main");
  const waiting = setTimeout(
    () => main.replaceChildren(el("p", { class: "nothing" }, say("loading"))),
    150,
  );
  let content;
  try {
    content = await viewOf(state);
  } catch (error) {
    content = failure(error);
  }
  clearTimeout(waiting);
  if (turn !== drawing) return; // the reader has gone on
  main.replaceChildren(
    ...[content].flat(3).filter((one) => one !== null && one !== undefined && one !== false),
  );
  main.dataset.ready = String(turn);
  document.title = [main.querySelector("h1")?.textContent, plain(FIRST.title)]
    .filter(Boolean)
    .join(" — ");
  drawFoot();
  if (!state.get("mark")) scrollTo(0, 0);
}

function viewOf(state) {
  const card = CARDS.find((kind) => state.has(kind));
  if (state.has("article")) return articleView(state.get("article"));
  if (card) return cardView(state.get(card));
  const view = state.get("view") ?? "overview";
  return (Object.hasOwn(VIEWS, view) ? VIEWS[view] : overviewView)();
}

function drawHead(state) {
  const current =
    CARDS.some((kind) => state.has(kind)) || state.has("article")
      ? null
      : (state.get("view") ?? "overview");
  const tabs = TABS.map((name) =>
    el(
      "a",
      {
        href: to({ view: name === "overview" ? "" : name }),
        "aria-current": name === current ? "page" : null,
      },
      say(name),
    ),
  );
  const search = el("input", {
    type: "search",
    name: "q",
    placeholder: say("find_hint"),
    "aria-label": say("find"),
    value: state.get("view") === "find" ? (state.get("q") ?? "") : "",
  });
  const form = el(
    "form",
    {
      class: "find",
      role: "search",
      onsubmit: (event) => {
        event.preventDefault();
        location.hash = to({ view: "find", q: search.value.trim() });
      },
    },
    search,
  );
  const other = el(
    "button",
    {
      type: "button",
      class: "language",
      lang: LANGUAGES[1 - language],
      onclick: () => {
        keep("lang", language === 0 ? "en" : "");
        draw();
      },
    },
    say("other_language"),
  );
  document.getElementById("skip").textContent = say("skip");
  document
    .getElementById("head")
    .replaceChildren(
      el(
        "div",
        { class: "top" },
        el("a", { class: "brand", href: to({}), dir: "auto" }, plain(FIRST.title)),
        form,
        slider(),
        other,
      ),
      el("nav", { class: "tabs", "aria-label": say("views") }, tabs),
      el("p", { id: "said", role: "status", "aria-live": "polite" }),
    );
  document
    .querySelector(".tabs [aria-current]")
    ?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
}

/** How sure the program must be of what is shown. */
function slider() {
  const shown = el("output", {}, `≥ ${scoreText(threshold())}`);
  const range = el("input", {
    type: "range",
    min: 0,
    max: 0.95,
    step: 0.05,
    value: threshold(),
    "aria-label": say("threshold"),
    title: say("threshold_why"),
    oninput: (event) => {
      shown.textContent = `≥ ${scoreText(Number(event.target.value))}`;
    },
    onchange: (event) => {
      keep("score", event.target.value === "0" ? "" : event.target.value);
      draw();
    },
  });
  return el("label", { class: "threshold" }, el("span", {}, say("threshold")), range, shown);
}

function drawFoot() {
  document
    .getElementById("foot")
    .replaceChildren(
      el(
        "details",
        {},
        el("summary", {}, say("licences")),
        el("p", {}, say("licence_text", FIRST.version)),
      ),
    );
}

document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") untip();
  if (event.key === "/" && !/INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) {
    event.preventDefault();
    document.querySelector(".find input").focus();
  }
});
addEventListener("hashchange", draw);
draw();
