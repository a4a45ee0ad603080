"""Files of any format as tables: the choice of the reader, and the decoding of text."""

from __future__ import annotations

import codecs
import stat
from fnmatch import fnmatch
from io import BytesIO
from pathlib import Path

from reconcile.claims.formats import RawTable, delimited, json_lines, parquet, wikitext, xlsx
from reconcile.claims.formats.text_weight import check_text
from reconcile.claims.formats.unpacked import PACKED, unpacked
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import SHOWN
from reconcile.errors import InputError

__all__ = ["read_table"]

# UTF-32 comes before UTF-16, as its mark begins with that of UTF-16
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip

# pages of a wiki, as their markup
_PAGES = (".wiki", ".wikitext", ".mediawiki")

_TEXTS = (".csv", ".tsv", ".txt", ".json", ".jsonl", *_PAGES)
_TABLES = (*_TEXTS, ".xlsx", ".parquet")


def read_table(path: Path, name: str, settings: ClaimSettings) -> RawTable:
    r"""Read a file of any format as a table, with the headers of the file.

    Parameters
    ----------
    path : Path
        Its ending is the format unless the settings name one: .csv, .tsv, .txt, .json, .jsonl, .xlsx, .parquet or
        .wiki,
        each also packed as .gz or .zip.
    name : str
        The file's name, for errors.
    settings : ClaimSettings

    Raises
    ------
    InputError
        The file is missing, empty, too large, of another format, not decodable, or has no usable header.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "claims.tsv")
    ...     _ = file.write_text("source\tbest\nA\t3\n", encoding="utf-8")
    ...     read_table(file, "claims.tsv", ClaimSettings()).table.values.tolist()
    [['A', '3']]
    """
    try:
        return _read(path, name, settings)
    except MemoryError:
        # what is counted beforehand is the least; nothing of the table is kept
        pass
    hint = "split it, or read it on a larger machine"
    raise InputError("takes more memory than there is", file=name, hint=hint)


def _read(path: Path, name: str, settings: ClaimSettings) -> RawTable:
    held: Path | BytesIO = path
    ending = path.suffix.lower()
    _check_size(_size(path, name), name, settings)
    if ending in PACKED:
        held, ending = unpacked(path, name, settings.max_file_bytes, settings.at, _TABLES)
        _check_size(len(held.getbuffer()), name, settings)
    ending = f".{settings.format}" if settings.format else ending
    if ending == ".xlsx":
        return xlsx.read(held, name, settings.max_file_bytes, settings.at)
    if ending == ".parquet":
        return parquet.read(held, name, settings.max_file_bytes)
    if ending not in _TEXTS:
        raise InputError(
            f"there is no reader for {ending or 'a file without ending'}", file=name,
            hint="save it as .csv, .tsv, .json, .jsonl, .xlsx or .parquet",
        )  # fmt: skip
    check_text(held, ending, len(held.getbuffer()) if isinstance(held, BytesIO) else _size(held, name), name)
    text = _decoded(held, name, settings)
    if ending in (".json", ".jsonl"):
        return json_lines.read(text, name, settings.at, lines=ending == ".jsonl")
    if ending in _PAGES:
        return wikitext.read(text, name, settings.at)
    return delimited.read(text, name, settings.at)


def _check_size(size: int, name: str, settings: ClaimSettings) -> None:
    if size > settings.max_file_bytes:
        raise InputError(f"has more than {settings.max_file_bytes:,} bytes", file=name, hint="split it")
    if not size:
        raise InputError("the file is empty", file=name, hint="add a header and a row for every claim")


def _size(path: Path, name: str) -> int:
    """Return the bytes of a file; a pipe or a device has no size, and may never end."""
    try:
        state = path.stat()
    except FileNotFoundError as error:
        raise InputError("there is no such file", file=name) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is not a path"
        raise InputError(f"cannot be read: {reason}", file=name[:SHOWN], hint="check the path") from error
    if not stat.S_ISREG(state.st_mode):
        what = "a folder" if stat.S_ISDIR(state.st_mode) else "a pipe or a device"
        raise InputError(f"is {what}, not a file", file=name, hint="save what it holds as a file first")
    return state.st_size


def _decoded(held: Path | BytesIO, name: str, settings: ClaimSettings) -> str:
    try:
        data = held.getvalue() if isinstance(held, BytesIO) else held.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", file=name, hint="check who may read it") from error
    text = _text(data, name, _declared(name, settings)).removeprefix("\ufeff")
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise InputError(
            f"line {line} holds a NUL byte", file=name, hint="it is not text; if it is, declare its encoding"
        )
    if not text.strip():
        raise InputError("the file is empty", file=name, hint="add a header and a row for every claim")
    return text


def _declared(name: str, settings: ClaimSettings) -> str:
    fitting = (
        codec
        for pattern, codec in settings.encoding.items()
        if fnmatch(name, pattern) or fnmatch(name.rsplit("/", 1)[-1], pattern)
    )
    return next(fitting, "")


def _text(data: bytes, name: str, declared: str) -> str:
    codec = declared or next((codec for mark, codec in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(codec)
        # UTF-7 and the like can hold half a character, which nothing can write again
        return text if codec == "utf-8" else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    except UnicodeDecodeError as error:
        hint = "declare the file's encoding in [encoding]; files of office programs are often cp1252 or cp1251"
        raise InputError(f"byte {error.start} is not {codec}", file=name, hint=hint) from error
    except (LookupError, UnicodeError) as error:
        hint = "such as utf-8, cp1251 or latin-1"
        raise InputError(f"no such encoding: {declared}", file=name, hint=hint) from error
