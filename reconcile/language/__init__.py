"""Words to numbers: numerals, hedges, units, periods, phrases."""
