"""So much at once: who waits, who is sent away, and who comes next."""

import asyncio

import pytest

from quoth.web.problems import Refused
from quoth.web.turns import Turn, Turns, step_aside, taken


def test_as_many_at_once_as_may_be_and_in_line() -> None:
    async def run() -> list[str]:
        turns, seen, now = Turns(2, 10, 5), [], 0

        async def one(name: str) -> None:
            nonlocal now
            turn = await turns.take()
            now += 1
            assert now <= 2
            seen.append(name)
            await asyncio.sleep(0.001)
            now -= 1
            turn.end()
            turn.end()  # once is enough

        await asyncio.gather(*(one(name) for name in "abcdef"))
        return seen

    assert asyncio.run(run()) == list("abcdef")


def test_whoever_comes_when_many_wait_is_told_to_come_again() -> None:
    async def run() -> None:
        turns = Turns(1, 1, 5)
        first = await turns.take()
        second = asyncio.create_task(turns.take())
        await asyncio.sleep(0)
        with pytest.raises(Refused) as refused:
            await turns.take()
        assert (refused.value.status_code, (refused.value.headers or {})["Retry-After"]) == (503, "2")
        assert "try again in 2 seconds" in refused.value.detail
        first.end()
        (await second).end()
        (await turns.take()).end()

    asyncio.run(run())


def test_whoever_waits_too_long_takes_nobodys_turn() -> None:
    async def run() -> None:
        turns = Turns(1, 5, 0.01)
        first = await turns.take()
        for _ in range(3):
            with pytest.raises(Refused):
                await turns.take()
        first.end()
        (await turns.take()).end()
        (await turns.take()).end()

    asyncio.run(run())


@pytest.mark.parametrize("given", [False, True])
def test_whoever_goes_takes_nobodys_turn(given: bool) -> None:
    async def run() -> None:
        turns = Turns(1, 5, 5)
        first = await turns.take()
        gone = asyncio.create_task(turns.take())
        await asyncio.sleep(0)
        if given:  # at the moment at which it is gone
            first.end()
            await asyncio.sleep(0)
        gone.cancel()
        first.end()
        (turn,) = await asyncio.gather(gone, return_exceptions=True)
        if isinstance(turn, Turn):  # it had it, and nobody takes it back
            turn.end()
        (await turns.take()).end()

    asyncio.run(run())


def test_whoever_waits_for_another_lets_the_next_begin() -> None:
    async def run() -> None:
        turns = Turns(1, 0, 5)
        step_aside()  # nobody's
        with taken(await turns.take()):
            with pytest.raises(Refused):
                await turns.take()
            await asyncio.to_thread(step_aside)
            with taken(await turns.take()), pytest.raises(Refused):
                await turns.take()
        (await turns.take()).end()

    asyncio.run(run())
