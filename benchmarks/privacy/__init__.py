"""How well personal data is found: a Dutch set of invented sentences, and the measurement on it.

``values`` invents values in the ways that people write them, ``sentences`` puts
them into the templates beside it, ``measure`` counts. The templates of the test
part were written apart and the rules were not adjusted to them.
"""
