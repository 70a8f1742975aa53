// One bubble: its author, what it answers, its media and words, its time, and the buttons under it.

import { button, element } from "./dom.js";
import { formatted } from "./entities.js";
import { icon } from "./icons.js";
import { inlineKeyboard } from "./keyboard.js";
import { isVisual, media } from "./media.js";
import { authorOf, colourOf, initialsOf, summaryOf, timeOf } from "./words.js";

const ONLY_EMOJI = /^\p{RGI_Emoji}{1,3}$/v;
const authorId = (message) => message.sender_chat?.id ?? message.from?.id ?? 0;

/** A round of one of seven colours with a name's initials. */
export function avatar(id, name) {
  return element("span", { class: `avatar colour-${colourOf(id)}`, "aria-hidden": "true" }, initialsOf(name));
}

/**
 * A bubble for one message, or for the messages of one album. `shape` says how it sits among its neighbours:
 * `{outgoing, first, last, named, pictured}`.
 */
export function bubble(messages, shape, actions) {
  const [message] = messages;
  const worded = messages.find((each) => each.text ?? each.caption) ?? message;
  const node = element(
    "article",
    { class: classes(message, worded, shape), tabindex: "-1", "aria-label": label(messages, shape), "data-message": message.message_id },
    shape.pictured && (shape.last ? avatar(authorId(message), authorOf(message)) : element("span", { class: "avatar none" })),
    element(
      "div", { class: "stack" },
      element(
        "div", { class: "body" },
        heading(message, shape), media(messages, actions), words(worded, meta(messages.at(-1), shape), actions),
      ),
      inlineKeyboard(message, {
        press: (row, column) => actions.press(message, row, column),
        openAddress: actions.openAddress,
      }),
    ),
  );
  return node;
}

function classes(message, worded, { outgoing, first, last }) {
  const words = worded.text ?? worded.caption;
  const bare = message.sticker || (message.text && !message.entities?.length && ONLY_EMOJI.test(message.text));
  return [
    "message", outgoing ? "out" : "in", first && "first", last && "last",
    bare && "bare", isVisual(message) && "with-visual", isVisual(message) && !words && "no-words",
  ].filter(Boolean).join(" ");
}

function label(messages, { outgoing }) {
  const [message] = messages;
  const edited = message.edit_date ? ", edited" : "";
  return `${outgoing ? "You" : authorOf(message)}, ${timeOf(message.date)}${edited}`;
}

function heading(message, { named }) {
  return [
    named && element("div", { class: `author ink-${colourOf(authorId(message))}` }, authorOf(message)),
    message.forward_origin && element("div", { class: "forwarded" }, "Forwarded message"),
    message.reply_to_message && !message.reply_to_message.forum_topic_created && quote(message.reply_to_message),
  ];
}

function quote(answered) {
  const jump = () => {
    const target = document.querySelector(`[data-message="${Number(answered.message_id)}"]`);
    if (!target) return;
    target.scrollIntoView({ block: "center" });
    target.classList.remove("pointed-at");
    requestAnimationFrame(() => target.classList.add("pointed-at"));
  };
  return button(
    { class: `quote ink-${colourOf(authorId(answered))}`, on: { click: jump } },
    element("b", {}, authorOf(answered)), element("span", {}, summaryOf(answered)),
  );
}

function words(message, time, actions) {
  const text = message.text ?? message.caption;
  if (!text) return time;
  const entities = message.text === undefined ? message.caption_entities : message.entities;
  return element("div", { class: "words" }, element("div", { class: "text", dir: "auto" }, formatted(text, entities, actions.say)), time);
}

function meta(message, { outgoing }) {
  return element(
    "span", { class: "meta" },
    message.author_signature && `${message.author_signature} `,
    message.edit_date && element("span", { class: "edited" }, "edited "),
    element("time", { datetime: new Date(message.date * 1000).toISOString() }, timeOf(message.date)),
    outgoing && icon("read"),
  );
}
