// A card: all that the articles tell of a person, a body or a place.

const FOREMOST = ["MEETING_WITH", "AGREEMENT_WITH", "VISITED", "COOPERATES_WITH", "TWINNED_WITH"];
const CARD_ROWS = 12; // of a section, before "more"

async function cardView(id) {
  const found = await find("cards", id);
  if (!found) return el("p", { class: "nothing" }, say("no_card"));
  const { row, chunk } = found;
  const only = address().get("with");
  const ties = row.ties.map((one) => unpacked("ties", one, chunk)).filter(sure);
  const shown = only ? ties.filter((tie) => tie.other?.id === only) : ties;
  return el(
    "article",
    { class: "card" },
    cardHead(row),
    only ? onlyWith(row, shown) : null,
    el(
      "div",
      { class: "sides" },
      el("div", {}, tieSections(shown), only ? null : eventSection(row, chunk)),
      only
        ? null
        : el(
            "aside",
            {},
            careerSection("careers", row.careers, chunk),
            careerSection("staff", row.staff, chunk),
            articleSection(row, chunk),
          ),
    ),
  );
}

function cardHead(row) {
  const { facts } = row;
  const told = [
    facts.kind ? word("place_kinds", facts.kind) : word("types", row.type),
    counted(row.mentions, "mentions"),
    counted(row.articles, "articles"),
    years(row),
  ].filter(Boolean);
  const entity = { id: row.id, type: row.type, name: row.name };
  const links = [
    el("a", { href: to({ view: "network", of: row.id }) }, say("in_network")),
    facts.latitude !== undefined
      ? el("a", { href: to({ view: "map", place_on: row.id }) }, say("on_map"))
      : null,
    el("a", { href: to({ view: "register", who: row.name }) }, say("in_register")),
    el(
      "a",
      {
        href: to({ view: "events", [cardKind(row.type) === "place" ? "where" : "who"]: row.name }),
      },
      say("in_events"),
    ),
  ]
    .filter(Boolean)
    .flatMap((link, at) => [at ? " · " : "", link]);
  return el(
    "header",
    { class: `card-head ${family(row.type)}` },
    el("p", { class: "kicker" }, told.join(" · ")),
    el("h1", { dir: "auto" }, plain(entity.name)),
    row.aliases.length
      ? el(
          "p",
          { class: "aliases" },
          el("span", { class: "quiet" }, `${say("also")}: `),
          row.aliases
            .slice(0, 30)
            .flatMap((name, at) => [at ? ", " : "", el("bdi", {}, plain(name))]),
        )
      : null,
    factList(facts),
    el("p", { class: "links" }, links),
    el("button", { type: "button", class: "copy open-all", onclick: openAll }, say("all_quotes")),
  );
}

function factList(facts) {
  const shown = [
    ["patronymic", facts.patronymic],
    ["gender", word("genders", facts.gender)],
    ["country", facts.country],
    ["region", facts.region],
    ["coordinates", facts.latitude !== undefined && `${facts.latitude}, ${facts.longitude}`],
    ["geonames", facts.geonames],
    ["wikidata", facts.wikidata],
  ].filter(([, value]) => value);
  const list = shown.length
    ? el(
        "dl",
        { class: "facts" },
        shown.map(([key, value]) =>
          el("div", {}, el("dt", {}, say(key)), el("dd", { dir: "auto" }, plain(value))),
        ),
      )
    : null;
  return [list, facts.ambiguous ? el("p", { class: "quiet" }, say("ambiguous")) : null];
}

/** Opens all quotes that are shown, one after the other. */
function openAll() {
  for (const button_ of document.querySelectorAll("main button.quote[aria-expanded=false]"))
    button_.click();
}

function onlyWith(row, ties) {
  const name = ties[0]?.other?.name ?? "";
  return el(
    "p",
    { class: "notice" },
    say("only_with", plain(name)),
    " · ",
    el("a", { href: entityHref(row) }, say("show_all")),
  );
}

