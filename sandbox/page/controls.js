// The panel of people and chats: who looks, who is where, and what an administrator could do there.

import * as api from "./api.js";
import { drawChatList } from "./chats.js";
import { attempt, popupMenu, question, toast } from "./dialogs.js";
import { button, element, reconcile } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./message.js";
import { become, known, open, openChat, refresh, unreadCount } from "./store.js";

/** A form of the panel: `submit` gets its values by name, and the form is emptied when that went well. */
export function panelForm(label, fields, submit, extra = {}) {
  const form = element("form", { "aria-label": label, autocomplete: "off", ...extra }, fields);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const done = await attempt(async () => {
      await submit(Object.fromEntries(new FormData(form)));
      return true;
    });
    if (done) form.reset();
  });
  return form;
}

export function field(label, control) {
  return element("label", { class: "field" }, element("span", {}, label), control);
}

export function options(pairs) {
  return pairs.map(([value, label]) => element("option", { value }, label));
}

const peopleList = document.getElementById("people");
const chatList = document.getElementById("panel-chats");
const here = document.getElementById("this-chat");

/** Puts the forms that stay into the panel. */
export function setUpControls() {
  document.getElementById("new-person").append(panelForm("Add a person", [
    field("First name", element("input", { name: "first_name", required: true, maxlength: 64 })),
    field("Language", element("input", { name: "language_code", value: "en", size: 4, maxlength: 8 })),
    field("Username", element("input", { name: "username", placeholder: "none", maxlength: 32 })),
    element("button", { type: "submit" }, "Add person"),
  ], async (values) => {
    const person = await api.addPerson({ ...values, username: values.username || null });
    await become(person.id);
  }));
  document.getElementById("new-chat").append(panelForm("New group or channel", [
    field("Title", element("input", { name: "title", required: true, maxlength: 128 })),
    field("Kind", element("select", { name: "kind" }, options([
      ["group", "Group"], ["supergroup", "Supergroup"], ["forum", "Group with topics"], ["channel", "Channel"],
    ]))),
    element("button", { type: "submit" }, "Create with everyone"),
  ], async ({ title, kind }) => {
    const isForum = kind === "forum";
    const members = known.people.map((person) => person.id);
    const chat = await api.addChat({ type: isForum ? "supergroup" : kind, title, members, owner: known.viewer, is_forum: isForum });
    await refresh();
    await open(chat.id);
  }));
}

/** Draws people, chats and what can be done in the open chat. */
export function drawControls() {
  drawPeople();
  drawChatList(chatList);
  const chat = openChat();
  if (!chat) return here.replaceChildren();
  const parts = chat.type === "private" ? [ownChat] : [sharedChat, ...(chat.is_forum ? [topicForm, topicList] : [])];
  return reconcile(here, parts.map((build) => ({
    key: build.name,
    // A form keeps what was typed into it, whatever happens in the chat meanwhile.
    signature: build === topicForm ? String(chat.id) : JSON.stringify([chat, known.viewer, known.people], stable),
    build: () => build(chat),
  })));
}

/** Leaves out of a signature what changes with every message. */
const stable = (name, value) => (["last_message", "typing", "reply_keyboard"].includes(name) ? undefined : value);

function drawPeople() {
  reconcile(peopleList, known.people.map((person) => {
    const isViewer = person.id === known.viewer;
    const unread = isViewer ? 0 : unreadCount(person.id);
    return {
      key: String(person.id),
      signature: JSON.stringify([person, isViewer, unread]),
      build: () => button(
        { class: "person", "aria-pressed": String(isViewer), on: { click: () => attempt(() => become(person.id)) } },
        avatar(person.id, person.first_name), element("span", {}, person.first_name),
        element("small", {}, person.language_code), unread > 0 && element("span", { class: "count" }, String(unread)),
      ),
    };
  }));
}

const doing = (action) => () => attempt(async () => {
  await action();
  await refresh();
});

function ownChat(chat) {
  const person = known.people.find(({ id }) => id === chat.id);
  const block = chat.blocked
    ? button({ on: { click: doing(() => api.unblock(chat.id, known.viewer)) } }, "Unblock the bot")
    : button({ on: { click: doing(() => api.block(chat.id, known.viewer)) } }, "Block the bot");
  const remove = button({
    class: "danger",
    on: {
      click: async () => {
        if (await question("Delete this account?", `${person.first_name} leaves Telegram for good, as a deleted account.`, "Delete")) {
          await doing(() => api.deletePerson(person.id))();
        }
      },
    },
  }, "Delete the account");
  return element("div", { class: "actions" }, block, remove);
}

function sharedChat(chat) {
  const outside = known.people.filter(({ id }) => !chat.members.includes(id));
  const members = known.people.filter(({ id }) => chat.members.includes(id));
  const change = (add) => doing(() => api.changeMembers(chat.id, { ...add, by: known.viewer }));
  return element(
    "div", {},
    element("ul", { class: "members" },
      memberRow(chat, "bot", known.bot, chat.has_bot),
      members.map((person) => memberRow(chat, person.id, person, true))),
    element("div", { class: "actions" },
      !chat.has_bot && button({ class: "strong", on: { click: change({ add: "bot" }) } }, "Add the bot"),
      outside.map((person) => button({ on: { click: change({ add: person.id }) } }, `Add ${person.first_name}`)),
      chat.type === "group" && button({ on: { click: () => upgrade(chat) } }, "Upgrade to a supergroup")),
  );
}

function memberRow(chat, who, { id, first_name: name }, isInside) {
  const by = known.viewer;
  const promote = (rights) => doing(async () => {
    await api.promote(chat.id, { who, rights, by });
    toast(rights ? `${name} is an administrator now.` : `${name} is no administrator any more.`);
  });
  const menu = (event) => {
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    popupMenu(left, bottom, [
      ["check", "Make administrator", promote({})],
      ["lock", "Take administrator rights", promote(null)],
      ["close", "Remove", doing(() => api.changeMembers(chat.id, { remove: who, by }))],
    ]);
  };
  return element(
    "li", { class: isInside ? "" : "outside" }, avatar(id, name), element("span", {}, name),
    element("small", {}, isInside ? "" : "not here"),
    isInside && button({ class: "round", "aria-label": `What to do with ${name}`, on: { click: menu } }, icon("more")),
  );
}

async function upgrade(chat) {
  await attempt(async () => {
    const fresh = await api.migrate(chat.id);
    await refresh();
    await open(fresh.id);
    toast("The group is a supergroup now, with a new id.");
  });
}

function topicForm(chat) {
  return panelForm("New topic", [
    field("New topic", element("input", { name: "name", required: true, maxlength: 128 })),
    element("button", { type: "submit" }, "Open"),
  ], async ({ name }) => {
    await api.addTopic(chat.id, name);
    await refresh();
  });
}

function topicList(chat) {
  const act = (label, change, topic) =>
    button({ on: { click: doing(() => change(chat.id, topic.message_thread_id)) } }, `${label} “${topic.name}”`);
  return element("div", { class: "actions" }, chat.topics.flatMap((topic) => [
    topic.is_closed ? act("Reopen", api.reopenTopic, topic) : act("Close", api.closeTopic, topic),
    act("Delete", api.deleteTopic, topic),
  ]));
}
