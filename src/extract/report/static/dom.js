// Elements. Data becomes text nodes and attributes, never markup.

const SVG = "http://www.w3.org/2000/svg";
// What turns the direction of writing around, or is not seen at all, is spelled out in names.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A name, title or file name as one harmless line. */
function plain(text) {
  return String(text ?? "").replace(UNSEEN, (found) =>
    /\s/.test(found) ? " " : `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * An element.
 * @param {string} tag
 * @param {object} attributes "on…" are listeners, true and false set and leave out.
 * @param {...any} children Elements or texts; what is null or false is left out.
 */
function el(tag, attributes = {}, ...children) {
  return built(document.createElement(tag), attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return built(document.createElementNS(SVG, tag), attributes, children);
}

function built(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "href") made.setAttribute("href", safeHref(value));
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(
    ...children.flat(2).filter((one) => one !== null && one !== undefined && one !== false),
  );
  return made;
}

/** Inside of the page, or a web address; never a script. */
function safeHref(value) {
  return /^(#|https?:\/\/|blob:)/i.test(value) ? value : "#";
}

function option(value, text, chosen) {
  return el("option", { value, selected: value === chosen }, text);
}

/** A labelled control in a row of filters. */
function field(label, control) {
  return el("label", { class: "field" }, el("span", {}, label), control);
}

/** A select that tells its new value. */
function choice(label, options, chosen, changed) {
  const made = options.map(([value, text]) => option(value, text, chosen));
  return field(label, el("select", { onchange: (event) => changed(event.target.value) }, made));
}

/** A text or month field that tells its new value, a little after the last key. */
function entry(label, type, value, changed, attributes = {}) {
  let timer = 0;
  const later = (event) => {
    clearTimeout(timer);
    timer = setTimeout(() => changed(event.target.value), 200);
  };
  return field(label, el("input", { type, value, oninput: later, ...attributes }));
}

/** Buttons of which one is pressed. */
function toggle(label, options, chosen, changed) {
  const group = el("div", { class: "toggle", role: "group", "aria-label": label });
  const press = (value) => {
    for (const one of group.children) one.setAttribute("aria-pressed", one.value === value);
    changed(value);
  };
  for (const [value, text] of options) {
    const pressed = String(value === chosen);
    group.append(
      el(
        "button",
        { type: "button", value, "aria-pressed": pressed, onclick: () => press(value) },
        text,
      ),
    );
  }
  return group;
}

function announce(text) {
  const place = document.getElementById("said");
  place.textContent = text;
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => (place.textContent = ""), 4000);
}
