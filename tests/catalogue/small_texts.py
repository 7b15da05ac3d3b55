"""The texts of the small knowledge folder (`folder.py`)."""

SOURCES = """\
sources:
  "001":
    title: Tjänsteutlåtande
    publisher: Stockholms stad
    reference: [KS 2025/1]
  contacts:
    title: Checked contacts
    publisher: Insatsguiden
"""

DECISIONS = """\
decisions:
  gammalt-beslut:
    by: Kommunfullmäktige
    reference: [KS 2024/9]
    says: Försöket får börja.
    valid: {from: 2025-01-01, until: 2025-12-31}
    sources: [{document: "001", place: Bakgrund}]
  nytt-beslut:
    by: Socialnämnden
    reference: [KS 2025/1]
    says: Försöket får fortsätta.
    valid: {from: 2026-01-01, until: 2027-12-31}
    replaces: gammalt-beslut
    sources: [{document: "001", place: Beslut}]
"""

CONTACTS = """\
contacts:
  nod-112: {number: "112", for: danger to life, grade: owner, source: sosalarm.se}
  sjalvmordslinjen: {number: "90101", for: thoughts of suicide, grade: owner, source: mind.se}
  bris: {number: "116 111", for: the young, grade: owner, source: bris.se}
  kvinnofridslinjen: {number: "020-50 50 50", for: women exposed to violence, grade: owner, source: nck.uu.se}
  aldre-direkt: {number: "08-80 65 65", for: older people, grade: owner, source: aldreomsorg.stockholm}
not_known: [socialjouren]
never_show:
  - {number: "0771-22 00 60", why: closed in 2019}
"""

DISTRICTS = """\
districts:
  farsta: {name: Farsta}
  sodermalm: {name: Södermalm, first_line_pilot: true, also_called: [Söder]}
"""

NEIGHBOURHOODS = """\
neighbourhoods:
  - {name: Hökarängen, district: farsta, also_called: [Hökis]}
  - {name: Fagersjö, district: farsta}
  - {name: Reimersholme, district: sodermalm, places: [Reimers]}
ambiguous:
  - {name: Stockholm, districts: [farsta, sodermalm], also_called: [Sthlm]}
outside:
  - {name: Solna, municipality: Solna}
common_words: [Söder]
"""

CONCEPTS = "mother: mamma, morsan\n"

LANGUAGES = {
    "sv": """\
code: sv
name: Svenska
headings:
  get: Vad du får
  for_whom: Vem det är för
  how: Så går det till
  cost: Vad det kostar
  written_down: Det här skrivs ner om dig
contacts:
  nod-112: Fara för livet
  sjalvmordslinjen: Självmordslinjen
  bris: Bris
  kvinnofridslinjen: Kvinnofridslinjen
  aldre-direkt: Äldre direkt
terms:
  practical-support: praktisk hjälp
about:
  relative: [min mamma]
living: [bor]
""",
    "en": """\
code: en
name: English
headings:
  get: What you get
  for_whom: Who it is for
  how: How it works
  cost: What it costs
  written_down: What is written down about you
contacts:
  nod-112: Danger to life
  sjalvmordslinjen: Självmordslinjen
  bris: Bris
  kvinnofridslinjen: Kvinnofridslinjen
  aldre-direkt: Äldre direkt
terms:
  practical-support: practical help
about:
  relative: [my mother]
living: [live]
""",
}

LOTSEN = """\
id: lotsen
access: pilot
decision: nytt-beslut
valid: {from: 2026-03-01, until: 2027-03-31}
conditions:
  - {kind: district, any_of: [sodermalm]}
  - {kind: age, from: 15}
  - {kind: need, need: practical-support}
extent: {occasions: 5}
documentation: documented
related: [larmet]
alternatives: [larmet]
silent: [cost]
sources:
  - {document: "001", place: Villkor, backs: [access, decision, valid, conditions, extent, documentation]}
  - {document: "001", place: Innehåll, backs: [get, for_whom, how]}
"""

LARMET = """\
id: larmet
access: open
decision: nytt-beslut
conditions:
  - {kind: age, from: 65}
documentation: advice
contacts: [aldre-direkt, nod-112]
related: [lotsen]
silent: [cost]
sources:
  - {document: "001", place: Larm, backs: [access, decision, conditions, documentation, get, for_whom, how]}
  - {document: contacts, place: aldre-direkt, backs: [contacts]}
"""

OM_HJALPEN = """\
id: om-hjalpen
access: info
related: [lotsen, larmet]
sources:
  - {document: "001", place: Bakgrund, backs: [access, get, for_whom, how]}
"""

