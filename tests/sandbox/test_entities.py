"""Telegram HTML becomes text and entities as Telegram makes them, or is refused in its words."""

import contextlib

import pytest
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.entities import parse_html, trimmed, utf16_length, with_found
from sandbox.shapes import Json, Refusal


def entity(kind: str, offset: int, length: int, **more: str) -> Json:
    """One entity."""
    return {"offset": offset, "length": length, "type": kind, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("2 &lt; 3 &amp;&amp; 4 &gt; 3 &quot;x&quot;", '2 < 3 && 4 > 3 "x"', []),
        ("&nbsp; stays, &#127939; and &#x1F3C3; do not", "&nbsp; stays, 🏃 and 🏃 do not", []),
        ("<b>bold</b>", "bold", [entity("bold", 0, 4)]),
        ("<STRONG>bold</strong>", "bold", [entity("bold", 0, 4)]),
        ("🏃 <i>run</i>", "🏃 run", [entity("italic", 3, 3)]),
        ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ("<b></b>nothing", "nothing", []),
        ("<span class='tg-spoiler'>x</span>", "x", [entity("spoiler", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [entity("expandable_blockquote", 0, 1)]),
        ('<a href="https://a.example/?x=1&amp;y=2">link</a>', "link",
         [entity("text_link", 0, 4, url="https://a.example/?x=1&y=2")]),
        ('<a href="nonsense">link</a>', "link", []),
        ('<pre><code class="language-python">x</code></pre>', "x", [entity("pre", 0, 1, language="python")]),
        ("<code>x</code>", "x", [entity("code", 0, 1)]),
    ],
)  # fmt: skip
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[Json]) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("é <p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("2 < 3", 'Unsupported start tag "" at byte offset 2'),
        ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<a =x>z</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(source: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"
    assert refused.value.code == 400


def test_white_space_around_a_text_goes_and_entities_follow() -> None:
    text, entities = parse_html("\n <b> warm</b> up \n")
    assert trimmed(text, entities) == ("warm up", [entity("bold", 0, 4)])


def test_commands_mentions_and_links_are_found_but_not_inside_code() -> None:
    text, entities = parse_html("/start@steady_hips_bot @ada_runs #hips https://a.example <code>/skip</code>")
    assert [(found["type"], found["offset"]) for found in with_found(text, entities)] == [
        ("bot_command", 0),
        ("mention", 23),
        ("hashtag", 33),
        ("url", 39),
        ("code", 57),
    ]


WORDS = st.text(
    st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), min_size=1, max_size=12
)
TAGS = st.sampled_from(["b", "i", "u", "s", "tg-spoiler"])


@settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(TAGS, WORDS, WORDS), min_size=1, max_size=6))
def test_aiogram_writes_back_what_we_read(parts: list[tuple[str, str, str]]) -> None:
    quote = html_decoration.quote
    source = "".join(f"<{tag}>{quote(inside)}</{tag}>{quote(after)}" for tag, inside, after in parts)
    text, entities = parse_html(source)
    assert text == "".join(inside + after for _, inside, after in parts)
    assert [found["length"] for found in entities] == [utf16_length(inside) for _, inside, _ in parts]
    again = html_decoration.unparse(text, [MessageEntity(**found) for found in entities])
    assert parse_html(again) == (text, entities)


@settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.sampled_from('<>/b iau&;"=#x3\n😀'), max_size=30))
def test_no_text_breaks_the_reader(source: str) -> None:
    with contextlib.suppress(Refusal):
        text, entities = parse_html(source)
        assert all(
            0 <= found["offset"] < found["offset"] + found["length"] <= utf16_length(text)
            for found in entities
        )
