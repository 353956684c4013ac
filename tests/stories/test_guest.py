"""A story under way."""
