"""The record: marked, decided upon, told, checked, copied and put back."""
