// The buttons: inline keyboards under a message, and reply keyboards under the composer.

import { button, element } from "./dom.js";
import { icon } from "./icons.js";
import { toast } from "./dialogs.js";

const CORNER_ICONS = { url: "forward", login_url: "forward", web_app: "app", copy_text: "copy", switch_inline_query: "forward" };

/** The inline keyboard of a message, or null. `press(row, column)` resolves when the bot has answered. */
export function inlineKeyboard(message, { press, openAddress }) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return element("div", { class: "inline-keyboard", role: "group", "aria-label": "Buttons of this message" }, rows.map((row, rowAt) =>
    element("div", { class: "row" }, row.map((key, columnAt) => inlineButton(key, () => press(rowAt, columnAt), openAddress)))));
}

function inlineButton(key, press, openAddress) {
  const kind = Object.keys(CORNER_ICONS).find((name) => key[name] !== undefined);
  const node = button(
    { class: `key ${key.style ? `style-${key.style}` : ""}` },
    element("span", { class: "label" }, key.text),
    kind && element("span", { class: "corner" }, icon(CORNER_ICONS[kind])),
    element("span", { class: "spinner", "aria-hidden": "true" }),
  );
  node.addEventListener("click", async () => {
    if (key.url) return openAddress(key.url);
    if (key.copy_text) return copy(key.copy_text.text);
    if (key.callback_data === undefined) return toast("This kind of button does nothing here.");
    if (node.getAttribute("aria-busy") === "true") return undefined;
    node.setAttribute("aria-busy", "true");
    try {
      await press();
    } finally {
      node.removeAttribute("aria-busy");
    }
    return undefined;
  });
  return node;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied to clipboard");
  } catch {
    toast(`Could not reach the clipboard. The text is: ${text}`);
  }
}

/** The reply keyboard a chat shows a person: pressing a key says its text, or asks for a place. */
export function replyKeyboard(markup, { say, sendPlace }) {
  const rows = markup.keyboard.map((row) => element("div", { class: "row" }, row.map((raw) => {
    const key = typeof raw === "string" ? { text: raw } : raw;
    const press = () => {
      if (key.request_location) return sendPlace();
      if (key.request_contact || key.request_poll) return toast("The sandbox cannot send this yet.");
      return say(key.text);
    };
    return button(
      { class: `key ${key.style ? `style-${key.style}` : ""}`, on: { click: press } },
      key.request_location && icon("place"), element("span", { class: "label" }, key.text),
    );
  })));
  const size = markup.resize_keyboard ? "" : "tall";
  return element("div", { class: `reply-keyboard ${size}`, role: "group", "aria-label": "Answers to choose from" }, rows);
}
