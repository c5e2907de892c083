"""Types a tutorial page at a terminal, as its reader would, and compares what it shows with what is said.

    play.py PAGE FOLDER LANGUAGE     with `sekisho` on the PATH; FOLDER becomes the reader's home

Every command in a ```console block is typed in one shell. What the page leaves to the reader in words ("do the same for")
is typed too, from OTHERS. Questions are answered as the page shows; digests, codes and passphrases are today's, taken
from the screen. A line that the page shows has to be said, digits, digests, codes and times aside. Prints what differs.
"""

import codecs
import datetime
import os
import pty
import re
import select
import signal
import sys

WRITTEN = datetime.date(2026, 11, 20)
READY = re.compile(r"@@(\d+)@@ $")
CAST = {"sato": ("Sato Keiko", "approver"), "suzuki": ("Suzuki Jun", "custodian"), "ito": ("Ito Makoto", "approver")}
CAST_JA = {"sato": "佐藤恵子", "suzuki": "鈴木純", "ito": "伊藤誠"}
# A program that asks for nothing and says nothing for so long will never go on (seconds): a hung test ends.
SILENT_SECONDS_MAX = 120


def steps(page):
    """Each command with the lines shown of it and the exit code the page states, if any."""
    found, inside = [], False
    for line in page.splitlines():
        if line.startswith("```"):
            inside = line == "```console"
        elif inside and line.startswith("$ echo $?"):
            found[-1][2] = "asked"
        elif inside and line.startswith("$ "):
            found.append([line[2:], [], None])
        elif inside and found[-1][2] == "asked":
            found[-1][2] = int(line)
        elif inside:
            found[-1][1].append(line)
    return found


def others(command, language):
    """What the page says in words after a command."""
    named = lambda who: CAST_JA[who] if language == "ja" else CAST[who][0]
    if command == "sekisho key new keys/mori":
        return [f"sekisho key new keys/{who}" for who in ["tanaka", *CAST]]
    if command.startswith("sekisho join --person tanaka"):
        return [f"sekisho join --person {who} --key keys/{who} --out {who}.join" for who in CAST]
    if command.startswith("sekisho person add tanaka"):
        return [
            f'sekisho person add {who} --name "{named(who)}" --role {CAST[who][1]} --request {who}.join --key keys/mori'
            for who in CAST
        ]
    return []


class Reader:
    """Somebody at a terminal, who copies what is on the screen."""

    def __init__(self, home, language):
        self.seen = {}
        environment = {
            "HOME": home, "PATH": os.environ["PATH"], "SEKISHO_LANG": language, "LANG": "C.UTF-8", "TERM": "xterm",
            "PS1": "@@$?@@ ", "COLUMNS": "90", "XDG_DATA_HOME": f"{home}/data", "XDG_CACHE_HOME": f"{home}/cache",
            "XDG_STATE_HOME": f"{home}/state",
        }
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.execve("/bin/bash", ["bash", "--norc", "--noprofile"], environment)
        self.until_ready("", None)
        self.type("stty -echo cols 90 rows 60; bind 'set enable-bracketed-paste off'; PS1='@@$?@@ '", None, [])

    def type(self, command, exit_code, shown):
        os.write(self.terminal, command.encode() + b"\n")
        return self.until_ready(command, exit_code, shown)

    def until_ready(self, command, exit_code, shown=()):
        said, answered = "", 0
        utf8 = codecs.getincrementaldecoder("utf-8")("replace")
        while True:
            ready, _, _ = select.select([self.terminal], [], [], SILENT_SECONDS_MAX)
            if not ready:
                raise SystemExit(f"nothing more is said:\n$ {command}\n{said}")
            said += utf8.decode(os.read(self.terminal, 65536)).replace("\r\n", "\n").replace("\r", "\n")
            self.copy(said)
            if ended := READY.search(said):
                return int(ended.group(1)), re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", said[: ended.start()])
            question = said[answered:].rstrip(" ").splitlines()[-1:] or [""]
            answer = self.answer(question[0], command, exit_code, shown)
            if answer is not None:
                # What is typed where nothing is shown ends its line; the rest stands on the screen.
                said += "" if answer in ("tutorial\n", "wrong\n", self.seen.get("passphrase", "") + "\n") else answer
                answered = len(said)
                os.write(self.terminal, answer.encode())

    def copy(self, said):
        """Keeps what has to be typed again."""
        for name, pattern in {
            "digits": r"(?:typed: |approver sees: |（承認者の画面にも表示されます）：|[^\n]*先頭の ?8 ?桁[^\n]*：)([0-9a-f]{8})\b",
            "arrival": r"(?:Arrival code|到着コード) +([0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4})",
            "opened": r"(?:Opened code|開封コード)\n  ([A-Z2-7]{13})\n",
            "passphrase": r"\n +([a-z]{4,}(?:-[a-z]{4,}){3})\n",
            "text": r"\n +(?:Text|本文) +([0-9a-f]{8})\n",
            "package": r"\n +(?:Attachment|添付) +([0-9a-f]{8})\n",
        }.items():
            if found := re.findall(pattern, said):
                self.seen[name] = found[-1].replace(" ", "")

    def answer(self, question, command, exit_code, shown):
        if re.search(r"\[y/N\][:：]?\s*$", question):
            return "y\n"
        if re.search(r"(Press any key|キーを押す)", question):
            return " "
        if re.search(r"(Passphrase of the package|パッケージのパスフレーズ)[:：]\s*$", question) or (
            command.startswith("age ") and question.endswith("passphrase:")
        ):
            return ("wrong" if exit_code == 3 else self.seen["passphrase"]) + "\n"
        if re.search(r"(passphrase[^\n]*|Passphrase of keys/\S+|The same again|keys/\S+ の[^\n]*|もう一度[^\n]*)[:：]\s*$", question):
            return "tutorial\n"
        if re.search(r"(domains|ドメイン)[^\n]*[:：]\s*$", question):
            return "city.example.jp\n"
        if re.search(r"^(Text|本文)[:：][^\n]*[:：]\s*$", question):
            return self.seen["text"] + "\n"
        if re.search(r"^(Attachment|添付)[:：][^\n]*[:：]\s*$", question):
            return self.seen["package"] + "\n"
        if re.search(r"(manifest digest|ダイジェスト)[^\n]*[:：]\s*$", question):
            wrong = any(line.rstrip().endswith("00000000") for line in shown)
            return ("00000000" if wrong else self.seen["digits"]) + "\n"
        return None

    def today(self, command):
        """A command of the page with today's days and codes."""
        moved = datetime.date.today() - WRITTEN
        day = lambda found: str(datetime.date.fromisoformat(found.group()) + moved)
        command = re.sub(r"\b20\d\d-\d\d-\d\d\b", day, command)
        for flag, name in [("--arrived", "arrival"), ("--opened", "opened"), ("--confirm", "digits")]:
            command = re.sub(rf"{flag} \S+", lambda _: f"{flag} {self.seen.get(name, '')}", command)
        # The page writes a file that takes long enough to be interrupted by hand.
        return command.replace("1500000000", "3000000")


