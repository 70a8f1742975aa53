// The messages of the open chat in order: days, service lines, the unread mark, neighbours drawn together.

import { element, reconcile } from "./dom.js";
import { popupMenu, toast } from "./dialogs.js";
import { bubble } from "./message.js";
import { dayKey, dayName, serviceText } from "./words.js";

const TOGETHER_FOR = 300;
const NEAR_BOTTOM = 60;

const scroller = document.getElementById("timeline");
const list = document.getElementById("messages");
const down = document.getElementById("to-bottom");
let atBottom = true;
let shownKey = null;

const sender = (message) => message.sender_chat?.id ?? message.from?.id;

/** Messages as they are drawn: an album's messages count as one. */
function units(messages) {
  const drawn = [];
  for (const message of messages) {
    const before = drawn.at(-1);
    if (message.media_group_id && before?.[0].media_group_id === message.media_group_id) before.push(message);
    else drawn.push([message]);
  }
  return drawn;
}

function together(a, b) {
  if (!a || !b || serviceText(a[0]) || serviceText(b[0])) return false;
  const near = Math.abs(b[0].date - a[0].date) < TOGETHER_FOR && dayKey(a[0].date) === dayKey(b[0].date);
  return near && sender(a[0]) === sender(b[0]);
}

function shapeOf(before, unit, after, chat, viewer) {
  const outgoing = chat.type !== "channel" && unit[0].from?.id === viewer && !unit[0].sender_chat;
  const first = !together(before, unit);
  const crowd = chat.type === "group" || chat.type === "supergroup";
  const named = first && !outgoing && chat.type !== "private";
  return { outgoing, first, last: !together(unit, after), named, pictured: crowd && !outgoing };
}

function wantedList({ messages, chat, viewer, now, unreadId }, actions) {
  const wanted = [];
  const drawn = units(messages);
  drawn.forEach((unit, at) => {
    const [message] = unit;
    const day = dayKey(message.date);
    if (at === 0 || dayKey(drawn[at - 1][0].date) !== day) {
      const name = dayName(message.date, now);
      wanted.push({ key: `day-${day}`, signature: name, build: () => element("div", { class: "notice day" }, element("span", {}, name)) });
    }
    if (message.message_id === unreadId) {
      wanted.push({ key: "unread", signature: "", build: () => element("div", { class: "unread-bar" }, "Unread messages") });
    }
    const said = serviceText(message);
    const shape = shapeOf(drawn[at - 1], unit, drawn[at + 1], chat, viewer);
    wanted.push({
      key: `message-${message.message_id}`,
      signature: JSON.stringify([unit, shape]),
      build: () => said
        ? element("div", { class: "notice", "data-message": message.message_id }, element("span", {}, said))
        : interactive(bubble(unit, shape, actions), message, actions),
    });
  });
  return wanted;
}

function interactive(node, message, actions) {
  const menu = (x, y) => {
    const text = message.text ?? message.caption;
    const items = [["reply", "Reply", () => actions.answer(message)]];
    if (text) items.push(["copy", "Copy text", () => navigator.clipboard.writeText(text).then(() => toast("Copied to clipboard"))]);
    popupMenu(x, y, items);
  };
  node.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, button")) return;
    event.preventDefault();
    menu(event.clientX, event.clientY);
  });
  node.addEventListener("dblclick", (event) => {
    if (event.target.closest("a, button, .text")) return;
    actions.answer(message);
  });
  node.addEventListener("keydown", (event) => {
    if (event.target !== node) return;
    const { left, bottom } = node.querySelector(".body").getBoundingClientRect();
    if (event.key === "Enter") menu(left, bottom);
    else if (event.key === "ArrowUp" || event.key === "ArrowDown") step(node, event.key === "ArrowUp" ? -1 : 1);
    else return;
    event.preventDefault();
  });
  return node;
}

function step(from, by) {
  const all = [...list.querySelectorAll("article")];
  all[all.indexOf(from) + by]?.focus();
}

/** Draws `view`; a chat just opened starts at its unread mark or its end, a reader in the past stays there. */
export function drawTimeline(view, actions) {
  const fresh = shownKey !== view.key;
  shownKey = view.key;
  const wanted = wantedList(view, actions);
  list.classList.toggle("crowd", view.chat.type === "group" || view.chat.type === "supergroup");
  if (fresh) {
    list.replaceChildren();
    atBottom = true;
  }
  reconcile(list, wanted);
  for (const node of list.querySelectorAll("article")) node.tabIndex = -1;
  const last = list.querySelector("article:last-of-type");
  if (last) last.tabIndex = 0;
  const mark = list.querySelector(".unread-bar");
  if (fresh && mark && mark.offsetTop < list.scrollHeight - scroller.clientHeight) {
    mark.scrollIntoView({ block: "start" });
    atBottom = false;
  } else if (atBottom) toBottom();
}

/** Goes to the newest message and stays there as others arrive. */
export function toBottom() {
  atBottom = true;
  scroller.scrollTop = scroller.scrollHeight;
  down.hidden = true;
}

/** Whether the newest message is in sight. */
export const seesNewest = () => atBottom;

export function watchScrolling(onNewestSeen) {
  scroller.addEventListener("scroll", () => {
    atBottom = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_BOTTOM;
    down.hidden = atBottom;
    if (atBottom) onNewestSeen();
  }, { passive: true });
  down.addEventListener("click", toBottom);
  // The composer growing, a keyboard opening or a picture settling must not push the newest message out of sight.
  const settle = new ResizeObserver(() => atBottom && toBottom());
  settle.observe(scroller);
  settle.observe(list);
}
