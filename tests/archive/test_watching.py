"""What tells that an archive has been written to."""

from pathlib import Path

from quoth.archive import Archive, Change, Signed
from quoth.config import ArchiveOptions
from tests.archive.stories import STORY, said

ANA = Signed("Ana Brook", "heard it")


def test_reading_changes_nothing(archive: Archive) -> None:
    archive.add([STORY])
    before = archive.moment()
    archive.search("port")
    archive.stats()
    assert before is not None
    assert archive.moment() == before


def test_each_write_is_another_moment(archive: Archive) -> None:
    seen = [archive.moment()]
    archive.add([STORY])
    seen.append(archive.moment())
    archive.correct(3, Change(speaker="Bo Lind"), ANA)
    seen.append(archive.moment())
    archive.undo(1, "Ana Brook")
    seen.append(archive.moment())
    assert len({one.written for one in seen if one}) == len({one.looked_for for one in seen if one}) == 4


def test_what_others_add_is_told_from_what_is_looked_for(archive: Archive, tmp_path: Path) -> None:
    archive.add([STORY])
    with Archive(archive.path, ArchiveOptions(create=False)) as other:
        before = archive.moment()
        other.add([said("Bo Lind", "said", "the port is closed")])
        added = archive.moment()
        other.correct(3, Change(speaker="Bo Lind"), ANA)
        corrected = archive.moment()
    assert before and added and corrected
    assert added.written != before.written
    assert added.looked_for == before.looked_for
    assert corrected.looked_for != added.looked_for


def test_a_moment_that_cannot_be_told(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add([STORY])
        archive.close()
        archive.path.write_bytes(b"no archive any more" * 1_000)
        assert archive.moment() is None