/** Meetings, agreements and visits first, each with whom and about what; the rest by kind. */
function tieSections(ties) {
  const groups = new Map();
  for (const tie of ties) {
    const symmetric = SCHEMA.symmetric.includes(tie.predicate);
    const key = `${tie.predicate} ${symmetric || tie.own}`;
    groups.set(key, [...(groups.get(key) ?? []), tie]);
  }
  const sorted = [...groups.values()].sort((a, b) => rank(a) - rank(b) || b.length - a.length);
  return sorted.map((group) => tieSection(group));
}

function rank([tie]) {
  const at = FOREMOST.indexOf(tie.predicate);
  return at < 0 ? FOREMOST.length : at;
}

function tieSection(group) {
  const [{ predicate, own }] = group;
  const several = `${predicate}${own || predicate !== "VISITED" ? "" : "_BY"}`;
  const title = Object.hasOwn(WORDS.several, several)
    ? word("several", several)
    : predicateWord(predicate, own);
  return section(title, group, tieLine, `ties ${predicate}`);
}

/** A section of claims of which some are shown, with the number of all. */
function section(title, rows, line_, kind = "") {
  if (!rows.length) return null;
  const list = el("ul", { class: "claims" });
  const more = el(
    "button",
    { type: "button", class: "more", onclick: () => draw(200) },
    say("more"),
  );
  let drawn = 0;
  const draw = (n) => {
    list.append(...rows.slice(drawn, drawn + n).map(line_));
    drawn = Math.min(rows.length, drawn + n);
    more.hidden = drawn >= rows.length;
  };
  draw(CARD_ROWS);
  return el(
    "section",
    { class: `block ${kind}` },
    el("h2", {}, title, el("small", { class: "quiet" }, ` ${number(rows.length)}`)),
    list,
    more,
  );
}

function tieLine(tie) {
  const told = [tie.kind && tie.predicate === "AGREEMENT_WITH" ? tie.kind : null, tie.topic]
    .filter(Boolean)
    .join(" ");
  const when_ = tie.begin ? rangeWords(tie.begin, tie.end) : dayWords(tie.document.date);
  const item = el(
    "li",
    { class: "claim shaded", "data-id": tie.id },
    el(
      "div",
      { class: "who" },
      entityLink(tie.other),
      tie.otherFor
        ? el("small", { class: "quiet", dir: "auto" }, ` ${say("acts_for", plain(tie.otherFor))}`)
        : null,
      told ? el("span", { class: "topic", dir: "auto" }, ` ${plain(told)}`) : null,
    ),
    el(
      "div",
      { class: "what" },
      statusMark(tie.status),
      hint(when_, plain(tie.place)),
      trustMark(tie),
    ),
  );
  item.style.setProperty("--score", tie.score ?? 1);
  return item;
}

function eventSection(row, chunk) {
  return section(
    say("happened"),
    row.events.map((one) => unpacked("happened", one, chunk)).filter(sure),
    eventLine,
    "happened",
  );
}

function eventLine(event) {
  const item = el(
    "li",
    { class: "claim shaded", "data-id": event.id },
    el("div", { class: "who", dir: "auto" }, plain(event.name)),
    el(
      "div",
      { class: "what" },
      el("span", { class: "tag" }, word("kinds", event.kind)),
      statusMark(event.status),
      hint(rangeWords(event.begin, event.end), event.here ? "" : plain(event.place)),
      trustMark(event),
    ),
  );
  item.style.setProperty("--score", event.score ?? 1);
  return item;
}

function articleSection(row, chunk) {
  const rows = row.in.map((one) => unpacked("in", one, chunk));
  const item = ({ document: document_, n }) =>
    el(
      "li",
      {},
      articleLink(document_),
      el("span", { class: "n" }, [dayWords(document_.date), `×${n}`].filter(Boolean).join(" · ")),
    );
  const made = section(say("in_articles"), rows, item, "in-articles");
  made?.querySelector("ul").classList.replace("claims", "list");
  return made;
}
