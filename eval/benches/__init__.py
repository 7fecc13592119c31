"""What ``eval/bench.py`` measures, a module each: every part can be run alone."""
