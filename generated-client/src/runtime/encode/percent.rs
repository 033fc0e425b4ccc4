//! Percent-encoding (RFC 3986, section 2.1).

/// What need not be encoded, beside letters, digits and `-._~`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Keep {
    /// Nothing else.
    Unreserved,

    /// Reserved characters in a path, but those that end a segment or the path (OpenAPI 3.2, `allowReserved`).
    ReservedInPath,

    /// Reserved characters in a query, but `#`, which ends it, and `&` and `+`, which servers read as a separator and a
    /// space.
    ReservedInQuery,

    /// A literal part of a path, written in the document as it is meant.
    Literal,

    /// Form-urlencoded: a space becomes `+` (URL standard, section 5.2).
    Form,

    /// What may stand in a cookie (RFC 6265, section 4.1.1): a session is sent back as it came.
    Cookie,

    /// The style `cookie` encodes nothing; but what would end the value, or is no character of a header, cannot stand there.
    CookieText,

    /// Everything: no encoding at all.
    All,
}

impl Keep {
    fn keeps(self, byte: u8) -> bool {
        let reserved = match self {
            Self::Unreserved => "",
            Self::ReservedInPath => ":@!$&'()*+,;=",
            Self::ReservedInQuery => ":/?[]@!$'()*,;=",
            Self::Literal => "/?&:@!$'()*+,;=",
            Self::Form => return byte.is_ascii_alphanumeric() || b"*-._".contains(&byte),
            Self::Cookie => return byte.is_ascii_graphic() && !b"\",;\\".contains(&byte),
            Self::CookieText => return byte == b' ' || byte.is_ascii_graphic() && byte != b';',
            Self::All => return true,
        };
        byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || reserved.as_bytes().contains(&byte)
    }

    /// Whether `%41` stays as it is.
    fn keeps_triplets(self) -> bool {
        matches!(self, Self::ReservedInPath | Self::ReservedInQuery | Self::Literal)
    }
}

/// Appends `text`, encoded but for what `keep` says.
pub(in super::super) fn push_encoded(out: &mut String, text: &str, keep: Keep) {
    if keep == Keep::All {
        out.push_str(text);
        return;
    }
    let mut rest = text.as_bytes();
    while let [byte, tail @ ..] = rest {
        match *byte {
            b'%' if keep.keeps_triplets() && is_triplet(tail) => out.push('%'),
            b' ' if keep == Keep::Form => out.push('+'),
            byte if keep.keeps(byte) => out.push(char::from(byte)),
            byte => {
                out.push('%');
                out.push(digit(byte >> 4));
                out.push(digit(byte & 0x0F));
            }
        }
        rest = tail;
    }
}

/// `text`, encoded but for what `keep` says.
pub(super) fn encoded(text: &str, keep: Keep) -> String {
    let mut out = String::with_capacity(text.len());
    push_encoded(&mut out, text, keep);
    out
}

fn is_triplet(tail: &[u8]) -> bool {
    matches!(tail, [high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

fn digit(nibble: u8) -> char {
    char::from_digit(nibble.into(), 16).unwrap_or('0').to_ascii_uppercase()
}
