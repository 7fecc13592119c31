"""Why the system refused a file or a port, in words that need no English."""

from __future__ import annotations

import errno

#: What users meet; anything else is told as the system words it.
_WORDS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只能读",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EEXIST: "同名文件已存在",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "名称太长",
    errno.EADDRINUSE: "端口已被占用",
    errno.EADDRNOTAVAIL: "不是这台机器的地址",
}


def reason_of(error: Exception) -> str:
    """What ``error`` says, in Chinese where it is one that users meet."""
    known = _WORDS.get(error.errno or 0) if isinstance(error, OSError) else None
    return known or str(getattr(error, "strerror", None) or error)
