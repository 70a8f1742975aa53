"""Telegram's HTML: text and entities out of it, with offsets in UTF-16 units, refused as Telegram refuses."""

import re
from dataclasses import dataclass

from sandbox.shapes import Json, Refusal, bad

SIMPLE_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SPACE = " \t\r\n\v\f"
CHARACTER = re.compile(r"&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,8})|(lt|gt|amp|quot));?")
MARK = re.compile(r"[<&]")
# Tags without attributes, which is nearly all of them; the long way is for the rest and for what is broken.
BARE_TAG = re.compile(r"<(/?)(b|strong|i|em|u|ins|s|strike|del|code|pre|blockquote|tg-spoiler)>")
NAME_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")


def utf16_length(text: str) -> int:
    """Length in UTF-16 units, as Telegram counts limits and offsets."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(slots=True)
class _Open:
    """A start tag that waits for its end."""

    tag: str
    argument: str
    offset: int
    at: int


class HtmlReader:
    """Reads one HTML text; byte offsets in refusals count UTF-8, as Telegram's do."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        """The plain text and its entities in order of offset."""
        source = self.source
        while self.at < len(source):
            mark = MARK.search(source, self.at)
            end = mark.start() if mark else len(source)
            self._write(source[self.at : end])
            self.at = end
            if mark is None:
                break
            if source[end] == "&":
                self._write(self._character("&"))
            elif (bare := BARE_TAG.match(source, end)) and self._bare_tag(bare):
                self.at = bare.end()
            elif source[end + 1 : end + 2] == "/":
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise _broken(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.pieces), self.entities

    def _bare_tag(self, bare: re.Match[str]) -> bool:
        """Take a tag without attributes; False for an end tag that ends something else."""
        is_end, tag = bare.groups()
        if not is_end:
            self.open.append(_Open(tag, "", self.length, len(self.pieces)))
        elif self.open and self.open[-1].tag == tag:
            start = self.open.pop()
            if self.length > start.offset:
                self._add(start)
        else:
            return False
        return True

    def _write(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.length += utf16_length(text)

    def _character(self, otherwise: str) -> str:
        """The character an & stands for, moving past it; `otherwise` when it is only an ampersand."""
        match = CHARACTER.match(self.source, self.at)
        if match:
            decimal, hexadecimal, name = match.groups()
            code = ord(NAMED[name]) if name else int(decimal or hexadecimal, 10 if decimal else 16)
            if 0 < code < 0x10FFFF:
                self.at = match.end()
                return chr(code)
        self.at += 1
        return otherwise

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def _peek(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else ""

    def _skip_space(self) -> None:
        while self._peek() and self._peek() in SPACE:
            self.at += 1

    def _until(self, stops: str) -> str:
        begin = self.at
        while self._peek() and self._peek() not in stops:
            self.at += 1
        return self.source[begin : self.at]

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._until(SPACE + ">").lower()
        if not self._peek():
            raise _broken(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in SIMPLE_TAGS:
            raise _broken(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes = self._attributes(tag, begin)
        argument = _argument(tag, attributes)
        if tag == "span" and argument != "spoiler":
            raise _broken(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.at += 1
        self.open.append(_Open(tag, argument, self.length, len(self.pieces)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        unclosed = f'Unclosed start tag "{tag}" at byte offset '
        while True:
            self._skip_space()
            if self._peek() == ">":
                return found
            if not self._peek():
                raise _broken(unclosed + str(self._byte(begin)))
            name = self._until(SPACE + "=>/\"'")
            if not name:
                raise _broken(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
            self._skip_space()
            if self._peek() != "=":
                found[name] = ""
                continue
            self.at += 1
            self._skip_space()
            found[name] = self._attribute_value()
            if not self._peek():
                raise _broken(unclosed + str(self._byte(begin)))

    def _attribute_value(self) -> str:
        quote = self._peek()
        if quote not in {"'", '"'}:
            match = NAME_TOKEN.match(self.source, self.at)
            begin, self.at = self.at, match.end() if match else self.at
            if self._peek() and self._peek() not in SPACE + ">":
                raise _broken(f"Unexpected end of name token at byte offset {self._byte(begin)}")
            return self.source[begin : self.at].lower()
        self.at += 1
        pieces = []
        while self._peek() and self._peek() != quote:
            if self._peek() == "&":
                pieces.append(self._character("&"))
            else:
                pieces.append(self._peek())
                self.at += 1
        self.at += 1
        return "".join(pieces)

    def _end_tag(self) -> None:
        begin = self.at
        offset = self._byte(begin)
        if not self.open:
            raise _broken(f"Unexpected end tag at byte offset {offset}")
        self.at += 2
        name = self._until(SPACE + ">")
        self._skip_space()
        if self._peek() != ">":
            raise _broken(f"Unclosed end tag at byte offset {offset}")
        self.at += 1
        start = self.open.pop()
        if name and name != start.tag:
            raise _broken(
                f'Unmatched end tag at byte offset {offset}, expected "</{start.tag}>", found "</{name}>"'
            )
        if self.length > start.offset:
            self._add(start)

    def _add(self, start: _Open) -> None:
        entity: Json = {
            "offset": start.offset,
            "length": self.length - start.offset,
            "type": SIMPLE_TAGS[start.tag],
        }
        if start.tag == "a":
            url = start.argument or "".join(self.pieces[start.at :])
            if not re.match(r"(https?|tg)://[^\s]+$|mailto:|[\w-]+(\.[\w-]+)+", url):
                return
            entity["url"] = url if "://" in url or url.startswith("mailto:") else f"http://{url}/"
        elif start.tag == "tg-emoji":
            entity["custom_emoji_id"] = start.argument
        elif start.tag == "blockquote" and start.argument:
            entity["type"] = "expandable_blockquote"
        elif start.tag == "pre" and self._language_of_code(entity):
            return
        elif start.tag == "code" and start.argument:
            entity["language"] = start.argument
        self.entities.append(entity)

    def _language_of_code(self, entity: Json) -> bool:
        """<pre><code class="language-x"> is one pre entity with a language."""
        if self.entities:
            last = self.entities[-1]
            if last["type"] == "code" and (last["offset"], last["length"]) == (
                entity["offset"],
                entity["length"],
            ):
                last["type"] = "pre"
                return True
        return False


def _argument(tag: str, attributes: dict[str, str]) -> str:
    if tag == "a":
        return attributes.get("href", "")
    if tag == "code":
        return attributes.get("class", "").removeprefix("language-") if "class" in attributes else ""
    if tag == "span":
        return attributes.get("class", "").removeprefix("tg-")
    if tag == "tg-emoji":
        return attributes.get("emoji-id", "")
    return "1" if tag == "blockquote" and "expandable" in attributes else ""


def _broken(what: str) -> Refusal:
    return bad(f"can't parse entities: {what}")


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Text and entities of Telegram HTML; 400 where Telegram refuses it."""
    if "<" not in source and "&" not in source:
        return source, []
    text, entities = HtmlReader(source).read()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, entities


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Text without the white space around it, as Telegram stores it; entities follow."""
    cut = utf16_length(text) - utf16_length(text.lstrip())
    text = text.strip()
    if not entities:
        return text, entities
    end = utf16_length(text)
    kept = []
    for entity in entities:
        begin = max(0, entity["offset"] - cut)
        length = min(entity["offset"] - cut + entity["length"], end) - begin
        if length > 0:
            kept.append({**entity, "offset": begin, "length": length})
    return text, kept


FOUND_IN_TEXT = re.compile(
    r"(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)])"
    r"|(?<![\w@.])(?P<mention>@[A-Za-z]\w{3,31})\b"
    r"|(?<![\w/@.])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?)(?![\w/])"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)"
    r"|(?<![\w@.])(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)


def with_found(text: str, entities: list[Json]) -> list[Json]:
    """The entities plus those Telegram finds by itself: commands, mentions, hashtags, links, e-mail."""
    if not ("/" in text or "@" in text or "#" in text):
        return entities
    found = []
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in entities
        if entity["type"] in {"code", "pre", "text_link"}
    ]
    for match in FOUND_IN_TEXT.finditer(text):
        begin = utf16_length(text[: match.start()])
        length = utf16_length(match.group())
        if not any(begin < end and start < begin + length for start, end in taken):
            found.append({"offset": begin, "length": length, "type": str(match.lastgroup)})
    return sorted([*entities, *found], key=lambda entity: (entity["offset"], -entity["length"]))
