// The network: who is tied to whom; all of it, or around one name.

const NET = { x: -130, y: -50, width: 1760, height: 1110 }; // around 1500 × 1000
const NETWORK_TYPES = {
  PERSON: "people",
  ORGANIZATION: "bodies",
  COUNTRY: "places",
  STATE_OR_PROVINCE: "places",
};

async function networkView() {
  const around = address().get("of");
  return around ? egoView(around) : wholeView();
}

async function wholeView() {
  const data = await load("network/0");
  const nodes = data.nodes.map(([id, name, type, mentions, x, y]) => ({
    id,
    name,
    type,
    mentions,
    x,
    y,
  }));
  const edges = data.edges.map(([a, b, predicate, weight, articles, first, last]) => ({
    a,
    b,
    predicate,
    weight,
    articles,
    first,
    last,
  }));
  const state = address();
  const panel = el(
    "aside",
    { class: "panel", "aria-live": "polite" },
    el("p", { class: "quiet" }, say("network_hint")),
    el("p", { class: "quiet" }, say("network_best", number(nodes.length))),
  );
  const picture = svg("svg", {
    class: "net",
    role: "group",
    "aria-label": say("network"),
    viewBox: `${NET.x} ${NET.y} ${NET.width} ${NET.height}`,
  });
  let scale = 1.6;
  let chosen = null;
  const select = (at) => {
    chosen = at;
    draw();
    if (at !== null) showNode(panel, nodes, networkEdges(edges, nodes), at);
  };
  const draw = () => drawNetwork(picture, nodes, networkEdges(edges, nodes), scale, chosen, select);
  const set = (key) => (value) => {
    keep(key, value);
    draw();
    if (chosen !== null) select(chosen);
  };
  const kinds = [
    ["", say("all")],
    ...present(edges, (edge) => edge.predicate).map((kind) => [kind, predicateWord(kind)]),
  ];
  const most = Math.max(1, ...edges.map((edge) => edge.weight));
  const types = [
    ["", say("all")],
    ["people", say("people")],
    ["bodies", say("bodies")],
    ["both", `${say("people")} + ${say("bodies")}`],
  ];
  const filters = el(
    "form",
    { class: "filters", onsubmit: (event) => event.preventDefault() },
    choice(say("ties"), kinds, state.get("kind") ?? "", set("kind")),
    choice(say("type"), types, state.get("who") ?? "", set("who")),
    field(
      say("strength"),
      el("input", {
        type: "range",
        min: 1,
        max: Math.min(most, 20),
        step: 1,
        value: state.get("min") ?? 1,
        oninput: (event) => set("min")(event.target.value),
      }),
    ),
    entries(state, set, []),
  );
  const view = zoomable(picture, NET, { ...NET, w: NET.width, h: NET.height }, (now) => {
    scale = now;
    draw();
  });
  return [
    el("h1", {}, say("network")),
    filters,
    el("div", { class: "bar-row" }, networkKey(), view.buttons),
    el("div", { class: "stage" }, el("div", { class: "picture" }, picture), panel),
  ];
}

function networkKey() {
  return el(
    "p",
    { class: "key quiet" },
    ["person", "body", "place"].map((name, at) =>
      el("span", {}, el("i", { class: `node ${name}` }), say(["people", "bodies", "places"][at])),
    ),
  );
}

function networkEdges(edges, nodes) {
  const state = address();
  const [kind, who, from, until] = ["kind", "who", "from", "to"].map((key) => state.get(key) ?? "");
  const least = Number(state.get("min") ?? 1) || 1;
  const fits = (at) => {
    const group = NETWORK_TYPES[nodes[at].type];
    return !who || group === who || (who === "both" && group !== "places");
  };
  return edges.filter(
    (edge) =>
      (!kind || edge.predicate === kind) &&
      edge.weight >= least &&
      fits(edge.a) &&
      fits(edge.b) &&
      within({ begin: edge.first, end: edge.last }, from, until),
  );
}

function drawNetwork(picture, nodes, edges, scale, chosen, select) {
  const pairs = new Map();
  for (const { a, b, weight } of edges) {
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    pairs.set(key, (pairs.get(key) ?? 0) + weight);
  }
  const degree = new Map();
  const near = new Set([chosen]);
  for (const [key, weight] of pairs) {
    const [a, b] = key.split(" ").map(Number);
    for (const at of [a, b]) degree.set(at, (degree.get(at) ?? 0) + weight);
    if (a === chosen) near.add(b);
    if (b === chosen) near.add(a);
  }
  const thickest = Math.max(...pairs.values());
  const lines = [...pairs].map(([key, weight]) => {
    const [a, b] = key.split(" ").map(Number);
    const dim = chosen !== null && a !== chosen && b !== chosen;
    const line_ = svg("line", {
      x1: nodes[a].x,
      y1: nodes[a].y,
      x2: nodes[b].x,
      y2: nodes[b].y,
      class: dim ? "dim" : null,
    });
    line_.style.strokeWidth = `${(0.6 + 5 * Math.sqrt(weight / Math.max(thickest, 25))) * scale}px`;
    return line_;
  });
  const shown = [...degree].sort((one, other) => one[1] - other[1] || one[0] - other[0]);
  const most = shown.at(-1)?.[1] ?? 1;
  const circles = shown.map(([at, n]) =>
    nodeMark(nodes[at], n, n / most, scale, chosen !== null && !near.has(at), at === chosen, () =>
      select(at === chosen ? null : at),
    ),
  );
  picture.replaceChildren(
    svg("g", { class: "edges" }, lines),
    svg("g", { class: "nodes" }, circles),
    svg(
      "g",
      { class: "names", "aria-hidden": "true" },
      nodeNames(nodes, shown, scale, chosen, near),
    ),
  );
}

