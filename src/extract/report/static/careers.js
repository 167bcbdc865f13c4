// Who held which position where, as the articles tell it over time.

/** Positions over time: one line for a position, with when and how often it was told. */
function careerSection(kind, rows, chunk) {
  const groups = new Map();
  for (const career of rows.map((row) => unpacked("careers", row, chunk)).filter(sure)) {
    const key = JSON.stringify([
      folded(career.position),
      career.other?.id ?? career.other?.name,
      career.former,
    ]);
    groups.set(key, [...(groups.get(key) ?? []), career]);
  }
  const dates = (group) =>
    group
      .map((one) => one.document.date)
      .filter(Boolean)
      .sort();
  const list = [...groups.values()].sort(
    (a, b) => (dates(b).at(-1) ?? "").localeCompare(dates(a).at(-1) ?? "") || b.length - a.length,
  );
  return section(
    say(kind),
    list,
    (group) => careerLine(group, dates(group), kind === "staff"),
    kind,
  );
}

function careerLine(group, dates, staff) {
  const [career] = group;
  const span = dates.length
    ? dates[0] === dates.at(-1)
      ? dayWords(dates[0])
      : `${dayWords(dates[0])} – ${dayWords(dates.at(-1))}`
    : "";
  const position = el("span", { dir: "auto" }, plain(career.position));
  const who = staff
    ? [entityLink(career.other), el("span", { class: "topic" }, " ", position)]
    : [position, career.other ? [" · ", entityLink(career.other)] : null];
  const sources = group
    .slice(0, 5)
    .flatMap((one, at) => [
      at ? ", " : "",
      articleLink(
        one.document,
        null,
        group.length > 1
          ? dayWords(one.document.date) || plain(one.document.id).slice(0, 20)
          : null,
      ),
    ]);
  return el(
    "li",
    { class: "claim" },
    el("div", { class: "who" }, who),
    el(
      "div",
      { class: "what" },
      career.former ? el("span", { class: "status ended" }, say("former")) : null,
      hint(span),
      scoreMark(Math.max(...group.map((one) => one.score ?? 0))),
      el("small", { class: "quiet" }, sources),
    ),
  );
}
