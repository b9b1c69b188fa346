"""Can any document crash, hang or lead astray what reads documents?  Looks for one, led by what each attempt reached.

    python -m bench.fuzz --seconds 60               every format in turn
    python -m bench.fuzz --seconds 60 --only pdf    one of docx, odt, pdf, txt

Needs atheris (requirements-dev.txt).  Each format has a process of its own (bench/attempts.py) with its share of the
seconds.  What was found stays in bench-fuzz/ below the folder for temporary files; the exit status is 1 then.
"""

import argparse
import subprocess
import sys

from bench.processes import ROOT

KINDS = ("docx", "odt", "pdf", "txt")
#: What of libFuzzer's own words is worth reading.
WORTH = ("Done", "stat::number", "stat::slowest", "stat::peak", "SUMMARY", "==", " === ", "artifact_prefix")


def main() -> int:
    """Try for so long, say what was found.  Returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--only", choices=KINDS)
    asked = parser.parse_args()
    kinds = [asked.only] if asked.only else KINDS
    share = str(max(1, asked.seconds // len(kinds)))
    wrong = [kind for kind in kinds if not _is_sound(kind, share)]
    return int(bool(wrong))


def _is_sound(kind: str, seconds: str) -> bool:
    command = [sys.executable, "-m", "bench.attempts", kind, seconds]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    said = [line for line in done.stderr.splitlines() if line.startswith(WORTH)]
    # libFuzzer ends with 0 even where its process could not begin: then it counts no attempts
    is_sound = done.returncode == 0 and any(line.startswith("Done") for line in said)
    print(f"{kind}: {'nothing found' if is_sound else 'FOUND'}", *said, sep="\n  ", flush=True)
    if not is_sound:
        print(done.stderr[-4000:])
    return is_sound


if __name__ == "__main__":
    sys.exit(main())
