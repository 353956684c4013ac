"""What the invented company keeps in its folders, and what lies beside its words."""

from bench.demo import made
from bench.demo.model import File

_WELCOME = """# Welcome to Larkmoor

You will find your way. Until then:

1. The **handbook** says how we work. It is two pages long, and we mean both.
2. What a station costs stands in **Prices.csv**, and nowhere else.
3. Photographs of masts go into *Field notes*. Photographs of mud too.

The kettle is on the left.
"""

_HANDBOOK = (
    """
# How we work

We build weather stations for people who get up early because of the weather.
So what we say must be right, or say how unsure it is.

Write it down where others find it. A plan that lies in one head is a rumour.
Ask in the open. Whoever answers there has answered everybody.
When something breaks, say so first and find out why second.

Nobody has to read anything after six.
""",
    """
# On the road

Two people for every mast above four metres. No exceptions, not even Ingrid.
Torque is a number on a wrench, not a feeling.
Close every gate that you have opened. Greet every dog.

A receipt is worth more than the memory of a receipt: Daniel takes photographs.
If you are tired, stop. The mast will stand there tomorrow as well.
""",
)

_CONTRACT = """
# Contract of employment

between Larkmoor Instruments, Bristol, and


Name      ______________________________________


1.  Thirty-seven hours a week, spread as the work and the weather allow.
2.  Twenty-eight days of leave, not counting days on which the van would not start.
3.  Three months' notice on both sides.


Place, date   ____________________     Signed   ____________________
"""

_SURVEY = """
# Site survey, Alentejo

Twelve vineyards seen, nine of them fit for a mast.

Power     sun, 300 days of it; the panel may be the small one
Radio     -98 dBm at the worst of them, behind the cork oaks
Ground    clay above rock: drill, do not hammer
Wasps     everywhere
"""

_PRICES = """station,what for,price in EUR,from ten
Vale,frost in orchards,1450,1310
Ridge,wind and rain on hills,2100,1890
Coast,salt and spray,2600,2340
Leaf wetness sensor,as an addition,240,215
Steel mesh 1.5 mm,against wasps,18,15
"""

_MASTS = """mast,height in m,bracket,stands since
DU-01,4,R2,2019
DU-02,4,R2,2019
DU-03,6,R2,2021
DU-04,4,January,2026
"""

_PLAN = """# Season plan

| month | where | who |
| --- | --- | --- |
| April | Dunajec valley | Marek |
| May | Herefordshire | Marek, Ben |
"""

_PACKED = """what,how many
Bracket R2,60
Torque wrench 8 Nm,1
Anchor 40 cm,24
Plum cake,1
"""

_PHOTOS = tuple(
    File("lucia", f"Mast {n}.jpg", made.landscape(n), "image/jpeg", "Field notes", "Photographs")
    for n in range(1, 6)
)

FILES = (
    File("ingrid", "Welcome.md", _WELCOME.encode(), "text/markdown", "company"),
    File("ingrid", "Handbook.pdf", made.pdf(*_HANDBOOK), "application/pdf", "company"),
    File("ingrid", "Prices.csv", _PRICES.encode(), "text/csv", "company"),
    File("ingrid", "Contract of employment.pdf", made.pdf(_CONTRACT), "application/pdf", "company", "Forms"),
    File("marek", "Season plan.md", _PLAN.encode(), "text/markdown", "Field notes",
         versions=(f"{_PLAN}| June | Andalusia | Lucía |\n".encode(),)),
    File("marek", "Masts.csv", _MASTS.encode(), "text/csv", "Field notes", "Regions/Dunajec valley"),
    File("lucia", "Site survey.pdf", made.pdf(_SURVEY), "application/pdf", "Field notes", "Regions/Alentejo"),
    File("marek", "Old checklist.txt", b"Ask Kofi for the new one.", "text/plain", "Field notes",
         binned=True),
    *_PHOTOS,
)  # fmt: skip

# By how the post or message begins.
ATTACHED = {
    "Season opened": tuple(
        File("marek", f"Dunajec {n}.jpg", made.landscape(20 + n), "image/jpeg") for n in range(1, 4)
    ),
    "The van is packed": (File("marek", "Packed.csv", _PACKED.encode(), "text/csv"),),
    "Good morning from km 140": (File("marek", "Km 140.jpg", made.landscape(140), "image/jpeg"),),
}

FACES = {key: made.face(hue) for key, hue in (("ingrid", 10), ("marek", 140), ("lucia", 210))}
