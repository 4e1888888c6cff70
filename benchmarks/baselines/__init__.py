"""The same work in other libraries, each in the fastest form its own guide offers.

One module for each library, so that one that is missing leaves out only its own column. Each has
``WORK``: by line of the table, a function ``(case, number) -> Part`` that does it for `number`
nodes drawn at random, or for all where it takes no sample. The graphs it reads are made beforehand
by ``Case.made``.
"""
