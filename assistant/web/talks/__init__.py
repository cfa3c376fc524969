"""What is kept of what was asked: conversations of one user, judgements, and questions for the curator.

``stored`` turns an answer into JSON and back, ``talks`` keeps, ``pages`` shows and ``routes`` says which address
does what. All that was taken from a document lies apart in ``Part.quoted``, so that erasure of it reaches it here.
"""
