// The list of chats, the header of the open one, and the tabs of a forum's topics.

import { button, element, reconcile } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./message.js";
import { known, now, open, openTopic, unreadCount } from "./store.js";
import { attempt } from "./dialogs.js";
import { authorOf, countOf, serviceText, shortDate, summaryOf } from "./words.js";

/** What a chat is called on this viewer's screen: a private chat is called after the bot. */
export const titleOf = (chat) => (chat.type === "private" ? known.bot.first_name : chat.title);
const avatarId = (chat) => (chat.type === "private" ? known.bot.id : chat.id);

/** The line under a chat's title. */
function subtitleOf(chat) {
  if (chat.typing) return element("span", { class: "typing" }, "typing", element("i"), element("i"), element("i"));
  if (chat.type === "private") return "bot";
  if (chat.type === "channel") return countOf(chat.members.length, "subscriber");
  return countOf(chat.members.length, "member");
}

/** Draws the header of the open chat. */
export function drawHeader(chat, into) {
  const signature = JSON.stringify([chat.id, titleOf(chat), chat.members?.length, chat.typing, chat.type]);
  reconcile(into, [{
    key: "title", signature,
    build: () => element(
      "div", { class: "title" }, avatar(avatarId(chat), titleOf(chat)),
      element("div", { class: "title-words" }, element("h1", {}, titleOf(chat)), element("p", { "aria-live": "polite" }, subtitleOf(chat))),
    ),
  }]);
}

function preview(chat) {
  const last = chat.last_message;
  if (!last) return chat.type === "private" ? "Press Start to begin" : "No messages yet";
  const crowd = chat.type === "group" || chat.type === "supergroup";
  const author = last.from?.id === known.viewer ? "You" : authorOf(last);
  return crowd && !serviceText(last) ? [element("span", { class: "preview-author" }, `${author}: `), summaryOf(last)] : summaryOf(last);
}

function badge(count) {
  return count > 0 && element("span", { class: "count", "aria-label": `${count} unread` }, String(count));
}

/** Draws the chats of the viewer into a list. */
export function drawChatList(into) {
  reconcile(into, known.chats.map((chat) => {
    const unread = unreadCount(known.viewer, chat.id);
    const date = chat.last_message ? shortDate(chat.last_message.date, now()) : "";
    const isOpen = chat.id === known.chatId;
    return {
      key: String(chat.id),
      signature: JSON.stringify([titleOf(chat), chat.last_message, unread, isOpen, date, known.viewer, chat.type]),
      build: () => element("li", {}, button(
        { class: "chat-row", "aria-current": isOpen ? "true" : null, on: { click: () => attempt(() => open(chat.id)) } },
        avatar(avatarId(chat), titleOf(chat)),
        element(
          "span", { class: "chat-words" },
          element(
            "span", { class: "chat-top" },
            element("b", {}, kindIcon(chat), element("span", {}, titleOf(chat))), element("small", {}, date),
          ),
          element("span", { class: "chat-bottom" }, element("span", { class: "preview" }, preview(chat)), badge(unread)),
        ),
      )),
    };
  }));
}

function kindIcon(chat) {
  if (chat.type === "channel") return icon("megaphone");
  return chat.type === "private" ? null : icon("people");
}

/** Draws the topics of a forum as tabs; hides the bar for every other chat. */
export function drawTopics(chat, into) {
  into.hidden = !chat.is_forum;
  if (!chat.is_forum) return;
  const topics = [{ message_thread_id: null, name: "General" }, ...chat.topics];
  reconcile(into, topics.map(({ message_thread_id: id, name, is_closed: isClosed }) => {
    const unread = unreadCount(known.viewer, chat.id, id);
    const isOpen = id === known.threadId;
    return {
      key: String(id),
      signature: JSON.stringify([chat.id, name, unread, isOpen, isClosed]),
      build: () => button(
        { role: "tab", class: "topic", "aria-selected": String(isOpen), on: { click: () => openTopic(id) } },
        isClosed && icon("lock"), name, badge(unread),
      ),
    };
  }));
}
