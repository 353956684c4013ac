"""The local cloud: the deployed handlers, unchanged, on an emulator of AWS that listens on loopback only."""
