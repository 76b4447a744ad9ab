"""Dossier and record become numbers and judgments; pure functions only."""
