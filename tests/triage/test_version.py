"""The rules and their version change together."""

import hashlib
import json

from bot.content import Content

# Every version that was ever out, and what its rules were. Add a line with each new version; change none.
RULES_OF = {
    "2026-11-23.1": "53d8020cea193015",
    "2026-11-23.2": "fe31c97bd88b3070",
    "2026-11-23.3": "21e7d08e66f83a16",
    "2026-11-26.1": "f7792cda646df3e0",
    "2026-11-26.2": "f7792cda646df3e0",  # the same numbers; a day counts by its worst
}


def fingerprint(content: Content) -> str:
    """A digest of all that decides, and of every question that is asked; sources and comments may change."""
    rules = {
        "red_flags": [
            {**flag.model_dump(include={"id", "level", "stop_running", "groin"}), "asks": text.question}
            for flag in content.red_flags.flags
            for text in [flag.text["en"]]
        ],
        "bands": content.pain_rules.model_dump(
            mode="json", exclude={"sources", "groin_running_sources", "reviewed_on"}
        ),
        "trends": content.trend_rules.model_dump(mode="json", exclude={"sources", "reviewed_on"}),
        "escalation": content.escalation.model_dump(mode="json", exclude={"sources", "reviewed_on"}),
    }
    return hashlib.sha256(json.dumps(rules, sort_keys=True).encode()).hexdigest()[:16]


def test_rules_that_change_have_a_new_version(content: Content) -> None:
    known = RULES_OF.get(content.rules_version)
    # Fails with the digest to write above, beside the raised version.
    assert known == fingerprint(content), "raise the version in content/triage/version.toml"
