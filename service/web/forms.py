"""Reading what a form sent, whatever was sent."""

from collections.abc import Mapping

from starlette.requests import Request

from service.web.limits import MAX_BODY

MAX_FIELDS = 20


async def fields(request: Request) -> Mapping[str, str]:
    """The text fields of a form; of a field that came twice the last one. Anything that is not a form is empty.

    Args:
        request: the request; its body is read.

    Raises:
        HTTPException: 400 where the body only pretends to be a form.
    """
    async with request.form(max_files=0, max_fields=MAX_FIELDS, max_part_size=MAX_BODY) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}
