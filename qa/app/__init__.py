"""The browser and other programs: a chat page, an HTTP endpoint and MCP tools, one server.

Nothing here is imported by the command line but on ``qa serve``; it needs the ``app`` extra.
"""
