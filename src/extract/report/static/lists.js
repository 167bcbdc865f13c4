// Lists: people, organizations, places, articles.

const ROWS = {
  people: new Rows("people"),
  bodies: new Rows("bodies"),
  places: new Rows("places"),
  articles: new Rows("documents"),
};

async function entitiesView(kind) {
  const rows = await ROWS[kind].first();
  const state = address();
  const results = el("div", { class: "results" });
  const wanted = () => {
    const [text, type] = [folded(address().get("q")), address().get("type") ?? ""];
    return rows.filter(
      (row) => holds(text, row.name, ...row.about) && (!type || row.type === type),
    );
  };
  const draw = () =>
    results.replaceChildren(
      table(entityColumns(kind), wanted(), address().get("sort") ?? "", (key) => keep("sort", key)),
    );
  const set = (key) => (value) => {
    keep(key, value);
    draw();
  };
  const types = FIRST.kinds[kind];
  const filters = el(
    "form",
    { class: "filters", onsubmit: (event) => event.preventDefault() },
    entry(say("word"), "search", state.get("q") ?? "", set("q"), { placeholder: say("name") }),
    types.length > 1
      ? choice(
          say("type"),
          [["", say("all")], ...types.map((type) => [type, word("types", type)])],
          state.get("type") ?? "",
          set("type"),
        )
      : null,
  );
  return [
    el("h1", {}, say(kind)),
    filters,
    el("div", { class: "bar-row" }, el("span"), exporter(kind, entityCsv(), ROWS[kind], wanted)),
    drawn(ROWS[kind], draw),
    results,
  ];
}

function entityColumns(kind) {
  const about = { people: "position", places: "country", bodies: "type" }[kind];
  const told = (row) => (kind === "bodies" ? word("types", row.type) : plain(row.about.join("; ")));
  return [
    {
      key: "name",
      label: say("name"),
      class: "wide",
      cell: (row) => entityLink(row),
      value: (row) => row.name,
    },
    kind === "places"
      ? {
          key: "type",
          label: say("type"),
          cell: (row) => word("types", row.type),
          value: (row) => word("types", row.type),
        }
      : null,
    {
      key: "about",
      label: say(about),
      class: "wide",
      cell: (row) => el("span", { class: "quiet", dir: "auto" }, told(row)),
      value: told,
    },
    {
      key: "n",
      label: say("n_mentions"),
      class: "number",
      cell: (row) => number(row.mentions),
      value: (row) => row.mentions,
    },
    {
      key: "articles",
      label: say("n_articles"),
      class: "number",
      cell: (row) => number(row.articles),
      value: (row) => row.articles,
    },
    {
      key: "years",
      label: say("years"),
      class: "nowrap",
      cell: (row) => years(row),
      value: (row) => row.last,
    },
  ].filter(Boolean);
}

function years({ first, last }) {
  if (!first) return "";
  const [one, other] = [first.slice(0, 4), last.slice(0, 4)];
  return one === other ? one : `${one}–${other}`;
}

function entityCsv() {
  return [
    [say("name"), (row) => row.name],
    [say("type"), (row) => word("types", row.type)],
    [say("what"), (row) => row.about.join("; ")],
    [say("n_mentions"), (row) => row.mentions],
    [say("n_articles"), (row) => row.articles],
    [say("from"), (row) => row.first],
    [say("to"), (row) => row.last],
    ["id", (row) => row.id],
  ];
}

async function articlesView() {
  const rows = await ROWS.articles.first();
  const state = address();
  const results = el("div", { class: "results" });
  const wanted = () => {
    const now = address();
    const text = folded(now.get("q"));
    return rows.filter(
      (row) =>
        holds(text, row.title, row.author, row.id) &&
        within({ begin: row.date, end: row.date }, now.get("from"), now.get("to")),
    );
  };
  const columns = [
    {
      key: "date",
      label: say("date"),
      class: "nowrap",
      cell: (row) => dayWords(row.date),
      value: (row) => row.date,
    },
    {
      key: "title",
      label: say("title"),
      class: "wide",
      cell: (row) => [
        articleLink(row),
        row.copyOf ? el("span", { class: "tag" }, say("copy")) : null,
        row.author ? el("div", { class: "quiet", dir: "auto" }, plain(row.author)) : null,
      ],
      value: (row) => row.title ?? row.id,
    },
    {
      key: "relations",
      label: say("n_relations"),
      class: "number",
      cell: (row) => number(row.relations),
      value: (row) => row.relations,
    },
    {
      key: "events",
      label: say("n_events"),
      class: "number",
      cell: (row) => number(row.events),
      value: (row) => row.events,
    },
    {
      key: "source",
      label: say("source"),
      cell: (row) => el("span", { class: "quiet", dir: "auto" }, plain(row.id)),
      value: (row) => row.id,
    },
  ];
  const draw = () =>
    results.replaceChildren(
      table(columns, wanted(), address().get("sort") ?? "", (key) => keep("sort", key)),
    );
  const set = (key) => (value) => {
    keep(key, value);
    draw();
  };
  const filters = el(
    "form",
    { class: "filters", onsubmit: (event) => event.preventDefault() },
    entries(state, set, [["title_or_author", "q"]]),
  );
  return [el("h1", {}, say("articles")), filters, drawn(ROWS.articles, draw), results];
}
