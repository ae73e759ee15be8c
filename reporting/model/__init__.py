"""The words of the house: frozen records, the closed vocabularies, periods, working days, settings and errors."""
