"""The ground floor: numbers, grids and totals. Pure; knows no files."""