def shape(line):
    """A line without what differs every time."""
    line = re.sub(r"\b[0-9a-f]{4}(?: [0-9a-f]{4}){2}\b", "#", line)
    # A whole digest first: one in base64 may begin with a sign, or with eight digits that look like a short one.
    line = re.sub(r"SHA256:\S+|(?<![\w+/])[A-Za-z0-9+/]{40,}=*|\b[0-9a-f]{8,}\b|\b[A-Z2-7]{13}\b", "#", line)
    line = re.sub(r"^\s*[a-zぁ-ん]{4,}(?:(?:-| +)[a-zぁ-ん]{4,}){3}$", "#", line)
    line = re.sub(r"(?:/[\w.-]+)*/sekisho-tutorial", "HOME", line)
    return re.sub(r"[\s-]+", " ", re.sub(r"\d[\d,.:]*", "0", line)).strip()


def main(page, home, language):
    text = open(page, encoding="utf-8").read()
    reader, wrong, typed = Reader(home, language), [], 0
    for command, shown, exit_code in steps(text):
        if shown and shown[-1] in ("Killed", "強制終了"):
            # Killed at a write to the package, whenever that comes; no hand is quick enough.
            killing = f"strace -qq -f -o /dev/null -P {home}/sekisho-tutorial/stick/C-0003.zip.age"
            killing += " -e inject=write,pwrite64,writev:signal=KILL:when=3"
            code, said = reader.type(f"{killing} {reader.today(command)}", exit_code, shown)
            shown = []
        else:
            code, said = reader.type(reader.today(command), exit_code, shown)
        typed += 1
        expected = [0, 1] if exit_code is None else [exit_code]
        if code not in expected:
            wrong.append(f"$ {command}\nends with {code}, not {expected}:\n{said}")
        rest = iter([shape(line) for line in said.splitlines()])
        for line in shown:
            line = line.replace("1.50 GB", "3.00 MB")
            if line.strip() in ("…", "") or "[==" in line or command.startswith(("ls", "age ", "ssh-keygen -Y sign")):
                continue
            if not any(shape(line) == other for other in rest):
                wrong.append(f"$ {command}\nshows no line more that is\n{line}\n--\n{said}")
                break
        for more in others(command, language):
            code, said = reader.type(more, None, [])
            if code:
                wrong.append(f"$ {more}\nends with {code}:\n{said}")
    os.kill(reader.child, signal.SIGHUP)
    print("\n".join(wrong) or f"{typed} commands")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
