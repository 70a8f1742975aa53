// Turns a text and its entities into safe elements; offsets are UTF-16 units, as Telegram and JavaScript both count.

import { element } from "./dom.js";

const PLAIN_TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE_ADDRESS = /^(https?|tg|mailto|tel):/i;

/** The text as a fragment. `onCommand` is called with a bot command that was pressed in it. */
export function formatted(text, entities = [], onCommand = () => {}) {
  const ordered = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const fragment = document.createDocumentFragment();
  fragment.append(...pieces(text, 0, text.length, ordered, onCommand));
  return fragment;
}

function pieces(text, start, end, entities, onCommand) {
  const made = [];
  let at = start;
  for (let i = 0; i < entities.length; i += 1) {
    const from = Math.max(entities[i].offset, start);
    const to = Math.min(entities[i].offset + entities[i].length, end);
    if (from < at || from >= to) continue;
    if (from > at) made.push(text.slice(at, from));
    const inner = pieces(text, from, to, entities.slice(i + 1), onCommand);
    made.push(wrapped(entities[i], text.slice(from, to), inner, onCommand));
    // A block ends its line by itself; the line break after it would leave an empty line.
    at = BLOCKS.has(entities[i].type) && to < end && text[to] === "\n" ? to + 1 : to;
  }
  if (at < end) made.push(text.slice(at, end));
  return made;
}

function wrapped(entity, content, inner, onCommand) {
  if (PLAIN_TAGS[entity.type]) return element(PLAIN_TAGS[entity.type], {}, inner);
  switch (entity.type) {
    case "pre":
      return element("pre", { "data-language": entity.language }, element("code", {}, inner));
    case "spoiler":
      return spoiler(inner);
    case "blockquote":
      return element("blockquote", {}, inner);
    case "expandable_blockquote":
      return expandable(inner);
    case "text_link":
      return link(entity.url, inner);
    case "url":
      return link(/^[a-z][a-z0-9+.-]*:/i.test(content) ? content : `https://${content}`, inner);
    case "email":
      return link(`mailto:${content}`, inner);
    case "phone_number":
      return link(`tel:${content.replace(/[^+\d]/g, "")}`, inner);
    case "bot_command":
      return element("button", { type: "button", class: "link", on: { click: () => onCommand(content) } }, inner);
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return element("span", { class: "link" }, inner);
    default:
      return element("span", {}, inner);
  }
}

function link(address, inner) {
  if (!SAFE_ADDRESS.test(address)) return element("span", {}, inner);
  return element("a", { href: address, title: address, target: "_blank", rel: "noopener noreferrer" }, inner);
}

function spoiler(inner) {
  const shown = element("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text, press to show" });
  shown.append(...inner);
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    shown.classList.add("revealed");
    for (const name of ["role", "tabindex", "aria-label"]) shown.removeAttribute(name);
    shown.removeEventListener("click", reveal);
    shown.removeEventListener("keydown", reveal);
  };
  shown.addEventListener("click", reveal);
  shown.addEventListener("keydown", reveal);
  return shown;
}

function expandable(inner) {
  const quote = element("blockquote", { class: "expandable" }, element("div", { class: "quoted" }, inner));
  const toggle = element("button", { type: "button", class: "expand", "aria-expanded": "false", "aria-label": "Show all of the quote" });
  toggle.addEventListener("click", () => {
    const open = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.setAttribute("aria-label", open ? "Show less of the quote" : "Show all of the quote");
  });
  quote.append(toggle);
  return quote;
}
