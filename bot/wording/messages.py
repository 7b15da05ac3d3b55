"""Every sentence id of the `guide` domain, marked so that Babel can collect them.

Ids are chosen at run time from states, conditions and kinds of small talk, so a search for literals would miss them;
this list is what `pybabel extract` reads (`docs/translating.md`), and a test holds it against the code and the .po
files in every language.
"""


def _(message: str) -> str:
    """Mark an id for extraction."""
    return message


MESSAGES = (
    # First words.
    _("welcome"),
    _("help"),
    _("notice.telegram"),
    # Questions that are not clear, or not ours.
    _("clarify.which"),
    _("clarify.none"),
    _("unknown"),
    # Small talk.
    _("smalltalk.greeting"),
    _("smalltalk.thanks"),
    _("smalltalk.goodbye"),
    _("smalltalk.robot"),
    _("smalltalk.how-are-you"),
    _("smalltalk.help"),
    _("smalltalk.yes"),
    _("smalltalk.no"),
    _("smalltalk.insult"),
    _("smalltalk.praise"),
    _("smalltalk.person"),
    _("smalltalk.language"),
    _("smalltalk.confused"),
    _("smalltalk.joke"),
    # Languages.
    _("language.which"),
    _("language.changed"),
    # Handover to a person.
    _("handover.need"),
    _("handover.share"),
    _("handover.share-again"),
    _("handover.opened"),
    _("handover.meanwhile"),
    _("handover.already"),
    _("handover.taken"),
    _("handover.released"),
    _("handover.closed"),
    # When something does not fit.
    _("button-unknown"),
    _("button-not-now"),
    _("number-removed"),
    _("trouble.empty"),
    _("trouble.too-long"),
    # How one gets it, on the day.
    _("status.open"),
    _("status.ends-soon"),
    _("status.pilot"),
    _("status.pilot-until"),
    _("status.opens-on"),
    _("status.ended"),
    _("status.planned"),
    _("status.application"),
    _("status.referral"),
    # Conditions.
    _("conditions.are"),
    _("conditions.none-known"),
    _("conditions.guidance"),
    _("condition.age-from"),
    _("condition.age-to"),
    _("condition.age-between"),
    _("condition.district"),
    _("condition.place"),
    _("condition.audience"),
    _("condition.diagnosis"),
    _("condition.need"),
    _("condition.relation"),
    _("condition.prerequisite"),
    _("condition.exclusion"),
    # Cost, and what is written down.
    _("cost.unknown"),
    _("documentation.advice"),
    _("documentation.exempt"),
    _("documentation.documented"),
    _("documentation.unknown"),
    # Buttons.
    _("button.more"),
    _("button.entitled"),
    _("button.person"),
    _("button.none"),
    _("button.languages"),
    _("button.restart"),
    _("button.help"),
    _("button.skip"),
    _("button.share"),
    _("button.private"),
)
