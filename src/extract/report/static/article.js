// An article: its text with what was found in it, and the relations beside it.

const MINOR = new Set(["POINT_IN_TIME", "WORKS_AS", "AGE_IS", "START_TIME", "END_TIME"]);

async function articleView(id) {
  const found = await find("articles", id);
  if (!found) return el("p", { class: "nothing" }, say("no_article"));
  const { row, chunk } = found;
  const text = el("div", { class: "text", dir: "auto", lang: "ru" });
  const claims = row.relations.map((one) => unpacked("claims", one, chunk)).filter(sure);
  const events = row.events.map((one) => unpacked("told", one, chunk)).filter(sure);
  const show = (marks, scroll = true) => {
    drawText(text, row, chunk, marks);
    if (scroll)
      text
        .querySelector(".said-cue, .said-subject")
        ?.scrollIntoView({ block: "center", behavior: "auto" });
  };
  const list = claimList(claims, events, show);
  const mark = address().get("mark") ?? "";
  const chosen = [...claims, ...events].find((one) => one.id === mark) ?? passageOf(mark);
  show(chosen ? marksOf(chosen) : [], false);
  if (chosen)
    requestAnimationFrame(() => {
      text.querySelector(".said-cue, .said-subject")?.scrollIntoView({ block: "center" });
      list.querySelector(`[data-id="${CSS.escape(chosen.id)}"]`)?.classList.add("on");
    });
  return el(
    "article",
    { class: "article" },
    articleHead(row),
    el("div", { class: "reading" }, el("div", {}, text, mentionKey()), list),
  );
}

function articleHead(row) {
  const web = /^https?:\/\//i.test(row.url ?? "")
    ? el(
        "a",
        { href: row.url, rel: "noreferrer noopener", target: "_blank", dir: "ltr" },
        plain(row.url).slice(0, 80),
      )
    : row.url
      ? el("span", { dir: "ltr" }, plain(row.url).slice(0, 80))
      : null;
  const facts = [
    row.date ? dayWords(row.date) : say("undated"),
    row.author ? el("bdi", {}, plain(row.author)) : null,
    el("bdi", {}, plain(row.id)),
    web,
    row.encoding,
    row.copy_of
      ? el(
          "a",
          { href: to({ article: row.copy_of }) },
          say("copy_of"),
          " ",
          el("bdi", {}, plain(row.copy_of)),
        )
      : null,
  ].filter(Boolean);
  return el(
    "header",
    { class: "article-head" },
    el(
      "p",
      { class: "kicker" },
      facts.flatMap((fact, at) => [at ? " · " : "", fact]),
    ),
    el("h1", { dir: "auto" }, plain(row.title || say("untitled"))),
  );
}

/** What is marked by its characters, "120-180", as search does; nothing if it is something else. */
function passageOf(mark) {
  const found = /^(\d{1,9})-(\d{1,9})$/.exec(mark);
  return found && { id: mark, span: [Number(found[1]), Number(found[2])] };
}

function marksOf(claim) {
  const marks = [
    [claim.subjectSpan, "subject"],
    [claim.objectSpan, "object"],
    [claim.cueSpan ?? claim.span, "cue"],
    [claim.quote, "quote"],
  ];
  return marks.filter(([span]) => span);
}

/** Draws the text with its mentions nested, and some spans marked. */
function drawText(place, row, chunk, marks) {
  const mentions = row.mentions.map((one) => unpacked("mentions", one, chunk));
  const cuts = new Set([0, row.text.length]);
  for (const { start, end } of mentions) cuts.add(start).add(end);
  for (const [span] of marks) cuts.add(span[0]).add(span[1]);
  const borders = [...cuts].sort((a, b) => a - b);
  const root = document.createDocumentFragment();
  let stack = [];
  let next = 0;
  for (let at = 0; at < borders.length - 1; at += 1) {
    const [from, until] = [borders[at], borders[at + 1]];
    stack = stack.filter((one) => one.end > from);
    for (; next < mentions.length && mentions[next].start <= from; next += 1) {
      if (mentions[next].end > from) stack.push(mentions[next]);
    }
    innermost(root, stack).append(piece(row.text.slice(from, until), marks, from));
  }
  place.replaceChildren(root);
}

/** The element for the innermost of the mentions around; those already open are gone on with. */
function innermost(root, stack) {
  let parent = root;
  for (const mention of stack) {
    const last = parent.lastChild;
    if (last?.mention === mention) parent = last;
    else {
      const made = mentionMark(mention);
      made.mention = mention;
      parent.append(made);
      parent = made;
    }
  }
  return parent;
}

function piece(text, marks, at) {
  const around = marks.filter(([span]) => span[0] <= at && span[1] > at);
  if (!around.length) return text;
  return el("mark", { class: around.map(([, name]) => `said-${name}`).join(" ") }, text);
}

