"""Executed notebooks become briefings; knows notebooks, not conflict."""
