// The map: countries as dark as they are named, places as circles.

const WORLD = { width: 3600, height: 2300 };
const CIRCLES = 300; // places on the map at one time, at most
const LABELS = 40; // names on the map at one time, at most
const LISTED = 40; // places of a country in the list beside, at most

// The best known first; the others come where they are looked for: far in, or in a list.
const allSpots = new Rows("spots");

async function mapView() {
  const [known, all] = await Promise.all([load("map/0"), allSpots.first()]);
  const state = address();
  const panel = el(
    "aside",
    { class: "panel", "aria-live": "polite" },
    el("p", { class: "quiet" }, say("map_hint")),
  );
  const picture = svg("svg", {
    class: "world",
    role: "group",
    "aria-label": say("map"),
    viewBox: `0 0 ${WORLD.width} ${WORLD.height}`,
  });
  const land = svg("g", { class: "land" });
  const marks = svg("g", { class: "places" });
  picture.append(land, marks);
  drawLand(land, known, (code) => showCountry(panel, known.named[code], code));
  let by = state.get("by") === "events" ? "events" : "mentions";
  const asked = await spot(state.get("place_on"));
  let [scale, box] = [1, asked ? around(asked) : startBox(known.start)];
  const choose = (place) => choosePlace(panel, place);
  const draw = () => {
    const shown = seen(all, by, box);
    drawPlaces(marks, shown, by, scale, box, choose);
    if (shown.length < CIRCLES && !allSpots.complete)
      allSpots.all().then(() => picture.isConnected && draw(), (error) => panel.replaceChildren(failure(error)));
  };
  const view = zoomable(picture, WORLD, box, (unit, part) => {
    [scale, box] = [unit, part];
    draw();
  });
  const sizes = toggle(
    say("size_by"),
    [
      ["mentions", say("mentions")],
      ["events", say("events_g")],
    ],
    by,
    (value) => {
      by = value;
      keep("by", value);
      draw();
    },
  );
  if (asked) choose(asked);
  return [
    el("h1", {}, say("map")),
    el(
      "div",
      { class: "bar-row" },
      el("div", { class: "inline" }, el("span", { class: "quiet" }, say("size_by")), sizes),
      view.buttons,
    ),
    el("div", { class: "stage" }, el("div", { class: "picture" }, picture), panel),
  ];
}

/** The place with an id, if it is on the map. */
async function spot(id) {
  const is = (one) => one.id === id;
  return id && ((await allSpots.first()).find(is) ?? (await allSpots.all()).find(is));
}

function drawLand(land, { countries, named, dots }, choose) {
  const most = Math.max(1, ...Object.values(named).map(([n]) => n));
  for (const [code, path] of countries) {
    const [n, , name] = (Object.hasOwn(named, code) && named[code]) || [0];
    const shape = svg("path", { d: path, class: n ? "named" : null, "fill-rule": "evenodd" });
    if (n) {
      shape.style.setProperty("--share", 0.15 + 0.85 * Math.sqrt(n / most));
      button(shape, `${plain(name ?? code)}: ${counted(n, "mentions")}`, () => choose(code));
    }
    land.append(shape);
  }
  for (let at = 0; at < dots.length; at += 2)
    land.append(svg("circle", { cx: dots[at], cy: dots[at + 1], r: 3, class: "dot" }));
}

/** Makes a shape act as a button. */
function button(shape, label, press) {
  shape.setAttribute("tabindex", "0");
  shape.setAttribute("role", "button");
  shape.setAttribute("aria-label", label);
  shape.append(svg("title", {}, label));
  shape.addEventListener("click", press);
  shape.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    press();
  });
}

/** The largest of the places that are in sight; countries are not circles but areas. */
function seen(places, by, { x, y, w, h }) {
  const near = (one) => Math.abs(one.x - x - w / 2) < w && Math.abs(one.y - y - h / 2) < h;
  const shown = places.filter((one) => one.kind !== "country" && one[by] > 0 && near(one));
  return shown.sort((a, b) => b[by] - a[by]).slice(0, CIRCLES);
}

