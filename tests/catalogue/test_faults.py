import pytest
from pydantic import TypeAdapter, ValidationError, field_validator

from bot.catalogue.fact import Fact
from bot.catalogue.faults import faults
from bot.catalogue.yaml_lines import Parsed, parse


class Odd(Fact):
    """A model whose fault has no sentence of its own."""

    name: str

    @field_validator("name")
    @classmethod
    def _never(cls, value: str) -> str:
        raise ValueError(f"secret of the program: {value}")


def test_a_fault_without_a_sentence_of_its_own_is_told_in_general() -> None:
    parsed = parse("# a comment\nname: x\n", "a.yaml")
    assert isinstance(parsed, Parsed)

    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Odd).validate_python(parsed.tree)
    (finding,) = faults("a.yaml", parsed, caught.value)
    assert (finding.file, finding.line, finding.code) == ("a.yaml", 2, "value-wrong")
    assert finding.values == {"field": "name", "value": "x", "allowed": "", "limit": ""}


def test_a_long_value_is_shortened() -> None:
    parsed = parse(f"name: n\nextra: {'x' * 100}\n", "a.yaml")
    assert isinstance(parsed, Parsed)

    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Odd).validate_python(parsed.tree)
    values = {finding.code: finding.values["value"] for finding in faults("a.yaml", parsed, caught.value)}
    assert values["field-unknown"] == "x" * 57 + "…"
