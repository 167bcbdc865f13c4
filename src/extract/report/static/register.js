// The register: agreements, meetings, visits, cooperation, twin cities.

const allRelations = new Rows("register");

async function registerView() {
  const rows = await allRelations.first();
  const state = address();
  const results = el("div", { class: "results" });
  const wanted = () => registerFilters(address(), rows);
  const draw = () => results.replaceChildren(registerTable(wanted()));
  const set = (key) => (value) => {
    keep(key, value);
    draw();
  };
  const kinds = [
    ["", say("all")],
    ...FIRST.kinds.register.map((kind) => [kind, predicateWord(kind)]),
  ];
  const filters = el(
    "form",
    { class: "filters", onsubmit: (event) => event.preventDefault() },
    choice(say("what"), kinds, state.get("kind") ?? "", set("kind")),
    statusChoice(state, set, FIRST.statuses.register),
    entries(state, set, [["party", "who"], ["other_party", "with"], ["topic", "q"]]),
  );
  return [
    el("h1", {}, say("register")),
    filters,
    el(
      "div",
      { class: "bar-row" },
      el("small", { class: "quiet" }, say("grey_dates")),
      exporter("register", registerCsv(), allRelations, wanted),
    ),
    drawn(allRelations, draw),
    results,
  ];
}

function registerFilters(state, rows) {
  const [kind, status, from, until] = ["kind", "status", "from", "to"].map(
    (key) => state.get(key) ?? "",
  );
  const [who, other, text] = ["who", "with", "q"].map((key) => folded(state.get(key)));
  const sides = (row) => [
    [row.subject.name, row.subjectFor],
    [row.object.name, row.objectFor],
  ];
  return rows.filter((row) => {
    const [one, two] = sides(row);
    return (
      sure(row) &&
      (!kind || row.predicate === kind) &&
      (!status || row.status === status) &&
      ((holds(who, ...one) && holds(other, ...two)) ||
        (holds(who, ...two) && holds(other, ...one))) &&
      holds(text, row.topic, row.kind, row.place, row.document.title) &&
      within({ begin: row.begin ?? row.document.date, end: row.end }, from, until)
    );
  });
}

function side(entity, acting) {
  return [
    entityLink(entity),
    acting ? el("small", { class: "quiet", dir: "auto" }, say("acts_for", plain(acting))) : null,
  ].filter(Boolean);
}

function registerTable(rows) {
  const columns = [
    {
      key: "when",
      label: say("date"),
      class: "nowrap",
      cell: (row) => when(row),
      value: (row) => row.begin ?? row.document.date,
    },
    {
      key: "party",
      label: say("party"),
      cell: (row) => side(row.subject, row.subjectFor),
      value: (row) => row.subject.name,
    },
    {
      key: "other",
      label: say("other_party"),
      cell: (row) => side(row.object, row.objectFor),
      value: (row) => row.object.name,
    },
    {
      key: "kind",
      label: say("what"),
      class: "wide",
      cell: (row) => subjectMatter(row),
      value: (row) => predicateWord(row.predicate) + (row.topic ?? ""),
    },
    {
      key: "status",
      label: say("status"),
      cell: (row) => statusMark(row.status),
      value: (row) => word("statuses", row.status),
    },
    {
      key: "score",
      label: say("quote_c"),
      class: "evidence",
      cell: (row) => trustMark(row),
      value: (row) => row.score,
    },
  ];
  return table(columns, rows, address().get("sort") ?? "", (key) => keep("sort", key));
}

/** The day of what happened, or of the article, which is told apart. */
function when(row) {
  if (row.begin) return rangeWords(row.begin, row.end);
  if (!row.document.date) return "";
  return el("span", { class: "quiet", title: say("published") }, dayWords(row.document.date));
}

function subjectMatter(row) {
  const kind = row.kind ? plain(row.kind) : predicateWord(row.predicate).toLowerCase();
  return [
    el("span", { class: "tag" }, kind),
    row.topic ? el("span", { dir: "auto" }, ` ${plain(row.topic)}`) : null,
    row.place ? el("span", { class: "quiet", dir: "auto" }, ` · ${plain(row.place)}`) : null,
  ].filter(Boolean);
}

function registerCsv() {
  return [
    [say("what"), (row) => predicateWord(row.predicate)],
    [say("party"), (row) => row.subject.name],
    [say("acts_for", "").replace(/[:\s]*$/, ""), (row) => row.subjectFor],
    [say("other_party"), (row) => row.object.name],
    [`${say("acts_for", "").replace(/[:\s]*$/, "")} 2`, (row) => row.objectFor],
    [say("kind"), (row) => row.kind],
    [say("topic"), (row) => row.topic],
    [say("status"), (row) => word("statuses", row.status)],
    [say("from"), (row) => row.begin],
    [say("to"), (row) => row.end],
    [say("place"), (row) => row.place],
    [say("score"), (row) => row.score],
    [say("quote_c"), (row) => quoteText(row.document.id, row.id)],
    [say("published"), (row) => row.document.date],
    [say("article"), (row) => row.document.id],
  ];
}
