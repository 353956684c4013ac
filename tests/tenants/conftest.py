from hypothesis import settings

# A busy machine is no fault of ours, and what was found before belongs into an @example.
settings.register_profile("atrium", deadline=None, database=None)
settings.load_profile("atrium")
