"""A company that does not exist, for a first look: twelve people who build weather stations for farms."""

from pathlib import Path

from bench.demo import papers, script
from bench.demo.model import Company, Group, Person

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
        files=papers.FILES,
        attached=papers.ATTACHED,
        faces=papers.FACES,
        branding={"accent": "#2f6f5e", "welcome": "Good to see you. Coffee is in the barn."},
    )
