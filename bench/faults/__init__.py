"""The demo's company while AWS falters: `make faults`. docs/decisions/0027-when-aws-falters.md.

What clients were told is done (noting.py) is compared with what lies in the table (books.py).
"""
