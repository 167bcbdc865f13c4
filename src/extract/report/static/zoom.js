// Pictures that can be moved and made larger.

const CLICK = 5; // pixels that a hand may tremble

/**
 * Lets a picture be dragged, and made larger by wheel, fingers, buttons and keys.
 * @param {function} zoomed Told how many units of the picture are one pixel, and what is seen.
 */
function zoomable(picture, whole, start, zoomed) {
  let box = { ...start };
  const fingers = new Map();
  const apply = (resized) => {
    picture.setAttribute("viewBox", `${box.x} ${box.y} ${box.w} ${box.h}`);
    if (!resized) return;
    const [width, height] = [picture.clientWidth || 900, picture.clientHeight || 530];
    const scale = Math.max(box.w / width, box.h / height);
    const [w, h] = [scale * width, scale * height]; // one of them more than is asked for
    zoomed(scale, { x: box.x + (box.w - w) / 2, y: box.y + (box.h - h) / 2, w, h });
  };
  const zoom = (factor, fx = 0.5, fy = 0.5) => {
    const w = Math.min(Math.max(box.w * factor, whole.width / 60), whole.width * 1.3);
    const h = (w * box.h) / box.w;
    box = { x: box.x + (box.w - w) * fx, y: box.y + (box.h - h) * fy, w, h };
    apply(true);
  };
  const unit = () => Math.max(box.w / picture.clientWidth, box.h / picture.clientHeight);
  picture.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const frame = picture.getBoundingClientRect();
      zoom(
        event.deltaY > 0 ? 1.2 : 1 / 1.2,
        (event.clientX - frame.left) / frame.width,
        (event.clientY - frame.top) / frame.height,
      );
    },
    { passive: false },
  );
  let moved = 0;
  picture.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    moved = 0;
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    picture.addEventListener(end, (event) => {
      if (fingers.delete(event.pointerId) && moved > CLICK) apply(true);
    });
  }
  // Where a drag ends nothing is clicked.
  picture.addEventListener("click", (event) => moved > CLICK && event.stopPropagation(), true);
  picture.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = [event.clientX, event.clientY];
    moved += Math.hypot(now[0] - before[0], now[1] - before[1]);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, now);
    if (other) {
      const apart = (point) => Math.hypot(point[0] - other[0], point[1] - other[1]);
      zoom(apart(before) / Math.max(1, apart(now)));
    } else {
      box.x -= (now[0] - before[0]) * unit();
      box.y -= (now[1] - before[1]) * unit();
      apply(false);
    }
  });
  requestAnimationFrame(() => apply(true));
  const press = (label, text, act) =>
    el("button", { type: "button", "aria-label": label, title: label, onclick: act }, text);
  const reset = () => {
    box = { x: whole.x ?? 0, y: whole.y ?? 0, w: whole.width, h: whole.height };
    apply(true);
  };
  return {
    buttons: el(
      "div",
      { class: "toggle" },
      press(say("zoom_in"), "+", () => zoom(1 / 1.5)),
      press(say("zoom_out"), "−", () => zoom(1.5)),
      press(say("reset"), "⤢", reset),
    ),
  };
}