/** A mention that tells its normal form, entity and score, and leads to its card. */
function mentionMark({ type, normal, entity: known, score }) {
  const attributes = { class: `m ${family(type)}`, "data-type": type };
  const made = known ? el("a", { ...attributes, href: entityHref(known) }) : el("span", attributes);
  made.style.setProperty("--score", score ?? 1);
  const tell = (event) => {
    event.stopPropagation();
    tip(made, [
      [word("types", type), score === null ? "" : scoreText(score)],
      normal ? [say("normal"), normal] : null,
      known ? [say("is_entity"), known.name] : null,
    ]);
  };
  made.addEventListener("mouseover", tell);
  made.addEventListener("focus", tell);
  made.addEventListener("mouseout", untip);
  made.addEventListener("blur", untip);
  return made;
}

function tip(anchor, rows) {
  const box = document.getElementById("tip");
  box.replaceChildren(
    ...rows
      .filter(Boolean)
      .map(([key, value]) =>
        el("div", {}, el("span", {}, key), " ", el("b", { dir: "auto" }, plain(value))),
      ),
  );
  box.hidden = false;
  const place = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
  const left = Math.max(8, Math.min(place.left, innerWidth - box.offsetWidth - 8));
  const above = place.top - box.offsetHeight - 6;
  box.style.left = `${left}px`;
  box.style.top = `${above < 4 ? place.bottom + 6 : above}px`;
}

function untip() {
  document.getElementById("tip").hidden = true;
}

function mentionKey() {
  const names = {
    person: "PERSON",
    body: "ORGANIZATION",
    place: "CITY",
    event: "EVENT",
    time: "DATE",
    position: "PROFESSION",
  };
  return el(
    "p",
    { class: "key quiet" },
    Object.entries(names).map(([kind, type]) =>
      el(
        "span",
        {},
        el("i", { class: `m ${kind}` }),
        kind === "place" ? say("place").toLowerCase() : word("types", type),
      ),
    ),
  );
}

function claimList(claims, events, show) {
  const list = el("aside", { class: "claims-beside" });
  const press = (claim, item) => {
    for (const other of list.querySelectorAll(".on")) other.classList.remove("on");
    item.classList.add("on");
    keep("mark", claim.id);
    show(marksOf(claim));
  };
  const items = (rows, line_) => rows.map((claim) => pressable(claim, line_(claim), press));
  const major = claims.filter((claim) => !MINOR.has(claim.predicate));
  const minor = claims.filter((claim) => MINOR.has(claim.predicate));
  list.append(
    el("h2", {}, say("relations")),
    el("p", { class: "quiet" }, say("relations_hint")),
    el("ul", { class: "beside" }, items(major, besideLine)),
  );
  if (events.length)
    list.append(
      el("h2", {}, say("events")),
      el("ul", { class: "beside" }, items(events, besideEvent)),
    );
  if (minor.length)
    list.append(
      el(
        "details",
        {},
        el("summary", {}, `${say("facts_hidden")} (${number(minor.length)})`),
        el("ul", { class: "beside" }, items(minor, besideLine)),
      ),
    );
  return list;
}

function pressable(claim, content, press) {
  const item = el("li", { "data-id": claim.id, class: "shaded" });
  item.style.setProperty("--score", claim.score ?? 1);
  item.append(el("button", { type: "button", onclick: () => press(claim, item) }, content));
  return item;
}

function besideLine(claim) {
  const mutual = SCHEMA.symmetric.includes(claim.predicate);
  const told = [
    claim.kind && claim.predicate === "AGREEMENT_WITH"
      ? plain(claim.kind)
      : predicateWord(claim.predicate).toLowerCase(),
    plain(claim.topic),
  ]
    .filter(Boolean)
    .join(" ");
  return [
    el("span", { class: "who" }, bare(claim.subject), mutual ? " — " : " → ", bare(claim.object)),
    el(
      "span",
      { class: "what" },
      hint(told),
      statusMark(claim.status),
      hint(rangeWords(claim.begin, claim.end)),
      scoreMark(claim.score),
    ),
  ];
}

function bare(entity) {
  return entity
    ? el("span", { class: `name ${family(entity.type)}`, dir: "auto" }, plain(entity.name))
    : "—";
}

function besideEvent(event) {
  return [
    el("span", { class: "who", dir: "auto" }, plain(event.name)),
    el(
      "span",
      { class: "what" },
      el("span", { class: "tag" }, word("kinds", event.kind)),
      statusMark(event.status),
      hint(rangeWords(event.begin, event.end), plain(event.place)),
      scoreMark(event.score),
    ),
  ];
}
