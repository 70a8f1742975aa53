// Builds elements without ever parsing a string as HTML, and keeps a list of them in step with what it should show.

/** An element: `on` holds listeners, `null` and `false` attributes are left out, `true` becomes an empty one. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  const { on = {}, ...plain } = attributes;
  for (const [name, value] of Object.entries(plain)) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const [event, listener] of Object.entries(on)) node.addEventListener(event, listener);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A real button (never a submit), so that it is reached and pressed by keyboard. */
export function button(attributes, ...children) {
  return element("button", { type: "button", ...attributes }, ...children);
}

const FOCUSABLE = "button:not([disabled]), a[href], input, select, textarea, [tabindex]";

/**
 * Makes `parent` show exactly `wanted`, a list of `{key, signature, build}`, touching only what changed:
 * a playing video goes on playing, nothing jumps, and the focus stays where the person left it.
 */
export function reconcile(parent, wanted) {
  const existing = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  let place = parent.firstElementChild;
  for (const { key, signature, build } of wanted) {
    let node = existing.get(key);
    existing.delete(key);
    if (!node || node.signature !== signature) {
      const fresh = build();
      fresh.dataset.key = key;
      fresh.signature = signature;
      if (node) {
        if (node === place) place = fresh;
        replaceKeepingFocus(node, fresh);
      }
      node = fresh;
    }
    if (node === place) place = place.nextElementSibling;
    else parent.insertBefore(node, place);
  }
  for (const node of existing.values()) node.remove();
}

function replaceKeepingFocus(old, fresh) {
  const focused = old.contains(document.activeElement);
  const place = focused ? [...old.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement) : -1;
  old.replaceWith(fresh);
  if (!focused) return;
  const candidates = [...fresh.querySelectorAll(FOCUSABLE)];
  (candidates[Math.min(place, candidates.length - 1)] ?? fresh).focus({ preventScroll: true });
}

/** Leaves several calls in quick succession as one, `wait` milliseconds after the first. */
export function together(action, wait) {
  let timer = null;
  return () => {
    timer ??= setTimeout(() => {
      timer = null;
      action();
    }, wait);
  };
}
