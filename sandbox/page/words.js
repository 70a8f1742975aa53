// Names, times and one-line summaries as the page words them.

const TIME = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long" });
const DAY_AND_YEAR = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: "short" });
const CLOCK = new Intl.DateTimeFormat(undefined, {
  weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit", timeZoneName: "short",
});

const dayNumber = (date) => Math.floor((date.getTime() - date.getTimezoneOffset() * 60000) / 86400000);

export const timeOf = (seconds) => TIME.format(new Date(seconds * 1000));
export const clockTime = (iso) => CLOCK.format(new Date(iso));
export const dayKey = (seconds) => String(dayNumber(new Date(seconds * 1000)));

/** "Today", "Yesterday" or the date, by the sandbox's clock `now` (milliseconds). */
export function dayName(seconds, now) {
  const date = new Date(seconds * 1000);
  const today = new Date(now);
  const ago = dayNumber(today) - dayNumber(date);
  if (ago === 0) return "Today";
  if (ago === 1) return "Yesterday";
  return (date.getFullYear() === today.getFullYear() ? DAY : DAY_AND_YEAR).format(date);
}

/** The short date of a chat list: a time today, a weekday this week, else the date. */
export function shortDate(seconds, now) {
  const date = new Date(seconds * 1000);
  const ago = dayNumber(new Date(now)) - dayNumber(date);
  if (ago === 0) return TIME.format(date);
  return ago > 0 && ago < 7 ? WEEKDAY.format(date) : DAY.format(date);
}

/** A length of time in words, largest two units only. */
export function lengthOf(seconds) {
  const units = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
  let rest = Math.round(Math.abs(seconds));
  const parts = [];
  for (const [name, size] of units) {
    if (rest >= size && parts.length < 2) parts.push(`${Math.floor(rest / size)} ${name}`);
    rest %= size;
  }
  return parts.join(" ") || "no time";
}

export function nameOf(user) {
  return [user.first_name, user.last_name].filter(Boolean).join(" ") || "Deleted Account";
}

/** Who a message is from, as the bubble and the reply quote name them. */
export function authorOf(message) {
  if (message.sender_chat) return message.sender_chat.title ?? "Channel";
  return message.from ? nameOf(message.from) : "";
}

const COLOURS = 7;
/** One of seven colours that stays with a person or chat. */
export const colourOf = (id) => Math.abs(Number(id)) % COLOURS;

export function initialsOf(name) {
  const letters = name.split(/\s+/).filter(Boolean).map((word) => [...word][0]);
  return (letters.length > 1 ? letters[0] + letters.at(-1) : letters[0] ?? "?").toUpperCase();
}

export const countOf = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

const MEDIA = [
  ["animation", "GIF"], ["photo", "Photo"], ["video", "Video"], ["voice", "Voice message"], ["audio", "Audio"],
  ["location", "Location"], ["contact", "Contact"],
];

/** A message in one line, for the chat list and quotes. */
export function summaryOf(message) {
  const service = serviceText(message);
  if (service) return service;
  const words = message.text ?? message.caption;
  if (words) return words;
  if (message.sticker) return `${message.sticker.emoji ?? ""} Sticker`.trim();
  if (message.poll) return `📊 ${message.poll.question}`;
  if (message.document && !message.animation) return message.document.file_name ?? "File";
  return MEDIA.find(([kind]) => message[kind])?.[1] ?? "Message";
}

const names = (users) => users.map(nameOf).join(", ");

/** What a service message says, or null when the message is an ordinary one. */
export function serviceText(message) {
  const who = authorOf(message);
  if (message.new_chat_members) {
    const joined = message.new_chat_members;
    return joined.length === 1 && joined[0].id === message.from?.id ? `${who} joined the group` : `${who} added ${names(joined)}`;
  }
  if (message.left_chat_member) {
    const left = message.left_chat_member;
    return left.id === message.from?.id ? `${who} left the group` : `${who} removed ${nameOf(left)}`;
  }
  if (message.group_chat_created) return `${who} created the group`;
  if (message.supergroup_chat_created) return "Group created";
  if (message.channel_chat_created) return "Channel created";
  if (message.migrate_to_chat_id) return "This group was upgraded to a supergroup";
  if (message.migrate_from_chat_id) return "Upgraded from a basic group";
  if (message.new_chat_title) return `${who} changed the name to “${message.new_chat_title}”`;
  if (message.forum_topic_created) return `${who} created the topic “${message.forum_topic_created.name}”`;
  if (message.forum_topic_edited) return `${who} changed the topic`;
  if (message.forum_topic_closed) return `${who} closed the topic`;
  if (message.forum_topic_reopened) return `${who} reopened the topic`;
  if (message.pinned_message) return `${who} pinned “${summaryOf(message.pinned_message).slice(0, 40)}”`;
  if (message.message_auto_delete_timer_changed) return `${who} changed the auto-delete timer`;
  return null;
}
