from tests.catalogue.folder import Folder


def test_the_small_folder_is_whole_and_right() -> None:
    loaded = Folder().loaded()

    assert loaded.findings == ()
    assert loaded.catalogue is not None
    assert sorted(loaded.catalogue.entries) == ["larmet", "lotsen", "om-hjalpen"]
    assert sorted(loaded.catalogue.languages) == ["en", "sv"]
    assert len(loaded.catalogue.talk["sv"].entries["lotsen"]) == 25
