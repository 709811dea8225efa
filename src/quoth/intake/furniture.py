"""Lines around an article that are no part of it: share bars, forms, tags, "read more", crawl dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile, takewhile

from quoth.intake import days

_BUTTONS = frozenset(
    [
        "share",
        "tweet",
        "print",
        "email",
        "e-mail",
        "mail",
        "facebook",
        "twitter",
        "x",
        "whatsapp",
        "linkedin",
        "pinterest",
        "reddit",
        "flipboard",
        "telegram",
        "pocket",
        "copy",
        "link",
        "save",
        "comment",
        "comments",
        "reply",
        "like",
        "follow",
        "subscribe",
        "submit",
        "listen",
        "menu",
        "search",
        "login",
        "home",
        "rss",
        "more",
        "next",
        "previous",
        "back",
        "close",
        "skip",
        "advertisement",
        "advertisements",
        "sponsored",
        "ad",
        "ads",
        "tags",
        "this",
        "article",
        "story",
        "on",
        "via",
        "by",
        "a",
        "send",
        "a-",
        "a+",
        "sign",
        "in",
        "log",
        "up",
        "watch",
        "gallery",
        "bookmark",
        "sms",
        "tumblr",
        "google",
        "plus",
        "digg",
        "delicious",
        "stumbleupon",
        "vk",
        "messenger",
        "line",
    ]
)
_WORD = re.compile(r"[\w+-]+")
# Whole lines, in whatever letters.
_LINE = re.compile(
    r"your (?:name|e-?mail(?: address)?|comment|message|rating|website)\W*(?:\(.*\))?\W*"
    r"|(?:leave|post|add|write|submit) (?:a|your) (?:comment|reply|message)\W*"
    r"|(?:enter the )?(?:security |verification )?code(?: shown)?(?: above| below)?\W*"
    r"|(?:name|e-?mail|website|url|subject|message|captcha)\W*\*?"
    r"|\d* ?comments?(?: \(\d+\))?(?: so far)?\W*"
    r"|(?:read|see|view|click here for|click for|show|load) (?:more|all|also|next|the full story)\b.{0,80}"
    r"|(?:related|recommended|trending|popular|most (?:read|popular|viewed)|you may(?: also)? like|more from|more on"
    r"|also (?:read|in)|don'?t miss|editor'?s picks?|top stories|latest news|up next|in this article)\b.{0,60}"
    r"|(?:tags?|topics|filed under|categories|keywords|labels|posted in|share this|follow us|source url|print version"
    r"|permalink|short ?link|trackback)\b ?:?.{0,120}"
    r"|sign up (?:for|to|here)\b.{0,200}|subscribe (?:to|now|for|here)\b.{0,200}"
    r"|(?:join|get) our .{0,120}newsletter.{0,60}"
    r"|(?:©|\(c\)|copyright\b).{0,200}|.{0,120}all rights reserved\W*.{0,80}"
    r"|(?:follow|find|like) (?:us|him|her|them|me|@?\w+) on (?:twitter|facebook|instagram)\b.{0,80}"
    r"|(?:advertisement|story continues (?:below|after).{0,30}|article continues below.{0,40}|continue reading"
    r"(?: below| the main story)?|scroll down.{0,60}|loading\W*|enlarge(?: this image)?|toggle caption|hide caption"
    r"|listen(?: to this)?|print|e-?mail|share|submit(?: comment)?|cancel|reply|back to top|skip to .{0,40})\W*"
    r"|(?:have|got) a (?:news )?(?:tip|story)\b.{0,160}|our standards\b.{0,100}"
    r"|.{0,60}contributed (?:to this (?:report|story|article)|reporting)\W*|contributing: .{0,120}"
    r"|\(?(?:additional )?(?:reporting|writing|editing) by .{0,200}|(?:staff|wire|agency)(?: and wire)? reports?\W*"
    r"|.{0,160}\[(?:insight|video|reaction|warning|news|analysis|pictures?|photos?|revealed|opinion|comment|latest"
    r"|report|update|interview|exclusive)\]\W*|(?:[\w'’&-]+ ){0,4}newsletters?\W*|disclaimer: .{0,240}"
    r"|more [\w &'’-]{1,40}: https?://.{0,120}"
    r"|(?:if you|did you) (?:enjoy|like)(?:ed|d)? this (?:article|story)\b.{0,160}"
    r"|(?:last )?updated\b:?.{0,60}|(?:originally )?published\b.{0,60}"
    r"|(?:get|join|receive|enter|keep|thanks?|thank you|sorry|there was an error|check)\b.{0,90}"
    r"\b(?:newsletters?|inbox|signing up|subscri(?:bing|ption)|e-?mail address|delivered)\b.{0,90}"
    r"|.{0,80}\bfollow\b.{1,80}\bon (?:twitter|facebook|instagram|x|threads|bluesky|linkedin|tiktok)\b.{0,80}"
    r"|this (?:copy is for your personal|article has been sent to|content is subject to)\b.{0,160}"
    r"|an error (?:has )?occurred\b.{0,60}|please try again(?: later)?\W*|thank you(?: for .{0,40})?\W*"
    r"|order reprints|print article|(?:like|enjoyed?) (?:this|the) (?:story|article)\?.{0,60}"
    r"|(?:tell|let) us (?:know )?what you think\b.{0,40}|what do you think\?.{0,60}\bcomments?\b.{0,40}"
    r"|(?:write|e-?mail|contact|reach) (?:to )?.{0,60}\bat \S+@\S+|\S+@\S+\.\w+"
    r"|\d+ min(?:ute)?s?(?: read)?|https?://\S+|www\.\S+|\d{1,2}:\d\d|\W+",
    re.I,
)
_PARTED = re.compile(r"\s+[|•·]\s+")  # "2021-05-02 14:12 | Share | Print"
_ROW = re.compile(r"\|[^.!?]{0,200}\|")
_MENU = re.compile(r"[\w&'’-]+(?: [\w&'’-]+)?(?:\s*[|>›»/]\s*[\w&'’-]+(?: [\w&'’-]+)?){2,}")  # "Home | World | Region"
_LONGEST = 250
_SHORT = 40


def is_furniture(line: str) -> bool:
    """Whether a line is no sentence of an article."""
    line = line.strip()
    if not line:
        return True
    if len(line) > _LONGEST:
        return False
    if _LINE.fullmatch(line) or _is_bar(line) or days.is_line(line):
        return True
    parts = _PARTED.split(line)
    return len(parts) > 1 and all(map(is_furniture, parts))


def _is_bar(line: str) -> bool:
    """A bar of buttons: nothing but their names."""
    words = _WORD.findall(line.lower())
    return bool(words) and len(line) < 120 and all(word in _BUTTONS or word.isdigit() for word in words)


def cleaned(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines without furniture, and without all that stands under a comment form."""
    kept = takewhile(lambda line: not _opens_form(line), lines)
    return tuple(line for line in kept if not is_furniture(line))


def once(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines without those that were there before; short ones may well come twice."""
    seen: set[str] = set()
    kept = []
    for line in lines:
        if len(line) < _SHORT or line not in seen:
            kept.append(line)
        seen.add(line)
    return tuple(kept)


_FORM = re.compile(
    r"your (?:name|e-?mail(?: address)?|comment)\W*|(?:leave|post|add|write) (?:a|your) (?:comment|reply)\W*"
    r"|(?:\d+ )?comments? \(\d+\)\W*|submit (?:a )?comment\W*",
    re.I,
)


def _opens_form(line: str) -> bool:
    return bool(_FORM.fullmatch(line.strip()))


def without_head(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines from the first on that is no furniture, and no menu or row of a table, which menus were once made of."""
    return tuple(dropwhile(lambda line: is_furniture(line) or _ROW.fullmatch(line) or _MENU.fullmatch(line), lines))
