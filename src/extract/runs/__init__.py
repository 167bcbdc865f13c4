"""Runs: from a folder of articles to a folder of tables, resumable at any moment.

``settings`` is what a user chooses, ``listing`` what is to be read. ``plan`` deals the articles
into shards, ``executors`` have ``worker`` do those that are not done yet, ``shard`` keeps and
checks their files, ``folder`` publishes the tables that ``tables.folder`` makes of them. ``run``
is the whole of it.
"""
