"""Regular expressions as the schemas write them (Java's and Python's), as the crate `regex` takes them.

`\\w`, `\\d` and `\\s` are ASCII, as they are for CloudFormation. Looking around is told as patterns of
their own where it says the same; where it does not, the pattern is given up, since a check less
refuses nothing wrongly.
"""

import re


class Untranslatable(Exception):
    """No expression of the other dialect says the same."""


WORD, DIGIT = [("0", "9"), ("A", "Z"), ("_", "_"), ("a", "z")], [("0", "9")]
SPACE = [("\t", "\r"), (" ", " ")]
PROPERTIES = {"L", "M", "N", "P", "S", "Z", "C", "Lu", "Ll", "Zs", "Nd", "Cc"}
CONTROL = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}
META = set("\\.+*?()|[]{}^$#&-~")
# A `-` between others in a class, without a backslash.
TO = object()
# How often what is not ASCII may be repeated: the compiled expression grows with it. Of a class of
# Unicode, which is large itself, less often.
MOST_REPEATED, MOST_REPEATED_UNICODE = 256, 16


def translate(pattern):
    """Patterns that a text must match, and patterns that it must not match."""
    wanted, unwanted, rest = [], [], re.sub(r"^\\A", "^", pattern)
    start = re.match(r"\^?\(?\^?(?=\(\?[=!])", rest)
    if start and has_alternatives(rest):
        raise Untranslatable("it looks ahead in one of several alternatives")
    while ahead := re.match(r"(\^?)\(\?([=!])", rest) or re.match(r"(\^)\(\(\?([=!])", rest):
        grouped = ahead.group(0).startswith("^((")
        end = closing(rest, ahead.end(1) + grouped)
        inner = rest[ahead.end() : end]
        rest_anchored = re.match(r"(\(\?[=!][^()]*(\([^()]*\)[^()]*)*\))*\(*\^", rest[end + 1 :])
        if not ahead.group(1) and not rest_anchored:
            raise Untranslatable("it looks ahead from anywhere")
        (wanted if ahead.group(2) == "=" else unwanted).append(f"^(?:{inner})")
        rest = ahead.group(1) + ("(" if grouped else "") + rest[end + 1 :]
    behind = re.search(r"\(\?<!([^()]*)\)\$$", rest)
    if behind:
        if not rest.startswith("^") or has_alternatives(rest):
            raise Untranslatable("it looks behind from anywhere")
        unwanted.append(f"(?:{behind.group(1)})$")
        rest = rest[: behind.start()] + "$"
    return [convert(it) for it in [*wanted, rest]], [convert(it) for it in unwanted]


def has_alternatives(pattern):
    """Whether an alternative stands outside all groups."""
    depth, position = 0, 0
    while position < len(pattern):
        char = pattern[position]
        if char == "\\":
            position += 1
        elif char == "[":
            position = end_of_class(pattern, position)
        elif char == "|" and depth == 0:
            return True
        depth += (char == "(") - (char == ")")
        position += 1
    return False


def closing(pattern, start):
    """Where the group that opens at a position closes."""
    depth, position = 0, start
    while position < len(pattern):
        char = pattern[position]
        if char == "\\":
            position += 1
        elif char == "[":
            position = end_of_class(pattern, position)
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return position
        position += 1
    raise Untranslatable("a group does not end")


def end_of_class(pattern, start):
    position = start + 1 + (pattern[start + 1 : start + 2] == "^")
    position += pattern[position : position + 1] == "]"
    while position < len(pattern) and pattern[position] != "]":
        position += 1 + (pattern[position] == "\\")
    if position >= len(pattern):
        raise Untranslatable("a class does not end")
    return position


def convert(pattern):
    """One expression without looking around."""
    out, position, wide = [], 0, False
    while position < len(pattern):
        char = pattern[position]
        if char == "[":
            end = end_of_class(pattern, position)
            text = class_of(pattern[position + 1 : end])
            wide = "^" in text[:2] or "\\p" in text or "\\P" in text or not text.isascii()
            position = end
        elif char == "\\":
            text, position = escape(pattern, position)
            wide = "\\p" in text or "\\P" in text or text.startswith("[^")
        elif char == "(":
            text, position = group(pattern, position)
            wide = True
        elif char == "{":
            unicode = any(it.startswith(("[", "\\")) and "\\p" in it.lower() for it in out)
            limit = MOST_REPEATED_UNICODE if unicode else MOST_REPEATED
            text, position = quantifier(pattern, position, limit if wide else None)
        elif char == "+" and pattern[position - 1 : position] in ("+", "*", "?"):
            raise Untranslatable("it is possessive")
        else:
            text, wide = char if char.isascii() else literal(char), char == "." or char == ")"
        out.append(text)
        position += 1
    return "".join(out)


def group(pattern, start):
    rest = pattern[start:]
    if not rest.startswith("(?"):
        return "(?:", start
    for opening in ("(?:", "(?i)", "(?i:", "(?s)", "(?m)"):
        if rest.startswith(opening):
            return opening, start + len(opening) - 1
    named = re.match(r"\(\?P?<\w+>", rest)
    if named:
        return "(?:", start + named.end() - 1
    raise Untranslatable("it looks around")


def quantifier(pattern, start, limit):
    found = re.match(r"\{(\d*)(,?)(\d*)\}", pattern[start:])
    if not found or not (found.group(1) or found.group(3)):
        return "\\{", start
    least, most = int(found.group(1) or 0), found.group(3)
    end = start + found.end() - 1
    if limit and (least > limit or (most and int(most) > limit)):
        return ("*" if least == 0 else "+"), end
    if not found.group(2):
        return f"{{{least}}}", end
    return f"{{{least},{most}}}", end


