"""The record: marked, decided upon, told, counted, checked, copied and put back."""
