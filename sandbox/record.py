"""Everything the bot asked, in order, with what it was told."""

from dataclasses import dataclass, field

from sandbox.clock import Clock
from sandbox.files import Upload
from sandbox.shapes import Json


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `status` None when the connection was cut instead of an answer."""

    n: int
    at: str
    token_ok: bool
    method: str
    parameters: Json
    status: int | None
    error: str | None = None
    fault: str | None = None
    unknown: tuple[str, ...] = ()

    def as_json(self) -> Json:
        """The request as the control side lists it."""
        told: Json = {
            "n": self.n,
            "at": self.at,
            "token_ok": self.token_ok,
            "method": self.method,
            "parameters": self.parameters,
            "status": self.status,
        }
        told |= {"error": self.error} if self.error else {}
        told |= {"fault": self.fault} if self.fault else {}
        told |= {"unknown": list(self.unknown)} if self.unknown else {}
        return told


@dataclass(slots=True)
class Record:
    """Requests so far; `keeps` False only counts them by method. `uploaded`: how often each file came."""

    clock: Clock
    keeps: bool = True
    requests: list[Request] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    uploaded: dict[str, int] = field(default_factory=dict)
    last: int = 0

    def add(
        self,
        method: str,
        parameters: Json,
        uploads: dict[str, Upload],
        status: int | None,
        *,
        token_ok: bool = True,
        error: str | None = None,
        fault: str | None = None,
        unknown: tuple[str, ...] = (),
    ) -> None:
        """Write one request down; an uploaded file is told by name, kind and size in bytes."""
        self.last += 1
        self.counts[method] = self.counts.get(method, 0) + 1
        for upload in uploads.values():
            self.uploaded[upload.file_name] = self.uploaded.get(upload.file_name, 0) + 1
        if not self.keeps:
            return
        told = dict(parameters)
        for name, upload in uploads.items():
            if f"attach://{name}" not in str(parameters):
                told[name] = {
                    "file_name": upload.file_name,
                    "mime_type": upload.mime_type,
                    "size": len(upload.content),
                }
        at = self.clock.real_now().isoformat()
        self.requests.append(Request(self.last, at, token_ok, method, told, status, error, fault, unknown))

    def clear(self) -> None:
        """Forget them; numbers go on."""
        self.requests.clear()
        self.counts.clear()
        self.uploaded.clear()
