// Starts the page and ties its parts together: events in, drawings and requests out.

import * as api from "./api.js";
import { drawChatList, drawHeader, drawTopics, titleOf } from "./chats.js";
import { answer, drawComposer, setUpComposer } from "./composer.js";
import { drawControls, setUpControls } from "./controls.js";
import { alertBox, attempt, choosePlace, popupMenu, question, toast } from "./dialogs.js";
import { icon } from "./icons.js";
import {
  connected, disconnected, known, markRead, now, onChange, open, openChat, showList, take, unreadCount, viewerPerson,
  visibleMessages, watchSight,
} from "./store.js";
import { drawTimeline, seesNewest, toBottom, watchScrolling } from "./timeline.js";
import { drawWorkbench, forgetLog, setUpWorkbench } from "./workbench.js";

const at = (id) => document.getElementById(id);
const phone = at("phone");

const mayHide = (chat) => chat.type === "supergroup" && chat.is_admin;

/** Sends something as the viewer into the open chat, and goes to the newest message. */
function send(content, answeredId) {
  const { chatId, viewer, threadId } = known;
  toBottom();
  return attempt(() => api.post(chatId, {
    from: viewer,
    ...content,
    ...(threadId === null ? {} : { message_thread_id: threadId }),
    ...(answeredId ? { reply_to_message_id: answeredId } : {}),
    ...(at("anonymous").checked && mayHide(openChat()) ? { anonymous: true } : {}),
  }));
}

const say = (text, answeredId) => send({ text }, answeredId);

async function sendPlace() {
  const location = await choosePlace();
  if (location) await send({ location });
}

async function press(message, row, column) {
  const { chatId, viewer } = known;
  const result = await attempt(() => api.press(chatId, { from: viewer, message_id: message.message_id, row, column }));
  const said = result?.answer;
  if (said?.url) openAddress(said.url);
  else if (said?.text && said.show_alert) await alertBox(known.bot.first_name, said.text);
  else if (said?.text) toast(said.text);
}

/** What stands in a link of the bot's own: its kind, "start" or "startgroup", and the payload; null in others. */
function ownLink(address) {
  const { hostname, pathname, searchParams } = URL.canParse(address) ? new URL(address) : {};
  if (hostname !== "t.me" || pathname.slice(1).toLowerCase() !== known.bot.username.toLowerCase()) return null;
  const kind = ["start", "startgroup"].find((name) => searchParams.has(name));
  return kind ? [kind, searchParams.get(kind)] : null;
}

/** As Telegram does it: the private chat opens, and what stands in the link is said there at once. */
async function followOwnLink([kind, payload]) {
  if (kind === "startgroup") return toast(`Add the bot to a group, then write /start ${payload} there.`);
  await attempt(() => open(known.viewer));
  return say(`/start ${payload}`);
}

async function openAddress(address) {
  const own = ownLink(address);
  if (own) return followOwnLink(own);
  if (!/^(https?|tg):/i.test(address)) return toast("This address cannot be opened.");
  if (await question("Open this link?", address, "Open")) window.open(address, "_blank", "noopener");
  return undefined;
}

async function restartBot() {
  await attempt(() => api.unblock(known.chatId, known.viewer));
  await say("/start");
}

const vote = (poll, options) => attempt(() => api.vote(known.chatId, { from: known.viewer, poll_id: poll.id, options }));

const actions = { say, press, vote, openAddress, answer };

/** After the screens change places, the focus is on the one in front; a touch screen's keyboard stays closed. */
function focusFront() {
  const canType = matchMedia("(hover: hover)").matches && at("composer").checkVisibility();
  const front = known.showsList ? at("chat-list").querySelector("[aria-current]") : canType ? at("text") : at("back");
  front?.focus({ preventScroll: true });
}

function closedBecause(chat) {
  const topic = chat.topics?.find(({ message_thread_id: id }) => id === known.threadId);
  if (topic?.is_closed && !chat.is_admin) return "This topic is closed.";
  if (chat.type === "channel" && !chat.is_admin) return "Only administrators can post here.";
  return null;
}

