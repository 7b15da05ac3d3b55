"""A place in a message, and what several of them amount to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A place that a message names.

    `districts` are the districts that it lies in, likeliest first; where it is empty the place lies outside the city,
    in `municipality`. `ask` says that one has to ask which it is.
    """

    name: str
    districts: tuple[str, ...] = ()
    municipality: str | None = None
    ask: bool = False


@dataclass(frozen=True)
class Home:
    """Where a person lives, as far as the places of a message tell.

    One district: it is settled. Several: one has to ask which. None and a municipality: outside the city. Nothing at
    all: the message named no place.
    """

    districts: tuple[str, ...] = ()
    municipality: str | None = None

    @property
    def settled(self) -> str | None:
        """The district, where there is exactly one."""
        return self.districts[0] if len(self.districts) == 1 else None


def home(places: tuple[Place, ...]) -> Home:
    """What the places of one message amount to.

    A place that is settled says more than one that is not ("Rågsved, Stockholm"), and a place in the city more than
    one outside ("I moved from Solna to Gröndal").

    Args:
        places: the places of a message.
    """
    inside = [place for place in places if place.districts]
    settled = list(dict.fromkeys(place.districts[0] for place in inside if not place.ask))
    if settled:
        return Home(tuple(settled))
    if inside:
        narrowest = min(inside, key=lambda place: len(place.districts))
        return Home(narrowest.districts, narrowest.municipality)
    outside = next((place.municipality for place in places if place.municipality), None)
    return Home((), outside)