/** @param {number} share Ties of the node, of those of the best tied. */
function nodeRadius(share, scale) {
  return (4 + 11 * Math.sqrt(share)) * scale;
}

function nodeMark(node, n, share, scale, dim, on, press) {
  const circle = svg("circle", {
    cx: node.x,
    cy: node.y,
    r: nodeRadius(share, scale),
    class: `node ${cardKind(node.type)}${dim ? " dim" : ""}${on ? " on" : ""}`,
    "data-id": node.id,
  });
  button(circle, `${plain(node.name)}: ${counted(n, "relations")}`, press);
  return circle;
}

function overlap(one, other) {
  return (
    Math.abs(one.x - other.x) < (one.w + other.w) / 2 &&
    Math.abs(one.y - other.y) < (one.h + other.h) / 2
  );
}

/** Names where there is room, those of the best tied first. */
function nodeNames(nodes, shown, scale, chosen, near) {
  const taken = [];
  const names = [];
  const most = shown.at(-1)?.[1] ?? 1;
  const best = [...shown].reverse();
  best.sort((one, other) => (other[0] === chosen) - (one[0] === chosen));
  const circles = best
    .filter(([at]) => near.has(at))
    .map(([at, n]) => {
      const across = 2 * nodeRadius(n / most, scale);
      return { x: nodes[at].x, y: nodes[at].y + 4 * scale, w: across, h: across };
    });
  for (const [at, n] of best) {
    if (chosen !== null && !near.has(at)) continue;
    const name = plain(nodes[at].name).slice(0, 34);
    const radius = nodeRadius(n / most, scale);
    const [w, h] = [name.length * 7 * scale, 13 * scale];
    const { x, y } = nodes[at];
    const places = [
      { x, y: y + radius + 11 * scale, w, h },
      { x, y: y - radius - 4 * scale, w, h },
      { x: x + radius + 3 * scale + w / 2, y: y + 4 * scale, w, h },
      { x: x - radius - 3 * scale - w / 2, y: y + 4 * scale, w, h },
    ];
    const free = (place) => !taken.some((one) => overlap(one, place));
    const clear = (place) => free(place) && !circles.some((one) => overlap(one, place));
    // Around one name all are worth a second look; of the whole network there are too many.
    const tried = chosen === null ? places.slice(0, 1) : places;
    const place = (chosen === null ? null : tried.find(clear)) ?? tried.find(free);
    if (chosen === null) taken.push({ x, y, w: 2 * radius, h: 2 * radius });
    if (!place) continue;
    taken.push(place);
    const text = svg("text", { x: place.x, y: place.y, "text-anchor": "middle" }, name);
    text.style.fontSize = `${12 * scale}px`;
    text.style.strokeWidth = `${3 * scale}px`;
    names.push(text);
  }
  return names;
}

/** What ties a node has, by the other side. */
function showNode(panel, nodes, edges, at) {
  const others = new Map();
  for (const edge of edges) {
    if (edge.a !== at && edge.b !== at) continue;
    const other = edge.a === at ? edge.b : edge.a;
    const known = others.get(other) ?? [];
    known.push(
      `${predicateWord(edge.predicate, edge.a === at).toLowerCase()}${edge.weight > 1 ? ` ×${edge.weight}` : ""}`,
    );
    others.set(other, known);
  }
  const node = nodes[at];
  panel.replaceChildren(
    el("h2", {}, entityLink(node)),
    el(
      "p",
      { class: "quiet" },
      `${word("types", node.type)} · ${counted(node.mentions, "mentions")}`,
    ),
    el("p", {}, el("a", { href: to({ view: "network", of: node.id }) }, say("ego"))),
    el(
      "ul",
      { class: "list ties" },
      [...others].map(([other, told]) =>
        el(
          "li",
          {},
          el(
            "a",
            {
              class: `name ${family(nodes[other].type)}`,
              dir: "auto",
              href: entityHref(node, { with: nodes[other].id }),
            },
            plain(nodes[other].name),
          ),
          el("small", { class: "quiet" }, told.join(", ")),
        ),
      ),
    ),
  );
}
