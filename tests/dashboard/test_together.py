"""What is asked at once is answered together; what is asked too often, not at all for a while."""

from __future__ import annotations

import asyncio
import threading

from dashboard.together import Limit, Together
from ocgraph.storage import StorageError


def test_a_limit_counts_by_key_and_forgets_after_its_time(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr("dashboard.together.time.monotonic", lambda: clock[0])
    limit = Limit(2, 60)

    assert [limit.take("a") for _ in range(3)] == [0, 0, 60] and limit.take("b") == 0
    clock[0] = 45
    assert limit.take("a") == 15
    clock[0] = 60
    assert limit.take("a") == 0
    limit.give_back("a")
    limit.give_back("never")
    assert [limit.take("a") for _ in range(3)] == [0, 0, 60]


def test_a_limit_holds_a_bounded_number_of_keys(monkeypatch):
    monkeypatch.setattr("dashboard.together._MOST_KEYS", 100)
    limit = Limit(1, 60)

    for number in range(1_000):
        limit.take(str(number))

    assert len(limit._tried) <= 100 and limit.take("999") > 0


def test_what_is_asked_while_one_waits_is_answered_in_one_go():
    asked, may_answer = [], threading.Event()

    def work(questions):
        asked.append(len(questions))
        may_answer.wait(5)
        return [2 * each for each in questions]

    async def ask():
        together = Together(work)
        first = asyncio.create_task(together.ask(1))
        while not asked:
            await asyncio.sleep(.01)
        others = [asyncio.create_task(together.ask(number)) for number in range(2, 10)]
        await asyncio.sleep(0)
        may_answer.set()
        return await asyncio.gather(first, *others)

    assert asyncio.run(ask()) == [2 * number for number in range(1, 10)] and asked == [1, 8]


def test_a_failure_is_told_to_each_who_asked_and_to_nobody_after():
    answers = iter([StorageError("storage.busy"), None])

    def work(questions):
        if failure := next(answers):
            raise failure
        return questions

    async def ask():
        together = Together(work)
        told = await asyncio.gather(together.ask(1), together.ask(2), return_exceptions=True)
        return [each.code for each in told], await together.ask(3)

    assert asyncio.run(ask()) == (["storage.busy"] * 2, 3)
