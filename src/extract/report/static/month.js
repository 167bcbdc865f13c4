// A month of events as a calendar.

/** A month as a calendar; what lasts longer than the month or has no day is listed below it. */
function monthGrid(rows, month, move) {
  const dated_ = rows.filter((row) => row.begin);
  if (!dated_.length) return nothing();
  const shown =
    month ||
    dated_
      .find((row) => row.begin.slice(0, 10) === (row.end ?? row.begin).slice(0, 10))
      ?.begin.slice(0, 7) ||
    dated_[0].begin.slice(0, 7);
  const [year, at] = shown.split("-").map(Number);
  const first = (new Date(Date.UTC(year, at - 1, 1)).getUTCDay() + 6) % 7;
  const days = lastDay(year, at);
  const inside = dated_.filter((row) => within(row, shown, shown));
  const whole = inside.filter((row) => spans(row, shown, days));
  const grid = el("div", { class: "grid", role: "table", "aria-label": monthWords(shown) });
  for (let weekday = 0; weekday < 7; weekday += 1)
    grid.append(
      el(
        "span",
        { class: "weekday quiet" },
        dated(`2024-01-0${weekday + 1}`, { weekday: "short" }),
      ),
    );
  for (let blank = 0; blank < first; blank += 1) grid.append(el("span", { class: "blank" }));
  for (let day = 1; day <= days; day += 1) {
    const key = `${shown}-${String(day).padStart(2, "0")}`;
    const here = inside.filter(
      (row) =>
        !whole.includes(row) &&
        row.begin.slice(0, 10) <= key &&
        (row.end ?? row.begin).slice(0, 10) >= key,
    );
    grid.append(
      el(
        "div",
        { class: here.length ? "cell full" : "cell" },
        el("small", {}, day),
        here.map(gridEvent),
      ),
    );
  }
  const blanks = (7 - ((first + days) % 7)) % 7;
  for (let blank = 0; blank < blanks; blank += 1) grid.append(el("span", { class: "blank" }));
  const turn = (step) => {
    const next = new Date(Date.UTC(year, at - 1 + step, 1));
    move(next.toISOString().slice(0, 7));
  };
  const head = el(
    "div",
    { class: "month-head" },
    el(
      "button",
      { type: "button", "aria-label": say("previous_month"), onclick: () => turn(-1) },
      "‹",
    ),
    el("h2", { "aria-live": "polite" }, monthWords(shown)),
    el("button", { type: "button", "aria-label": say("next_month"), onclick: () => turn(1) }, "›"),
  );
  return [head, grid, whole.length ? el("ul", { class: "claims" }, whole.map(eventItem)) : ""];
}

function spans(row, month, days) {
  const end = (row.end ?? row.begin).slice(0, 10);
  return row.begin.slice(0, 10) <= `${month}-01` && end >= `${month}-${days}`;
}

function gridEvent(row) {
  const kind = row.status === "planned" ? "open" : ENDED.has(row.status) ? "ended" : "done";
  return el(
    "a",
    {
      class: `chip ${kind}`,
      dir: "auto",
      href: to({ article: row.document.id, mark: row.id }),
      title: `${plain(row.name)} — ${word("statuses", row.status)}`,
    },
    plain(row.name),
  );
}
