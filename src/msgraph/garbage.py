"""Python's search for cyclic garbage, put off while much is made of which nearly nothing is garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cyclic garbage meanwhile, in all of the process; afterwards as it was before."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def settled() -> None:
    """What the process holds now is there to stay, and is no longer looked through for garbage.

    In a process that answers for long, each full search took a tenth of a second, in the middle of some question.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
