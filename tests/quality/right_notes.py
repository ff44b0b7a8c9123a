#!/usr/bin/env python3
"""Write right notes about annotated news in fifteen forms, and count what onrecord says against them.

usage: right_notes.py GOLD.jsonl ONRECORD [--show N]

GOLD is PolNeAR as JSON lines: {"text", "quotations": [{"span", "attributed", "source"}]}. Each annotated quotation of four
words and more whose speaker the article names in full is given to that name, citing its article, in one of the forms in
turn. First `onrecord quotes` reads the notes: how often each form's speaker is the one written. Then `onrecord check` looks
at them beside the articles: every finding of `misattributed-quote` and `paraphrase-in-quotes` is counted for each 1,000
quotations, and printed to be read.
"""
import collections, json, os, re, subprocess, sys, tempfile

FORMS = {
    "after": lambda n, q, k: f"“{q},” said {n} [@{k}].",
    "after, subject first": lambda n, q, k: f"“{q},” {n} said [@{k}].",
    "before, colon": lambda n, q, k: f"{n} said: “{q}” [@{k}].",
    "before": lambda n, q, k: f"{n} said “{q}” [@{k}].",
    "before, participle": lambda n, q, k: f"{n} spoke at some length, saying “{q}” [@{k}].",
    "governed": lambda n, q, k: f"{n} argued in public that “{q}” [@{k}].",
    "according to": lambda n, q, k: f"According to {n}, “{q}” [@{k}].",
    "block, line": lambda n, q, k: f"> {q}\n>\n> — {n} [@{k}]",
    "line behind": lambda n, q, k: f"“{q}” — {n} [@{k}]",
    "label": lambda n, q, k: f"{n}: “{q}” [@{k}]",
    "label in a list": lambda n, q, k: f"- **{n}:** “{q}” [@{k}]",
    "list under a name": lambda n, q, k: f"- {n}:\n  - “{q}” [@{k}]",
    "parenthesis": lambda n, q, k: f"“{q}” ({n}, [@{k}])",
    "block, introduced": lambda n, q, k: f"{n} put it like this [@{k}]:\n\n> {q}",
    "table": lambda n, q, k: f"| Speaker | Words | Source |\n|---|---|---|\n| {n} | “{q}” | [@{k}] |",
}
NAME = re.compile(r"(?:[A-Z][\w’'.-]+ )(?:[A-Z]\.? )?(?:[a-z]{2,3} )?[A-Z][\w’'-]{2,}$")


def full_name(text, spans):
    """the full name of the annotated speaker: his own words, or the one name of the article that ends with his surname"""
    words = " ".join(text[a:b] for a, b in spans).split(",")[0].strip()
    words = re.sub(r"\s+", " ", words)
    if re.search(r"\b(and|of|for|the|a|an|his|her|their|its)\b", words):
        return None
    found = NAME.search(words)
    surname = (found.group() if found else words).split()[-1] if words else ""
    if not re.fullmatch(r"[A-Z][a-z]+[\w’'-]*", surname):
        return None
    given = r"(?<![\w.’'-])([A-Z][a-z]+(?: [A-Z]\.)?) " + re.escape(surname) + r"(?![\w’'-])"
    names = {m.group(1) for m in re.finditer(given, text)} - TITLES
    return f"{names.pop()} {surname}" if len(names) == 1 else None


# Words that come before a surname but are not given names.
TITLES = set("""Mr Mrs Ms Miss Dr Sen Rep Gov President Senator Representative Governor Secretary Judge Justice Mayor Speaker
Chairman Attorney General Former Republican Democrat Democratic Vice Congressman Congresswoman Professor Sheriff Chief Host
Spokesman Spokeswoman Director Minister Senate House State The In On At And But When While As If For Against Like With From By
Both Maybe To Then Now Why How What That Not So Since Because After Before Candidate Reverend Pastor Coach Team""".split())


def clean(words):
    words = re.sub(r"\s+", " ", words).strip(" \"“”'’‘`,")
    return None if re.search(r"[\"“”|<>*_\[\]`#]|''", words) else words


def main():
    gold, program = sys.argv[1:3]
    show = int(sys.argv[sys.argv.index("--show") + 1]) if "--show" in sys.argv else 0
    docs = [json.loads(line) for line in open(gold, encoding="utf-8")]
    with tempfile.TemporaryDirectory() as root:
        os.makedirs(f"{root}/sources")
        os.makedirs(f"{root}/notes")
        items, turn, names = collections.defaultdict(list), 0, list(FORMS)
        for number, doc in enumerate(docs):
            key = f"a{number:04}"
            with open(f"{root}/sources/{key}.txt", "w", encoding="utf-8", newline="") as out:
                out.write(doc["text"])
            note, seen = ["# Notes", ""], set()
            for quotation in doc["quotations"]:
                words = clean(doc["text"][slice(*quotation["span"])])
                if not (quotation["attributed"] and quotation.get("source") and words) or len(words.split()) < 4:
                    continue
                who = full_name(doc["text"], quotation["source"])
                if not who or words in seen:
                    continue
                seen.add(words)
                form = names[turn % len(names)]
                turn += 1
                written = FORMS[form](who, words.rstrip(".,"), key).split("\n")
                items[f"{key}.md"].append((len(note) + 1, len(note) + len(written), form, who, words))
                note += written + [""]
            if items.get(f"{key}.md"):
                with open(f"{root}/notes/{key}.md", "w", encoding="utf-8") as out:
                    out.write("\n".join(note) + "\n")
        read, wrong = collections.defaultdict(lambda: [0, 0, 0, 0]), []
        run = subprocess.run([program, "quotes", "--format", "jsonl", f"{root}/notes"], stdout=subprocess.PIPE, check=True)
        at = collections.defaultdict(list)
        for line in run.stdout.decode().splitlines():
            found = json.loads(line)
            at[os.path.basename(found["path"])].append(found)
        for path, all_of in items.items():
            for first, last, form, who, words in all_of:
                count = read[form]
                count[0] += 1
                here = [f for f in at[path] if first <= f["line"] <= last and f["speaker"]]
                if not here:
                    continue
                speaker = here[0]["speaker"]
                count[1] += 1
                right = who in speaker["text"] or who.endswith(" " + speaker["text"])
                sure = speaker["confidence"] == "explicit"
                count[2] += sure
                count[3] += sure and right
                if sure and not right:
                    wrong.append(f"{form}: {speaker['text']!r} for {who!r} ({speaker['rule']}): {words[:100]!r}")
        print("| form | quotations | with a speaker | explicit | rightly |\n|---|---|---|---|---|")
        for form, count in read.items():
            print(f"| {form} | " + " | ".join(map(str, count)) + " |")
        for line in wrong[:show]:
            print("read wrongly:", line)
        program = os.path.abspath(program)
        run = subprocess.run([program, "check", "--format", "jsonl"], cwd=root, stdout=subprocess.PIPE)
        accused = collections.Counter()
        for line in run.stdout.decode().splitlines():
            finding = json.loads(line)
            if finding["rule"] not in ("misattributed-quote", "paraphrase-in-quotes"):
                continue
            accused[finding["rule"], finding["severity"]] += 1
            if show:
                path = os.path.basename(finding["path"])
                item = next((i for i in items[path] if i[0] <= finding["line"] <= i[1]), None)
                print(finding["rule"], finding["severity"], finding["message"], item)
        for (rule, severity), count in sorted(accused.items()):
            print(f"{rule} ({severity}): {count} of {turn} right quotations, {1000 * count / turn:.2f} of 1,000")
        print(turn, "right quotations")


main()
