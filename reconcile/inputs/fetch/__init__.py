"""Inputs from the network: fetched with care, and kept as received.

An *address* is what `url` says, with `${NAME}` where a credential goes; only a request has the credentials in it.
A *copy* is an answer as received; the newest copy of an input is what a run reads, whatever the network does.
"""