function draw() {
  at("banner").classList.toggle("shown", !known.isConnected);
  const chat = openChat();
  if (!known.bot) return;
  const turned = phone.classList.contains("shows-list") !== known.showsList;
  phone.classList.toggle("shows-list", known.showsList);
  at("list-screen").inert = !known.showsList;
  at("chat-screen").inert = known.showsList;
  drawControls();
  drawWorkbench();
  drawChatList(at("chat-list"));
  at("viewer-name").textContent = viewerPerson()?.first_name ?? "";
  if (chat && known.isLoaded) drawChat(chat);
  if (turned) focusFront();
  leaveDrawerFor(`${known.viewer}/${known.chatId}`);
}

function drawChat(chat) {
  const messages = visibleMessages();
  const key = `${known.viewer}/${chat.id}/${known.threadId ?? ""}`;
  document.title = `${titleOf(chat)} · ${viewerPerson()?.first_name ?? ""}`;
  drawHeader(chat, at("header-title"));
  drawTopics(chat, at("topics"));
  drawComposer({ key, chat, isEmpty: known.messages.size === 0, closedBecause: closedBecause(chat) });
  drawTimeline({ key, messages, chat, viewer: known.viewer, now: now(), unreadId: known.unreadId }, actions);
  at("welcome").hidden = messages.length > 0;
  at("welcome").textContent = chat.type === "private" ? welcome() : "No messages here yet";
  at("anonymous-line").hidden = !mayHide(chat);
  const others = unreadCount(known.viewer) - unreadCount(known.viewer, chat.id);
  at("others").hidden = others <= 0;
  at("others").textContent = String(others);
  const below = unreadCount(known.viewer, chat.id, known.threadId);
  at("below").hidden = below <= 0;
  at("below").textContent = String(below);
}

function welcome() {
  return known.bot.description || `This is ${known.bot.first_name}. Press Start to begin.`;
}

function openChatMenu(event) {
  const { right, bottom } = event.currentTarget.getBoundingClientRect();
  const chat = openChat();
  const items = [["people", "People and chats", () => openDrawer(true)]];
  if (chat.type === "private") {
    items.push(chat.blocked
      ? ["check", "Unblock bot", () => attempt(() => api.unblock(chat.id, known.viewer))]
      : ["lock", "Stop and block bot", () => attempt(() => api.block(chat.id, known.viewer))]);
  }
  popupMenu(right - 220, bottom, items);
}

function openDrawer(isOpen) {
  document.body.classList.toggle("drawer-open", isOpen);
  at("drawer-toggle").setAttribute("aria-expanded", String(isOpen));
  if (isOpen) at("panel-people").querySelector("button").focus();
  else at("drawer-toggle").focus();
}

let lookedAt = "";
/** Someone or something else was chosen in the drawer: that is what the person wants to see now. */
function leaveDrawerFor(place) {
  if (place !== lookedAt && document.body.classList.contains("drawer-open")) openDrawer(false);
  lookedAt = place;
}

function setUp() {
  at("back").append(icon("back"));
  at("chat-menu").append(icon("more"));
  at("to-bottom").append(icon("down"));
  at("drawer-toggle").append(icon("menu"));
  at("drawer-close").append(icon("close"));
  at("jump").prepend(icon("skip"));
  at("restart").prepend(icon("restart"));
  at("back").addEventListener("click", showList);
  at("chat-menu").addEventListener("click", openChatMenu);
  at("drawer-toggle").addEventListener("click", () => openDrawer(!document.body.classList.contains("drawer-open")));
  at("drawer-close").addEventListener("click", () => openDrawer(false));
  at("veil").addEventListener("click", () => openDrawer(false));
  document.addEventListener("keydown", (event) => {
    const inDrawer = document.body.classList.contains("drawer-open") && !document.querySelector("dialog, .popup");
    if (event.key === "Escape" && inDrawer) openDrawer(false);
  });
  setUpComposer({ say, send, sendPlace, start: () => say("/start"), restartBot });
  setUpControls();
  setUpWorkbench();
  watchSight(() => seesNewest() && !document.hidden);
  watchScrolling(markRead);
  document.addEventListener("visibilitychange", () => !document.hidden && seesNewest() && markRead());
  onChange(draw);
}

setUp();
api.follow({
  onEvent: take,
  onUp: () => {
    forgetLog();
    connected().catch(() => {});
  },
  onDown: disconnected,
});
