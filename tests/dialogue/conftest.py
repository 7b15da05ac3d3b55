from pathlib import Path
import pytest
from bot.catalogue.folder import snapshot
from bot.catalogue.load import build
from bot.catalogue.model import Catalogue
@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    import inspect, datetime
    s = snapshot(Path("knowledge"))
    l = build(s) if len(inspect.signature(build).parameters)==1 else build(s, datetime.date(2026,11,22))
    assert l.catalogue, l.findings[:5]
    return l.catalogue
