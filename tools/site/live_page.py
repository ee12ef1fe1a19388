"""Make the live page a part of the site: its script and style, its policy, and its files.

The page allows its own server and no other, and of scripts in the page only those that the theme
puts there: the policy has the digest of each.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.utils import get_relative_url

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

# What `make live` laid out; without it the page says that it is missing.
FILES = Path(__file__).parents[2] / "build/live/files"
SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", re.DOTALL)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Add to the live page what others do not have."""
    if not re.fullmatch(r"live/index(\.\w+)?\.md", page.file.src_uri):
        return output
    del config
    policy = html.escape(policy_for(output))
    script, style = (get_relative_url(f"live/live.{kind}", page.url) for kind in ("js", "css"))
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<link rel="stylesheet" href="{style}">'
        f'<script type="module" src="{script}"></script>'
    )
    # For each of these links the theme asks for a list of pages beside it, and there is none.
    output = re.sub(r'<link rel="alternate"[^>]*>', "", output)
    # It has to come before the scripts that it is about.
    output = re.sub(r"<head>(\s*<meta charset=[^>]*>)?", lambda m: m[0] + head, output, count=1)
    built = str(FILES.is_dir()).lower()
    return output.replace('id="live"', f'id="live" data-built="{built}"', 1)


def policy_for(page: str) -> str:
    """The content security policy of a page."""
    digests = []
    for attributes, text in SCRIPT.findall(page):
        if "application/json" not in attributes:
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            digests.append(f"'sha256-{digest}'")
    return "; ".join(
        (
            "default-src 'self'",
            # The worker is made of a script at hand, so that this policy holds there, too.
            " ".join(("script-src 'self' 'wasm-unsafe-eval'", *dict.fromkeys(digests))),
            "worker-src 'self' blob:",
            "style-src 'self'",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def on_post_build(config: MkDocsConfig) -> None:
    """Copy the files, if they were made."""
    if FILES.is_dir():
        shutil.copytree(FILES, Path(config.site_dir) / "live/files", dirs_exist_ok=True)
