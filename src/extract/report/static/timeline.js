// Bars over time.

const MONTHS_SHOWN = 72; // bars; a longer archive is shown by years

/**
 * Bars of a timeline: months or, where they would be too many, years; none is left out between
 * the first and the last, and the few that are much earlier stand in one bar before them.
 * @param {[string, number[]][]} months Sorted, with the height of each part.
 * @param {string[]} kinds Of the parts.
 * @param {object} view What a bar leads to, with the time added.
 */
function periods(months, kinds, view) {
  const counts = months.map(([, parts]) => parts.reduce((sum, n) => sum + n, 0));
  const early = counts.reduce((sum, n) => sum + n, 0) * 0.05;
  let first = 0;
  for (let sum = counts[0]; sum <= early; sum += counts[first]) first += 1;
  const last = months[months.length - 1][0];
  const byYear = monthNumber(last) - monthNumber(months[first][0]) >= MONTHS_SHOWN;
  const unit = (month) => (byYear ? Number(month.slice(0, 4)) : monthNumber(month));
  const start = Math.max(unit(months[first][0]), unit(last) - MONTHS_SHOWN + 1);
  const sums = Array.from({ length: unit(last) - start + 1 }, () => kinds.map(() => 0));
  const before = kinds.map(() => 0);
  for (const [month, parts] of months) {
    const sum = sums[unit(month) - start] ?? before;
    parts.forEach((n, at) => (sum[at] += n));
  }
  const key = (at) => (byYear ? String(start + at).padStart(4, "0") : monthKey(start + at));
  const bars = sums.map((sum, at) => bar(key(at), sum, kinds, view, byYear));
  if (!before.some(Boolean)) return bars;
  const label = say("before", byYear ? key(0) : monthWords(key(0)));
  const until = monthKey(byYear ? 12 * start - 1 : start - 1);
  return [
    {
      key: "",
      short: "…",
      label,
      parts: paired(before, kinds),
      href: to({ ...view, from: "", to: until }),
    },
    ...bars,
  ];
}

function bar(key, sum, kinds, view, byYear) {
  const [from, until] = byYear ? [`${key}-01`, `${key}-12`] : [key, key];
  return {
    key,
    label: byYear ? key : monthWords(key),
    parts: paired(sum, kinds),
    href: to({ ...view, from, to: until }),
  };
}

function paired(sum, kinds) {
  return sum.map((n, at) => [n, kinds[at]]);
}

function monthNumber(month) {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthKey(n) {
  return `${String(Math.floor(n / 12)).padStart(4, "0")}-${String((n % 12) + 1).padStart(2, "0")}`;
}

/** Bars of stacked parts [number, class], each a link. */
function barChart(bars) {
  const total = (bar) => bar.parts.reduce((sum, [n]) => sum + n, 0);
  const most = Math.max(1, ...bars.map(total));
  const chart = el("div", { class: "bars" });
  const every = Math.ceil(bars.length / 12);
  bars.forEach((bar, at) => {
    const text = `${bar.label}: ${number(total(bar))}`;
    const made = el("a", { class: "bar", href: bar.href, title: text, "aria-label": text });
    const stack = el("span", { class: "stack" });
    for (const [n, kind] of bar.parts) {
      if (!n) continue;
      const part = el("i", { class: kind });
      part.style.height = `${(100 * n) / most}%`;
      stack.append(part);
    }
    const room = at % every === 0 && at + every <= bars.length; // for a name, wider than its bar
    const named = room ? (bar.short ?? shortLabel(bar.key)) : "";
    made.append(stack, el("small", {}, named));
    if (!total(bar)) made.tabIndex = -1;
    chart.append(made);
  });
  return el(
    "div",
    { class: "chart" },
    el("span", { class: "most quiet", "aria-hidden": "true" }, number(most)),
    chart,
  );
}

function shortLabel(key) {
  if (key.length === 4) return key;
  const month = dated(`${key}-01`, { month: "short" }).replace(".", "");
  return key.endsWith("-01") ? key.slice(0, 4) : `${month} ${key.slice(2, 4)}`;
}