function drawPlaces(group, shown, by, scale, box, choose) {
  const most = Math.max(1, ...shown.map((one) => one[by]));
  const radius = (n) => (4 + 16 * Math.sqrt(n / most)) * scale;
  group.replaceChildren();
  const taken = [];
  const labels = [];
  for (const place of [...shown].reverse()) {
    const r = radius(place[by]);
    const circle = svg("circle", {
      cx: place.x,
      cy: place.y,
      r,
      class: `mark ${place.kind}`,
      "data-id": place.id,
    });
    circle.style.strokeWidth = `${1.2 * scale}px`;
    const count =
      by === "events" ? counted(place.events, "events") : counted(place.mentions, "mentions");
    button(circle, `${plain(place.name)}: ${count}`, () => choose(place));
    group.append(circle);
  }
  const inside = (one) =>
    one.x > box.x && one.x < box.x + box.w && one.y > box.y && one.y < box.y + box.h;
  for (const place of shown.filter(inside)) {
    if (labels.length >= LABELS) break;
    const name = plain(place.name).slice(0, 40);
    const apart = radius(place[by]) + 4 * scale;
    const w = (name.length * 7.2 + 8) * scale; // and its outline, and letters as wide as "м"
    const onLeft = place.x + apart + w > box.x + box.w; // where it would be cut
    const at = { x: onLeft ? place.x - apart - w : place.x + apart, y: place.y, w, h: 14 * scale };
    if (
      (onLeft && at.x < box.x) ||
      taken.some(
        (one) => at.x < one.x + one.w && one.x < at.x + at.w && Math.abs(at.y - one.y) < at.h,
      )
    )
      continue;
    taken.push(at);
    const anchor = onLeft ? { x: at.x + w, "text-anchor": "end" } : { x: at.x };
    const text = svg("text", { ...anchor, y: at.y + 4 * scale, "aria-hidden": "true" }, name);
    text.style.fontSize = `${13 * scale}px`;
    text.style.strokeWidth = `${3 * scale}px`;
    labels.push(text);
  }
  group.append(...labels);
}

function around({ x, y }) {
  return { x: x - 250, y: y - 150, w: 500, h: 300 };
}

/** The part of the map that is shown first, around where most of the mentions are. */
function startBox([[left, right] = [0, WORLD.width], [top, bottom] = [0, WORLD.height]]) {
  const width = Math.min(WORLD.width, Math.max(right - left, (bottom - top) * 1.7, 500) * 1.2);
  const height = width / 1.7;
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, w: width, h: height };
}

/** A country and its places; first of those that are there, then of all. */
function showCountry(panel, [mentions, id, name], code) {
  const list = el("ul", { class: "list" });
  const fill = (rows) => {
    const here = rows.filter((one) => one.country === code && one.id !== id);
    here.sort((a, b) => b.mentions - a.mentions);
    const line = (one) =>
      el("li", {}, entityLink(one), el("span", { class: "n" }, number(one.mentions)));
    list.replaceChildren(...here.slice(0, LISTED).map(line));
  };
  fill(allSpots.rows);
  panel.replaceChildren(
    el("h2", {}, id ? entityLink({ id, name, type: "COUNTRY" }) : plain(code)),
    el("p", { class: "quiet" }, counted(mentions, "mentions")),
    el("h3", {}, say("country_places")),
    list,
  );
  if (!allSpots.complete)
    allSpots.all().then(fill, (error) => list.replaceWith(failure(error)));
}

/** What happened in a place and who is tied to it. */
async function choosePlace(panel, place) {
  panel.replaceChildren(
    el("h2", {}, entityLink(place)),
    el(
      "p",
      { class: "quiet" },
      [
        word("place_kinds", place.kind),
        place.country,
        counted(place.mentions, "mentions"),
        counted(place.articles, "articles"),
      ]
        .filter(Boolean)
        .join(" · "),
    ),
  );
  const found = await find("cards", place.id).catch(() => null);
  if (!found) return;
  const { row, chunk } = found;
  const events = row.events.map((one) => unpacked("happened", one, chunk)).filter(sure);
  const people = tiedPeople(row, chunk);
  if (events.length)
    panel.append(
      el("h3", {}, say("what_here")),
      el("ul", { class: "claims" }, events.slice(0, 12).map(eventLine)),
    );
  if (people.length)
    panel.append(
      el("h3", {}, say("who_here")),
      el(
        "ul",
        { class: "list" },
        people
          .slice(0, 20)
          .map(([entity, n]) =>
            el("li", {}, entityLink(entity), el("span", { class: "n" }, number(n))),
          ),
      ),
    );
  panel.append(el("p", {}, el("a", { href: entityHref(place) }, say("open_card"))));
}

/** People and bodies that a card tells ties to, the most often tied first. */
function tiedPeople(card, chunk) {
  const counts = new Map();
  for (const row of card.ties) {
    const tie = unpacked("ties", row, chunk);
    if (!sure(tie) || !tie.other?.id || !["PERSON", "ORGANIZATION"].includes(tie.other.type))
      continue;
    const known = counts.get(tie.other.id) ?? [tie.other, 0];
    counts.set(tie.other.id, [known[0], known[1] + 1]);
  }
  return [...counts.values()].sort((a, b) => b[1] - a[1]);
}
