"""Responses that nobody sent: written from a seed, with every figure, total and fault known beforehand."""
