from pathlib import Path

import pytest

from bot.catalogue.folder import snapshot
from bot.catalogue.model import Catalogue
from bot.catalogue.reading import FolderReader


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    s = snapshot(Path("knowledge"))
    return FolderReader(s.files).catalogue(s.version)