WORDS = {
    "lotsen/sv": """\
---
title: Lotsen
button: Hjälp med papper
summary: Du får hjälp med papper i {districts}.
also_called: [praktiskt stöd]
state: source
---

## Vad du får

Du får hjälp med det som är svårt:

- papper
- att ringa

Du kan få hjälp {occasions} gånger.

## Vem det är för

Du är minst {min_age} år.

## Så går det till

Du kan fråga från {valid_from} till {valid_until}.
""",
    "lotsen/en": """\
---
title: The guide
button: Help with papers
summary: You get help with papers in {districts}.
also_called: [practical support]
state: draft
---

## What you get

You get help with what is hard:

- papers
- calls

You can get help {occasions} times.

## Who it is for

You are at least {min_age}.

## How it works

You can ask from {valid_from} to {valid_until}.
""",
    "larmet/sv": """\
---
title: Larmet
button: Larm hemma
summary: Ett larm för dig som är {min_age} år eller mer.
state: source
---

## Vad du får

Du får ett larm hem.

## Vem det är för

Du är {min_age} år eller mer.

## Så går det till

Ring {contact:aldre-direkt}. Är det fara för livet, ring {contact:nod-112}.
""",
    "larmet/en": """\
---
title: The alarm
button: Alarm at home
summary: An alarm if you are {min_age} or more.
state: reviewed
---

## What you get

You get an alarm at home.

## Who it is for

You are {min_age} or more.

## How it works

Call {contact:aldre-direkt}. If a life is in danger, call {contact:nod-112}.
""",
    "om-hjalpen/sv": """\
---
title: Om hjälpen
button: Vad är hjälp?
summary: Här står vad hjälp är.
state: source
---

## Vad du får

Du får ett svar.

## Vem det är för

Det är för alla.

## Så går det till

Du frågar här.
""",
    "om-hjalpen/en": """\
---
title: About help
button: What is help?
summary: Here you read what help is.
state: draft
---

## What you get

You get an answer.

## Who it is for

It is for all.

## How it works

You ask here.
""",
}

CRISIS = {
    "sv": """\
---
state: source
---

## suicide

Ring {contact:nod-112} nu. Ring {contact:sjalvmordslinjen} eller {contact:bris}.

## violence

Ring {contact:nod-112} nu. Ring {contact:kvinnofridslinjen}.

## child

Ring {contact:nod-112} nu. Ring {contact:bris}.

## overdose

Ring {contact:nod-112} nu.

## threat

Ring {contact:nod-112} nu.
""",
    "en": """\
---
state: draft
---

## suicide

Call {contact:nod-112} now. Call {contact:sjalvmordslinjen} or {contact:bris}.

## violence

Call {contact:nod-112} now. Call {contact:kvinnofridslinjen}.

## child

Call {contact:nod-112} now. Call {contact:bris}.

## overdose

Call {contact:nod-112} now.

## threat

Call {contact:nod-112} now.
""",
}

CRISIS_EXAMPLES = {
    "sv": {
        "suicide": ["jag vill ta mitt liv", "jag vill inte leva"],
        "violence": ["han slår mig nu"],
        "child": ["pappa slår mig"],
        "overdose": ["hon har tagit för mycket tabletter"],
        "threat": ["han säger att han ska döda mig"],
        "not-crisis": ["jag dör av skratt"],
    },
    "en": {
        "suicide": ["I want to kill myself", "I do not want to live"],
        "violence": ["he is hitting me now"],
        "child": ["dad hits me"],
        "overdose": ["she took too many pills"],
        "threat": ["he says he will kill me"],
        "not-crisis": ["I am dying of laughter"],
    },
}

SMALLTALK = {
    "sv": {"greeting": ["hej"], "thanks": ["tack"], "yes": ["ja"], "no": ["nej"], "person": ["jag vill prata med nån"]},
    "en": {"greeting": ["hello"], "thanks": ["thanks"], "yes": ["yes"], "no": ["no"], "person": ["talk to a human"]},
}

ELSEWHERE = {
    "sv": "---\nstate: source\n---\n\n## transport\n\nFråga SL om bussen.\n",
    "en": "---\nstate: draft\n---\n\n## transport\n\nAsk SL about the bus.\n",
}
ELSEWHERE_EXAMPLES = {"sv": {"transport": ["när går bussen"]}, "en": {"transport": ["when does the bus leave"]}}

OPENINGS = {
    "sv": ("kan jag få", "var finns", "hur får man", "min granne vill ha", "mamma behöver"),
    "en": ("can I get", "where is", "how does one get", "my neighbour wants", "mum needs"),
}
THINGS = {
    "lotsen/sv": ("hjälp med papper", "hjälp att ringa", "hjälp med blanketter", "nån som lotsar", "hjälp med bank-id"),
    "lotsen/en": ("help with papers", "help to phone", "help with forms", "someone who guides", "help with bank id"),
    "larmet/sv": ("ett larm", "en larmknapp", "larm på armen", "trygghetslarm", "larm hemma"),
    "larmet/en": ("an alarm", "an alarm button", "a wrist alarm", "a safety alarm", "an alarm at home"),
    "om-hjalpen/sv": ("svar om stöd", "veta om hjälpen", "fakta om stöd", "en lista på stöd", "reglerna för stöd"),
    "om-hjalpen/en": (
        "answers on support",
        "to know of the help",
        "facts on support",
        "a list of support",
        "the rules",
    ),
}
