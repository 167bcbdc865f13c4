// Where the reader is: all of it stands in the address, so every view can be linked and gone back to.

const CARDS = ["person", "body", "place"];
const LASTING = ["score", "lang"]; // what stays from view to view

function address() {
  return new URLSearchParams(location.hash.slice(1));
}

/** The address of a view: what is lasting, and these values where they are not empty. */
function to(values) {
  const now = address();
  const next = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value) next.set(key, value);
  for (const key of LASTING) if (now.has(key) && !(key in values)) next.set(key, now.get(key));
  return `#${next}`;
}

/** Writes a filter into the address without leaving the view. */
function keep(key, value) {
  const now = address();
  if (value) now.set(key, value);
  else now.delete(key);
  history.replaceState(null, "", `#${now}`);
}

function cardKind(type) {
  if (type === "PERSON") return "person";
  return type === "ORGANIZATION" || type === "FACILITY" ? "body" : "place";
}

function entityHref(entity, more = {}) {
  return to({ [cardKind(entity.type)]: entity.id, ...more });
}

/** A name, with a link if there is a card. */
function entityLink(entity, more) {
  if (!entity) return null;
  const attributes = { class: `name ${family(entity.type)}`, dir: "auto" };
  if (!entity.id) return el("span", attributes, plain(entity.name));
  return el("a", { ...attributes, href: entityHref(entity, more) }, plain(entity.name));
}

function articleLink(document_, mark, text) {
  const href = to({ article: document_.id, mark });
  return el("a", { href, dir: "auto" }, text ?? plain(document_.title || document_.id));
}
