"""Drawing pages from templates."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

_SERVICE = Path(__file__).resolve().parent.parent
TEMPLATES = _SERVICE / "templates"
STATIC = _SERVICE / "static"


def telephone(number: str) -> str:
    """The address behind a phone number that is shown: `020-50 50 50` gives `tel:020505050`.

    Args:
        number: as it is written.
    """
    return "tel:" + "".join(char for char in number if char.isascii() and (char.isdigit() or char == "+"))


class Pages:
    """The templates. Everything put into them is escaped, and a name that is missing is an error."""

    def __init__(self) -> None:
        self.environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._hashes = {path.name: _hash(path) for path in STATIC.iterdir() if path.is_file()}
        self.environment.filters["telephone"] = telephone
        self.environment.globals["static"] = self.static

    def static(self, name: str) -> str:
        """The address of a file in `static/`, which changes when the file does.

        Args:
            name: the file's name.
        """
        return f"/static/{name}?v={self._hashes[name]}"

    def text(self, template: str, values: Mapping[str, Any]) -> str:
        """A drawn template.

        Args:
            template: its path below `templates/`.
            values: what it shows.
        """
        return self.environment.get_template(template).render(values)

    def page(self, template: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
        """A drawn template as an answer.

        Args:
            template: its path below `templates/`.
            values: what it shows.
            status: the HTTP status.
        """
        return HTMLResponse(self.text(template, values), status)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
