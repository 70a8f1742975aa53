// What opens over the chat: toasts, alerts, questions, small menus and the choice of a place.

import { button, element } from "./dom.js";
import { icon } from "./icons.js";

const TOAST_FOR = 3500;
let toastTimer = null;

/** A line that goes away by itself, read out by screen readers. */
export function toast(text) {
  const node = document.getElementById("toast");
  node.textContent = text;
  node.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => node.classList.remove("shown"), TOAST_FOR + 30 * text.length);
}

/** Runs `action`; what goes wrong becomes a toast in place of an exception. Gives undefined then. */
export async function attempt(action) {
  try {
    return await action();
  } catch (problem) {
    toast(problem instanceof TypeError ? "The sandbox is not answering." : problem.message);
    return undefined;
  }
}

/** Opens a dialog and resolves with what was chosen in it, or null when it was closed. */
function open(label, build) {
  return new Promise((resolve) => {
    let answer = null;
    const dialog = element("dialog", { class: "dialog", "aria-label": label });
    const choose = (value) => {
      answer = value;
      dialog.close();
    };
    dialog.append(...build(choose));
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** A modal the person must close, as Telegram shows for `show_alert`. */
export function alertBox(title, text) {
  return open(title, (choose) => [
    element("h2", {}, title),
    element("p", { class: "said" }, text),
    element("div", { class: "choices" }, button({ autofocus: true, on: { click: () => choose(true) } }, "OK")),
  ]);
}

/** True when the person agreed. */
export function question(title, text, yes) {
  return open(title, (choose) => [
    element("h2", {}, title),
    element("p", { class: "said" }, text),
    element(
      "div", { class: "choices" },
      button({ on: { click: () => choose(null) } }, "Cancel"),
      button({ autofocus: true, on: { click: () => choose(true) } }, yes),
    ),
  ]);
}

const PLACES = [
  ["Berlin", 52.52, 13.405], ["London", 51.5074, -0.1278], ["New York", 40.7128, -74.006],
  ["Santiago de Chile", -33.4489, -70.6693], ["Lord Howe Island", -31.5553, 159.0821], ["Tokyo", 35.6762, 139.6503],
  ["In the open sea", 30, -40],
];

/** Where the person says they are: `{latitude, longitude}`, or null. */
export function choosePlace() {
  return open("Send a location", (choose) => {
    const degrees = (name, most, placeholder) =>
      element("input", { name, type: "number", min: -most, max: most, step: "any", required: true, placeholder });
    const latitude = degrees("latitude", 90, "52.52");
    const longitude = degrees("longitude", 180, "13.40");
    const form = element(
      "form", { class: "coordinates" },
      element("label", {}, "Latitude", latitude), element("label", {}, "Longitude", longitude),
      element("button", { type: "submit" }, "Send"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      choose({ latitude: latitude.valueAsNumber, longitude: longitude.valueAsNumber });
    });
    return [
      element("h2", {}, "Send a location"),
      element("ul", { class: "places" }, PLACES.map(([name, lat, lon]) => element("li", {}, button(
        { on: { click: () => choose({ latitude: lat, longitude: lon }) } },
        icon("place"), element("span", {}, name), element("small", {}, `${lat.toFixed(2)}, ${lon.toFixed(2)}`),
      )))),
      form,
      element("div", { class: "choices" }, button({ on: { click: () => choose(null) } }, "Cancel")),
    ];
  });
}

/** A small menu at a point of the window; `items` are `[icon, label, action]`. */
export function popupMenu(x, y, items) {
  document.querySelector(".popup")?.remove();
  const before = document.activeElement;
  const menu = element("div", { class: "popup", role: "menu" });
  const close = () => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
  };
  const outside = (event) => !menu.contains(event.target) && close();
  for (const [name, label, action] of items) {
    const choose = () => {
      close();
      before?.focus?.({ preventScroll: true });
      action();
    };
    menu.append(button({ role: "menuitem", on: { click: choose } }, icon(name), label));
  }
  menu.addEventListener("keydown", (event) => {
    const entries = [...menu.children];
    const at = entries.indexOf(document.activeElement);
    if (event.key === "ArrowDown") entries[(at + 1) % entries.length].focus();
    else if (event.key === "ArrowUp") entries.at(at - 1).focus();
    else if (event.key === "Escape" || event.key === "Tab") {
      close();
      before?.focus?.({ preventScroll: true });
    } else return;
    event.preventDefault();
  });
  document.body.append(menu);
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - height - 8))}px`;
  menu.firstElementChild.focus({ preventScroll: true });
  document.addEventListener("pointerdown", outside, true);
}
