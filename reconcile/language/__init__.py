"""Words become numbers: numerals, hedges, units, periods, phrases."""
