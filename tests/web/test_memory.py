"""What was answered before: for how long it is right, and how much is kept."""

from quoth.archive import Moment
from quoth.web.memory import Good, Memory, noting


class World:
    """An archive's state, and a clock."""

    def __init__(self) -> None:
        self.moment: Moment | None = Moment(1, (0,))
        self.now = 0.0

    def memory(self, most: int = 10) -> Memory[str]:
        return Memory(lambda: self.moment, most, lambda: self.now)


def test_an_answer_holds_until_something_is_written() -> None:
    world = World()
    memory = world.memory()
    assert memory.get("a") is None
    memory.put("a", "x", memory.now())
    world.now = 1e9
    assert memory.get("a") == "x"
    world.moment = Moment(2, (0,))
    assert memory.get("a") is None
    assert memory.get("b") is None


def test_one_that_may_be_late_holds_a_little_longer() -> None:
    world = World()
    memory = world.memory()
    memory.put("a", "x", memory.now(lag=5))
    world.moment, world.now = Moment(2, (0,)), 4.9
    assert memory.get("a") == "x"
    world.now = 5.0
    assert memory.get("a") is None
    memory.put("a", "y", memory.now(lag=5))
    world.moment = Moment(3, (1,))  # what somebody looks for at once
    assert memory.get("a") is None


def test_nothing_is_kept_of_a_state_that_is_not_known() -> None:
    world = World()
    memory = world.memory()
    memory.put("a", "x", None)
    assert memory.get("a") is None
    memory.put("a", "x", memory.now())
    world.moment = None
    assert memory.get("a") is None


def test_what_is_asked_for_least_goes_first() -> None:
    world = World()
    memory = world.memory(most=10)
    for name in "abc":
        memory.put(name, name, memory.now(), size=3)
    assert memory.get("a") == "a"
    memory.put("d", "d", memory.now(), size=3)
    assert [memory.get(name) for name in "abcd"] == ["a", None, "c", "d"]
    memory.put("a", "longer", memory.now(), size=9)
    assert [memory.get(name) for name in "acd"] == ["longer", None, None]
    memory.put("e", "too long", memory.now(), size=11)
    assert [memory.get(name) for name in "ae"] == ["longer", None]


def test_what_is_made_from_what_is_late_is_as_late() -> None:
    world = World()
    parts, wholes = world.memory(), world.memory()
    parts.put("a", "old", parts.now(lag=5))
    world.moment, world.now = Moment(2, (0,)), 3.0
    for now, made in ((3.0, "old and more"), (6.0, "new and more")):
        world.now = now
        with noting() as late:
            whole = f"{parts.get('a') or 'new'} and more"
        wholes.put("whole", whole, wholes.now(lag=5), late=late)
        assert wholes.get("whole") == made
    world.now = 100.0
    assert wholes.get("whole") == "new and more"
    wholes.put("whole", "old", wholes.now(), late=[Good(Moment(1, (0,)), 101.0), Good(Moment(1, (0,)), 103.0)])
    assert wholes.get("whole") == "old"
    world.now = 101.0
    assert wholes.get("whole") is None
