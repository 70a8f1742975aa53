// What the page knows: who looks, at which chat, what is in it, and what that person has not read yet.

import * as api from "./api.js";
import { together } from "./dom.js";

/** Changed only in this file; read anywhere. */
export const known = {
  viewer: null,
  bot: null,
  people: [],
  chats: [],
  canJump: false,
  canRestart: false,
  chatId: null,
  threadId: null,
  showsList: false,
  messages: new Map(),
  isLoaded: false,
  unreadId: null,
  isConnected: true,
};

const listeners = new Set();
const unread = new Map();
const clock = { now: Date.now(), readAt: performance.now() };
let loading = 0;
let missedWhileLoading = null;
let inSight = () => true;

export const onChange = (listener) => listeners.add(listener);
const changed = () => listeners.forEach((listener) => listener());

/** `isInSight` says whether the newest message of the open chat can be seen just now. */
export const watchSight = (isInSight) => {
  inSight = isInSight;
};

/** The sandbox's clock, in milliseconds: it may be days away from this machine's. */
export const now = () => clock.now + performance.now() - clock.readAt;

const chatById = (id) => known.chats.find((chat) => chat.id === id) ?? null;
export const openChat = () => chatById(known.chatId);
export const viewerPerson = () => known.people.find((person) => person.id === known.viewer) ?? null;

/** The messages of the open chat, or of its open topic, oldest first. */
export function visibleMessages() {
  const all = [...known.messages.values()].sort((a, b) => a.message_id - b.message_id);
  if (!openChat()?.is_forum) return all;
  return all.filter((message) => threadOf(message) === known.threadId);
}

const threadOf = (message) => (message.is_topic_message || message.forum_topic_created ? message.message_thread_id ?? null : null);

const unreadKey = (viewer, chatId, threadId) => `${viewer}/${chatId}/${threadId ?? ""}`;

/** How many messages a person has not read: in a topic, in a chat (`threadId` undefined), or in all (`chatId` too). */
export function unreadCount(viewer, chatId, threadId) {
  const start = chatId === undefined ? `${viewer}/` : `${viewer}/${chatId}/`;
  if (threadId !== undefined) return unread.get(unreadKey(viewer, chatId, threadId))?.count ?? 0;
  return [...unread].reduce((sum, [key, { count }]) => sum + (key.startsWith(start) ? count : 0), 0);
}

/** Everything on screen has been seen. */
export function markRead() {
  if (unread.delete(unreadKey(known.viewer, known.chatId, known.threadId))) changed();
}

function audienceOf(chatId) {
  if (known.people.some((person) => person.id === chatId)) return [chatId];
  return chatById(chatId)?.members ?? [];
}

function countUnread(chatId, message) {
  const thread = chatById(chatId)?.is_forum ? threadOf(message) : null;
  for (const person of audienceOf(chatId)) {
    if (message.from?.id === person) continue;
    const isOpen = person === known.viewer && chatId === known.chatId && thread === known.threadId && !known.showsList;
    if (isOpen && inSight()) continue;
    const key = unreadKey(person, chatId, thread);
    const before = unread.get(key);
    unread.set(key, { count: (before?.count ?? 0) + 1, firstId: before?.firstId ?? message.message_id });
  }
}

async function stateFor(viewer) {
  try {
    return await api.state(viewer);
  } catch (problem) {
    // A sandbox that started again, or a deleted account: this person is nobody there.
    if (!(problem instanceof api.Refused) || viewer === null) throw problem;
    known.viewer = null;
    return stateFor(null);
  }
}

/** Reads people, chats and clock anew; chooses someone and something to look at where nothing is chosen. */
export async function refresh() {
  const asked = known.viewer;
  const answer = await stateFor(asked);
  if (known.viewer !== null && asked !== known.viewer) return;
  Object.assign(known, {
    bot: answer.bot, people: answer.people, chats: answer.chats,
    canJump: answer.can_jump, canRestart: answer.can_restart,
  });
  setClock(answer.now);
  if (!viewerPerson() && known.people.length) {
    await become(known.people[0].id);
    return;
  }
  const chat = openChat();
  if (!chat && known.chats.length) await open(known.chats[0].id);
  else if (known.threadId !== null && !chat?.topics?.some((topic) => topic.message_thread_id === known.threadId)) openTopic(null);
  if (known.chats.some((each) => each.typing)) refreshLater();
  changed();
}

const refreshSoon = together(() => refresh().catch(() => {}), 30);
// Nobody says when typing ends: it runs out.
const refreshLater = together(() => refresh().catch(() => {}), 1000);

export function setClock(iso) {
  clock.now = Date.parse(iso);
  clock.readAt = performance.now();
}

/** Looks with another person's eyes, at their chat with the bot. */
export async function become(personId) {
  known.viewer = personId;
  known.chatId = null;
  known.showsList = false;
  await refresh();
}

/** Opens a chat of the viewer. */
export async function open(chatId) {
  known.chatId = chatId;
  known.threadId = null;
  known.showsList = false;
  known.messages = new Map();
  known.isLoaded = false;
  await loadMessages();
}

/** Opens a topic of the open forum; null is its General topic. */
export function openTopic(threadId) {
  known.threadId = threadId;
  noteUnread();
  changed();
}

export function showList() {
  known.showsList = true;
  changed();
}

function noteUnread() {
  const key = unreadKey(known.viewer, known.chatId, known.threadId);
  known.unreadId = unread.get(key)?.firstId ?? null;
  unread.delete(key);
}

/** Reads the open chat anew, and keeps what happens to it meanwhile. */
async function loadMessages() {
  const { chatId, viewer } = known;
  loading += 1;
  const turn = loading;
  missedWhileLoading = [];
  const answer = await api.messages(chatId, viewer);
  if (turn !== loading || chatId !== known.chatId || viewer !== known.viewer) return;
  known.messages = new Map(answer.messages.map((message) => [message.message_id, message]));
  missedWhileLoading.forEach(applyToOpenChat);
  missedWhileLoading = null;
  if (!known.isLoaded) noteUnread();
  known.isLoaded = true;
  changed();
}

function applyToOpenChat({ type, message }) {
  if (type === "delete") known.messages.delete(message.message_id);
  else known.messages.set(message.message_id, message);
}

const ABOUT_MESSAGES = new Set(["message", "edit", "delete"]);

/** Takes in one event of the sandbox. */
export function take(event) {
  if (ABOUT_MESSAGES.has(event.type) && event.message) {
    if (event.type === "message") countUnread(event.chat_id, event.message);
    if (event.chat_id === known.chatId) {
      applyToOpenChat(event);
      missedWhileLoading?.push(event);
      changed();
    }
  }
  refreshSoon();
}

/** The line to the sandbox is there again: what happened meanwhile is read, not guessed. */
export async function connected() {
  known.isConnected = true;
  await refresh();
  if (known.chatId !== null) await loadMessages();
  changed();
}

export function disconnected() {
  if (!known.isConnected) return;
  known.isConnected = false;
  changed();
}
