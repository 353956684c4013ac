"""A company that does not exist, for a first look: twelve people who build weather stations for farms."""

from pathlib import Path

from bench.demo import made, script
from bench.demo.model import Company, File, Group, Person

SLUG = "larkmoor"
_TALKS = Path(__file__).with_name("larkmoor.txt")
_CHATS = Path(__file__).with_name("larkmoor-chat.txt")

# key, name, title, department, location, time zone, about
_PEOPLE = (
    ("ingrid", "Ingrid Dahl", "Managing director", "Management", "Bristol", "Europe/London",
     "Started the company in a barn with one anemometer. Still climbs masts when nobody is looking."),
    ("tomas", "Tomás Reis", "Head of engineering", "Engineering", "Lisbon", "Europe/Lisbon",
     "Hardware, firmware and whatever lies between. Ask me about power budgets."),
    ("priya", "Priya Raman", "Firmware engineer", "Engineering", "Bristol", "Europe/London",
     "Low power, long range. Cyclist, in any weather that we can measure."),
    ("kofi", "Kofi Asante", "Mechanical engineer", "Engineering", "Bristol", "Europe/London",
     "Housings, brackets, and the 3D printer by the window."),
    ("hana", "Hana Mori", "Data scientist", "Engineering", "Edinburgh", "Europe/London",
     "Frost forecasts. I like residuals that look like noise."),
    ("elif", "Elif Aydan", "Product designer", "Product", "Berlin", "Europe/Berlin",
     "The app, the labels, the leaflet in the box. Fewer words, please."),
    ("marek", "Marek Zieliński", "Field service lead", "Field service", "Kraków", "Europe/Warsaw",
     "On the road from April to October. Best reached by phone, or by post into Field notes."),
    ("lucia", "Lucía Vega", "Field technician", "Field service", "Sevilla", "Europe/Madrid",
     "Andalusia and the Algarve. Olive groves, vineyards, dust."),
    ("amara", "Amara Eze", "Customer success", "Customers", "Bristol", "Europe/London",
     "The voice on our support line. Collects what farmers really say."),
    ("ben", "Ben Hartley", "Sales", "Customers", "Hereford", "Europe/London",
     "Cider orchards first, everything else second."),
    ("sofie", "Sofie Lund", "People and office", "People", "Bristol", "Europe/London",
     "Contracts, onboarding, the kettle."),
    ("daniel", "Daniel Brandt", "Finance", "Finance", "Bristol", "Europe/London",
     "Numbers, Tuesdays to Fridays."),
)  # fmt: skip

_FOLLOWS = {
    "ingrid": ("tomas", "marek", "sofie", "amara"),
    "tomas": ("ingrid", "priya", "kofi", "hana", "elif"),
    "priya": ("tomas", "kofi", "marek"),
    "kofi": ("priya", "marek", "lucia"),
    "hana": ("tomas", "lucia", "priya"),
    "elif": ("amara", "tomas", "kofi"),
    "marek": ("lucia", "kofi", "priya", "ingrid"),
    "lucia": ("marek", "hana"),
    "amara": ("ben", "elif", "marek", "lucia"),
    "ben": ("amara", "ingrid", "marek"),
    "sofie": ("ingrid", "daniel", "amara"),
    "daniel": ("sofie", "ingrid"),
}

_EVERYBODY = tuple(key for key, *_ in _PEOPLE)
_GROUPS = (
    Group("Everyone", "sofie", _EVERYBODY, "News for all of us, and the kettle.", moderators=("ingrid",)),
    Group("Engineering", "tomas", ("tomas", "priya", "kofi", "hana", "elif"),
          "What we build, what broke, what we learned. Read along, whoever you are.", moderators=("priya",)),
    Group("Field notes", "marek", ("marek", "lucia", "kofi", "hana", "amara", "ben", "tomas"),
          "From masts, ditches and vineyards. Photographs of mud welcome.", kind="community"),
    Group("Leadership", "ingrid", ("ingrid", "tomas", "sofie", "daniel", "marek"),
          "Plans before they are decided.", visibility="private"),
    Group("Ten years of Marek", "sofie", ("sofie", "ingrid", "lucia", "tomas", "kofi", "amara"),
          "He must not know. 14 May.", kind="community", visibility="secret"),
)  # fmt: skip


