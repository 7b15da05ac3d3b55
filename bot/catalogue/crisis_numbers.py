"""The numbers for danger to life, stated in the code as well: an edit of the content cannot take them away.

`contacts.yaml` must hold the same (`rules/crisis.py`), so a change of one of them needs both an editor and a
programmer. Where each was found stands in `contacts.yaml`.
"""

from collections.abc import Mapping

from bot.catalogue.model import CrisisType

EMERGENCY = "nod-112"

FIXED: Mapping[str, str] = {
    EMERGENCY: "112",
    "sjalvmordslinjen": "90101",
    "bris": "116 111",
    "kvinnofridslinjen": "020-50 50 50",
}
"""By contact."""

REQUIRED: Mapping[CrisisType, tuple[str, ...]] = {
    CrisisType.SUICIDE: (EMERGENCY, "sjalvmordslinjen", "bris"),
    CrisisType.VIOLENCE: (EMERGENCY, "kvinnofridslinjen"),
    CrisisType.CHILD: (EMERGENCY, "bris"),
    CrisisType.OVERDOSE: (EMERGENCY,),
    CrisisType.THREAT: (EMERGENCY,),
}
"""The contacts that the text for each kind of danger must name."""
