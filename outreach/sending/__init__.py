"""Carrying out a plan: claim, hand over, record, letter by letter."""

from outreach.sending.carrying import carry_out
from outreach.sending.work import Prepared, Retake, Work

__all__ = ["Prepared", "Retake", "Work", "carry_out"]
