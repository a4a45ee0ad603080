"""What a language model answers, at the address that the desk named in `[reader]`.

It is spoken to as many servers understand it (`POST …/chat/completions`), through the same checked connections as
inputs: no redirect is followed, the key goes nowhere else, and an answer has a limit. Nothing is asked without
`[reader]`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

from reconcile.errors import ConfigError, FetchError
from reconcile.folder.reader_keys import ReaderKeys
from reconcile.inputs.fetch.credentials import Credentials

__all__ = ["model_answer", "question_of"]

# path of the interface below the address of a server
_PATH = "/chat/completions"
# longest whole answer, in time-outs: a model may send its words one by one
_WHOLE = 3
# bytes of an answer: a hundred times the longest list of figures that a page of text has
_MOST_BYTES = 2_000_000


def question_of(keys: ReaderKeys, instruction: str, text: str) -> dict[str, Any]:
    """Return the request that asks a model to read a text; the text is data, apart from what is asked.

    Examples
    --------
    >>> keys = ReaderKeys(kind="openai", endpoint="http://127.0.0.1/v1", model="m")
    >>> question = question_of(keys, "Read.", "40 died.")
    >>> [message["role"] for message in question["messages"]], question["temperature"]
    (['system', 'user'], 0)
    """
    return {
        "model": keys.model, "temperature": 0, "seed": 0, "response_format": {"type": "json_object"},
        "messages": [
            {"role": "system", "content": instruction},
            {"role": "user", "content": json.dumps({"text": text}, ensure_ascii=False)},
        ],
    }  # fmt: skip


def model_answer(keys: ReaderKeys, instruction: str, text: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return the words that a model answers.

    Parameters
    ----------
    keys : ReaderKeys
    instruction : str
        What is asked of it.
    text : str
        What it reads.
    environment : mapping of str to str
        Where its key is.

    Raises
    ------
    FetchError
        There is no answer, or none that can be understood. The message never has the key.
    ConfigError
        The extra `fetch` is not installed.

    Examples
    --------
    >>> keys = ReaderKeys(kind="openai", endpoint="http://127.0.0.1/v1", model="m", key_env="NO_SUCH_KEY")
    >>> model_answer(keys, "Read.", "40 died.", {})
    Traceback (most recent call last):
        ...
    reconcile.errors.FetchError: the environment variable NO_SUCH_KEY is not set
    """
    body = json.dumps(question_of(keys, instruction, text), ensure_ascii=False).encode()
    content = _posted(_credentials(keys, environment), keys.timeout, body)
    try:
        words = json.loads(content)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        words = None
    if not isinstance(words, str):
        raise FetchError("its answer is not that of a model")
    return words


def _credentials(keys: ReaderKeys, environment: Mapping[str, str]) -> Credentials:
    url = keys.endpoint.rstrip("/").removesuffix(_PATH) + _PATH
    if not keys.key_env:
        return Credentials(url)
    key = environment.get(keys.key_env, "")
    if not key:
        raise FetchError(f"the environment variable {keys.key_env} is not set")
    if not (key.isascii() and key.isprintable()):
        raise FetchError(f"the environment variable {keys.key_env} holds characters that cannot be sent")
    return Credentials(url, headers={"authorization": f"Bearer {key}"}, secrets=(key,))


def _posted(asked: Credentials, timeout: float, body: bytes) -> bytes:
    try:
        from httpx2 import Request

        from reconcile.inputs.fetch.transport import Limits, NetworkTransport
    except ImportError as error:
        raise ConfigError(
            "a reader at an address needs the extra 'fetch'", hint='pip install "reconcile-estimates[fetch]"'
        ) from error
    limits = Limits(timeout=timeout, whole=timeout * _WHOLE, most=_MOST_BYTES)
    network = NetworkTransport(asked, limits, allow_private=True, posted=body)
    return network.handle_request(Request("POST", asked.url)).read()