_PLAN = """# Season plan

| month | where |
| --- | --- |
| April | Dunajec valley |
| May | Herefordshire |
"""
_WELCOME = "# Welcome\n\nStart with the **handbook**. What is not in it, ask [Sofie](/people).\n"
_HANDBOOK = (
    ("How we work", "Write it down where others find it.", "Say who decides, and by when.",
     "A station that is quiet is visited within three days."),
    ("On the road", "Two people climb, or nobody does.", "8 Nm. Not until it feels right.",
     "Whoever borrows the van brings it back full, and without soil."),
    ("Leave", "Thirty days, and the Friday after the season opens.", "Ask in your team first, then Sofie."),
)  # fmt: skip
_CONTRACT = (("Contract of employment", "between Larkmoor Instruments and"), ("Signed", "Place, date"))
_PACKED = "what,how many\nbrackets R2,60\nloggers,12\nbatteries 12 V,14\ncoffee,enough\n"
_PRICES = "station,price\nVale,1450\nRidge,2100\nCoast,2600\n"


def _files() -> tuple[File, ...]:
    return (
        File("ingrid", "Welcome.md", _WELCOME.encode(), "text/markdown", "company"),
        File("ingrid", "Handbook.pdf", made.pdf(_HANDBOOK), "application/pdf", "company"),
        File("ingrid", "Contract of employment.pdf", made.pdf(_CONTRACT), "application/pdf", "company",
             "Forms"),
        File("ingrid", "Logo.png", made.logo(), "image/png", "company", "Press"),
        File("ingrid", "Prices.csv", _PRICES.encode(), "text/csv", "company"),
        File("marek", "Season plan.md", _PLAN.encode(), "text/markdown", "Field notes",
             versions=(f"{_PLAN}| June | Andalusia |\n".encode(),
                       f"{_PLAN}| July | Andalusia, not June: too hot for the glue |\n".encode())),
        File("hana", "Ground.md", b"# Ground\n\nClay to 1.2 m, then gravel. Long anchors.\n", "text/markdown",
             "Field notes", "Sites/Dunajec valley"),
        File("hana", "Ground.md", b"# Ground\n\nSandstone. Drill.\n", "text/markdown", "Field notes",
             "Sites/Herefordshire"),
        File("marek", "Old checklist.txt", b"Ask Kofi for the new one.", "text/plain", "Field notes",
             binned=True),
        *(File("lucia", f"Mast {n}.jpg", made.landscape(n), "image/jpeg", "Field notes", "Photographs")
          for n in range(1, 6)),
    )  # fmt: skip


def company() -> Company:
    names = {key: name for key, name, *_ in _PEOPLE}
    return Company(
        name="Larkmoor Instruments",
        slug=SLUG,
        owner="ingrid",
        member="kofi",
        people=tuple(
            Person(
                key,
                name,
                f"{key}@{SLUG}.example",
                {
                    "title": title,
                    "department": department,
                    "location": location,
                    "about": about,
                    "time_zone": zone,
                },
            )
            for key, name, title, department, location, zone, about in _PEOPLE
        ),
        groups=_GROUPS,
        follows=_FOLLOWS,
        talks=script.read(_TALKS.read_text("utf-8"), names),
        chats=script.chats(_CHATS.read_text("utf-8"), names),
        files=_files(),
        attached={
            "Season opened": tuple(
                File("marek", f"Dunajec {n}.jpg", made.landscape(20 + n), "image/jpeg") for n in range(1, 4)
            ),
            "The van is packed": (File("marek", "Packing list.csv", _PACKED.encode(), "text/csv"),),
        },
        faces={key: made.face(hue) for key, hue in (("ingrid", 10), ("marek", 140), ("lucia", 210))},
        branding={"accent": "#2f6f5e", "welcome": "Good to see you. Coffee is in the barn."},
    )
