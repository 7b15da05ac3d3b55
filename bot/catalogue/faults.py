"""From what a model says about a file's fields to findings with a line and a sentence."""

from collections.abc import Iterator, Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.catalogue.codes import Code
from bot.catalogue.finding import Finding
from bot.catalogue.yaml_lines import Parsed
from bot.catalogue.yaml_lines import Path as TreePath

_CODES: Mapping[str, Code] = {
    "age_reversed": "age-reversed",
    "age_without_limit": "age-without-limit",
    "bool_parsing": "yes-or-no",
    "concept_semicolon": "concept-semicolon",
    "date_from_datetime_parsing": "date-malformed",
    "date_parsing": "date-malformed",
    "dict_type": "fields-expected",
    "enum": "value-not-allowed",
    "extra_forbidden": "field-unknown",
    "greater_than_equal": "number-out-of-range",
    "int_parsing": "number-malformed",
    "int_parsing_size": "number-malformed",
    "int_type": "number-malformed",
    "less_than_equal": "number-out-of-range",
    "literal_error": "value-not-allowed",
    "mapping_type": "fields-expected",
    "missing": "field-missing",
    "model_attributes_type": "fields-expected",
    "model_type": "fields-expected",
    "name_not_ambiguous": "name-not-ambiguous",
    "number_place": "number-place",
    "period_reversed": "period-reversed",
    "period_unclear": "period-unclear",
    "star_misplaced": "star-misplaced",
    "string_pattern_mismatch": "id-malformed",
    "string_too_long": "text-too-long",
    "string_too_short": "text-empty",
    "string_type": "text-expected",
    "too_long": "list-too-long",
    "too_short": "list-too-short",
    "tuple_type": "list-expected",
    "union_tag_invalid": "condition-unknown",
    "union_tag_not_found": "condition-without-kind",
}


def faults(name: str, parsed: Parsed, error: ValidationError) -> Iterator[Finding]:
    """The findings of a failed validation, each with the line of the YAML that it is about.

    Args:
        name: the file.
        parsed: the document that was validated.
        error: what the model said.
    """
    for detail in error.errors(include_url=False):
        path: TreePath = tuple(detail["loc"])
        values = {"field": _field(path), "value": _value(detail), **_bounds(detail)}
        yield Finding(name, parsed.line(path), _CODES.get(detail["type"], "value-wrong"), values)


def _field(path: TreePath) -> str:
    """The innermost name on the path; positions and the marks that the validator adds are no names."""
    return next((part for part in reversed(path) if isinstance(part, str) and not part.startswith("[")), "")


def _bounds(detail: ErrorDetails) -> Mapping[str, str]:
    """What the field may be, as far as the validator tells."""
    context = detail.get("ctx", {})
    allowed = str(context.get("expected") or context.get("expected_tags") or "")
    limits = (context.get(key) for key in ("max_length", "min_length", "ge", "le"))
    limit = next((str(value) for value in limits if value is not None), "")
    return {"allowed": allowed.replace("'", "").replace(" or ", ", "), "limit": limit}


def _value(detail: ErrorDetails) -> str:
    """What stands there, where it is a text; of a condition, the kind."""
    value = detail.get("ctx", {}).get("tag", detail["input"])
    text = value if isinstance(value, str) else ""
    return text if len(text) <= 60 else text[:57] + "…"
