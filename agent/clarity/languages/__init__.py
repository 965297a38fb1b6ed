"""How people are asked, a file a language; what the fields mean stands in `agent/clarity/words.py`."""
