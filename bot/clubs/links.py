"""Where a club meets may be a link to a map."""

from urllib.parse import urlsplit


def site_of(place: str) -> str | None:
    """The name of the site that a link leads to; None for a place in words."""
    try:
        link = urlsplit(place)
    except ValueError:
        return None
    is_link = link.scheme in ("http", "https") and link.hostname and not any(map(str.isspace, place))
    return link.hostname if is_link else None
