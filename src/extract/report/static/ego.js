// The network around one name.

const AROUND = 30; // names in the picture; all are on the card

/** One name in the middle and all it is tied to around it; a click goes on from there. */
async function egoView(id) {
  const found = await find("cards", id);
  if (!found) return el("p", { class: "nothing" }, say("no_card"));
  const { row, chunk } = found;
  const others = new Map();
  for (const one of row.ties) {
    const tie = unpacked("ties", one, chunk);
    if (!sure(tie) || !tie.other?.id) continue;
    const known = others.get(tie.other.id) ?? { entity: tie.other, kinds: new Map(), n: 0 };
    const kind = predicateWord(tie.predicate, tie.own).toLowerCase();
    known.kinds.set(kind, (known.kinds.get(kind) ?? 0) + 1);
    known.n += 1;
    others.set(tie.other.id, known);
  }
  const list = [...others.values()].sort((a, b) => b.n - a.n).slice(0, AROUND);
  const most = list[0]?.n ?? 1;
  const picture = svg("svg", {
    class: "net ego",
    role: "group",
    "aria-label": say("around", plain(row.name)),
    viewBox: innerWidth < 600 ? "-430 -520 860 1040" : "-640 -430 1280 860",
  });
  const [lines, marks, names] = [[], [], []];
  const narrow = innerWidth < 600;
  const small = narrow ? 1.9 : 1.5;
  const taken = [{ x: 0, y: 42, half: plain(row.name).length * 4 * small }];
  const [across, down] = narrow ? [240, 450] : [400, 370];
  list.forEach((other, at) => {
    const angle = (2 * Math.PI * at) / list.length - Math.PI / 2;
    const ring = at % 2 && list.length > 14 ? 0.62 : 1;
    const [x, y] = [Math.cos(angle) * across * ring, Math.sin(angle) * down * ring];
    const edge = svg("line", { x1: 0, y1: 0, x2: x, y2: y });
    edge.style.strokeWidth = `${1 + 6 * Math.sqrt(other.n / most)}px`;
    lines.push(edge);
    const go = () => {
      location.hash = to({ view: "network", of: other.entity.id });
    };
    const told = [...other.kinds].map(([kind, n]) => (n > 1 ? `${kind} ×${n}` : kind)).join(", ");
    const mark = svg("circle", {
      cx: x,
      cy: y,
      r: nodeRadius(other.n / most, small),
      class: `node ${cardKind(other.entity.type)}`,
    });
    button(mark, `${plain(other.entity.name)}: ${told}`, go);
    marks.push(mark);
    const said = plain(other.entity.name).slice(0, 30);
    const radius = nodeRadius(other.n / most, small);
    const half = (said.length * 6.6 * small) / 2; // of the name's width, about
    const place = narrow
      ? {
          x: Math.max(half - 430, Math.min(430 - half, x)),
          y: y + (y < 0 ? -radius - 9 : radius + 26),
          "text-anchor": "middle",
        }
      : {
          x: x + Math.cos(angle) * (radius + 8),
          y: y + Math.sin(angle) * (radius + 14) + 4,
          "text-anchor": Math.abs(x) < 60 ? "middle" : x > 0 ? "start" : "end",
        };
    const apart = (one) =>
      Math.abs(one.x - place.x) > one.half + half || Math.abs(one.y - place.y) > 14 * small;
    if (narrow && !taken.every(apart)) return; // the list below has it
    taken.push({ ...place, half });
    const label = svg("text", { ...place, "aria-hidden": "true" }, said);
    label.style.fontSize = `${12.5 * small}px`;
    names.push(label);
  });
  const center = svg("circle", { cx: 0, cy: 0, r: 20, class: `node ${cardKind(row.type)} on` });
  const name = svg(
    "text",
    { x: 0, y: 42, "text-anchor": "middle", class: "strong" },
    plain(row.name),
  );
  name.style.fontSize = `${15 * small}px`;
  picture.append(
    svg("g", { class: "edges" }, lines),
    svg("g", { class: "nodes" }, marks, center),
    svg("g", { class: "names" }, names, name),
  );
  const entity = { id: row.id, name: row.name, type: row.type };
  const items = list.map((other) =>
    el(
      "li",
      {},
      el(
        "a",
        {
          class: `name ${family(other.entity.type)}`,
          dir: "auto",
          href: entityHref(entity, { with: other.entity.id }),
        },
        plain(other.entity.name),
      ),
      el(
        "small",
        { class: "quiet" },
        [...other.kinds].map(([kind, n]) => (n > 1 ? `${kind} ×${n}` : kind)).join(", "),
      ),
    ),
  );
  return [
    el("h1", {}, say("around", ""), entityLink(entity)),
    el("p", {}, el("a", { href: to({ view: "network" }) }, say("whole_network"))),
    el(
      "div",
      { class: "stage" },
      el("div", { class: "picture" }, picture),
      el("aside", { class: "panel" }, el("ul", { class: "list ties" }, items)),
    ),
  ];
}