def code_point(pattern, start):
    """The character that `\\uXXXX` or `\\xXX` at a position says, and where it ends."""
    digits = 4 if pattern[start + 1] == "u" else 2
    code = pattern[start + 2 : start + 2 + digits]
    if not re.fullmatch(r"[0-9A-Fa-f]+", code) or len(code) != digits:
        raise Untranslatable("an escape has too few digits")
    return chr(int(code, 16)), start + 1 + digits


def escape(pattern, start):
    char = pattern[start + 1 : start + 2]
    if char in ("u", "x"):
        found, end = code_point(pattern, start)
        return literal(found), end
    if char in ("p", "P"):
        name, end = property_of(pattern, start)
        return f"[{name}]" if name.startswith("^") else name, end
    if char in "wds":
        return spelled(ranges_of(char)), start + 1
    if char in "WDS":
        return spelled(ranges_of(char.lower()), "^"), start + 1
    if char in "bB":
        return f"(?-u:\\{char})", start + 1
    if char in "AZz":
        return "\\A" if char == "A" else "\\z", start + 1
    if char in CONTROL:
        return literal(CONTROL[char]), start + 1
    if not char or char.isalnum():
        raise Untranslatable(f"the escape `\\{char}`")
    return literal(char), start + 1


def property_of(pattern, start):
    found = re.match(r"\\([pP])\{(\w+)\}", pattern[start:])
    if not found:
        raise Untranslatable("a property without braces")
    name = found.group(2)
    end = start + found.end() - 1
    other = {"Print": "^\\p{Cc}", "Graph": "^\\p{Cc}\\p{Z}", "ASCII": "\\x00-\\x7F"}.get(name)
    if other and found.group(1) == "p":
        return other, end
    if name not in PROPERTIES:
        raise Untranslatable(f"the property `{name}`")
    return found.group(0), end


def ranges_of(char):
    return {"w": WORD, "d": DIGIT, "s": SPACE}[char]


def class_of(inside):
    """A class between brackets."""
    negated, inside = ("^", inside[1:]) if inside.startswith("^") else ("", inside)
    items, position = [], 0
    while position < len(inside):
        item, position = class_item(inside, position)
        items.append(item)
        position += 1
    ranges, others = [], []
    position = 0
    while position < len(items):
        item = items[position]
        item = "-" if item is TO else item
        is_range = items[position + 1 : position + 2] == [TO] and position + 2 < len(items)
        if is_range and isinstance(item, str) and isinstance(items[position + 2], str):
            if item > items[position + 2]:
                raise Untranslatable("a range runs backwards")
            ranges.append((item, items[position + 2]))
            position += 2
        elif isinstance(item, str):
            ranges.append((item, item))
        elif item[0] == "ranges":
            ranges.extend(item[1])
        else:
            others.append(item[1])
        position += 1
    if any("^" in it for it in others) and (negated or len(items) > 1):
        raise Untranslatable("a negated property among others")
    others = ["^" + it[1:] if it.startswith("^") else it for it in others]
    return spelled(ranges, negated, sorted(set(others)))


def class_item(inside, position):
    char = inside[position]
    if char != "\\":
        return TO if char == "-" else char, position
    char = inside[position + 1 : position + 2]
    if char in ("u", "x"):
        return code_point(inside, position)
    if char in ("p", "P"):
        name, end = property_of(inside, position)
        return ("other", name), end
    if char in "wds":
        return ("ranges", ranges_of(char)), position + 1
    if char in "WDS":
        return ("ranges", complement(ranges_of(char.lower()))), position + 1
    if char in CONTROL:
        return CONTROL[char], position + 1
    if char == "b":
        return "\b", position + 1
    if not char or char.isalnum():
        raise Untranslatable(f"the escape `\\{char}` in a class")
    return char, position + 1


def complement(ranges):
    """Every character outside sorted ranges."""
    found, next_code = [], 0
    for low, high in ranges:
        if ord(low) > next_code:
            found.append((chr(next_code), chr(ord(low) - 1)))
        next_code = ord(high) + 1
    return [*found, (chr(next_code), chr(0x10FFFF))]


def spelled(ranges, negated="", others=()):
    """A class of merged ranges. Halves of characters outside the basic plane stand for all of those."""
    codes = sorted((ord(low), ord(high)) for low, high in ranges)
    merged = []
    for low, high in codes:
        if low <= 0xDFFF and high >= 0xD800:
            parts = [(low, min(high, 0xD7FF)), (max(low, 0xE000), high), (0x10000, 0x10FFFF)]
        else:
            parts = [(low, high)]
        merged.extend(part for part in parts if part[0] <= part[1])
    merged.sort()
    compact = []
    for low, high in merged:
        if compact and low <= compact[-1][1]:
            compact[-1] = (compact[-1][0], max(high, compact[-1][1]))
        else:
            compact.append((low, high))
    if not negated and not others and covers_all(compact):
        return "(?s:.)"
    text = "".join(
        literal(chr(low)) + ("-" if high > low + 1 else "") + (literal(chr(high)) if high > low else "")
        for low, high in compact
    )
    return f"[{negated}{text}{''.join(others)}]"


def covers_all(ranges):
    """Whether sorted ranges leave no character out."""
    next_code = 0
    for low, high in ranges:
        if low > next_code and (next_code, low) != (0xD800, 0xE000):
            return False
        next_code = max(next_code, high + 1)
    return next_code > 0x10FFFF


def literal(char):
    """A character, in or outside a class."""
    if char in META:
        return "\\" + char
    if char.isascii() and char.isprintable():
        return char
    code = ord(char)
    return f"\\x{code:02X}" if code < 0x100 else f"\\x{{{code:X}}}"
