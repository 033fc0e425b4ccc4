//! Takes path templates apart.

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text.
    Literal(String),
    /// The name between braces.
    Name(String),
}

/// The pieces of a template, and whether each brace has its partner. What follows a `#` only tells paths of the
/// document apart and is not sent.
pub(super) fn pieces_of(template: &str) -> (Vec<Piece>, bool) {
    let mut rest = template.split('#').next().unwrap_or_default();
    let (mut pieces, mut literal, mut balanced) = (Vec::new(), String::new(), true);
    while let Some((before, after)) = rest.split_once('{') {
        literal.push_str(before);
        let Some((name, behind)) = after.split_once('}').filter(|(name, _)| !name.is_empty() && !name.contains('{'))
        else {
            balanced = false;
            literal.push('{');
            rest = after;
            continue;
        };
        if !literal.is_empty() {
            pieces.push(Piece::Literal(std::mem::take(&mut literal)));
        }
        pieces.push(Piece::Name(name.to_owned()));
        rest = behind;
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        pieces.push(Piece::Literal(literal));
    }
    (pieces, balanced)
}

/// The template with the names left out: two that are equal match the same requests.
pub(super) fn shape_of(template: &str) -> String {
    let (pieces, _) = pieces_of(template);
    let shape = pieces.into_iter().map(|piece| match piece {
        Piece::Literal(text) => text,
        Piece::Name(_) => "{}".to_owned(),
    });
    // Documents tell apart by a fragment what the wire does not.
    shape.chain(template.split_once('#').map(|(_, fragment)| format!("#{fragment}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_texts_alternate() {
        let (pieces, balanced) = pieces_of("/covers/{name}.{extension}#big");
        let literal = |text: &str| Piece::Literal(text.to_owned());
        let name = |text: &str| Piece::Name(text.to_owned());
        assert_eq!(pieces, [literal("/covers/"), name("name"), literal("."), name("extension")]);
        assert!(balanced);
    }

    #[test]
    fn an_unclosed_brace_is_text() {
        let (pieces, balanced) = pieces_of("/books/{id");
        assert_eq!(pieces, [Piece::Literal("/books/{id".to_owned())]);
        assert!(!balanced);
    }

    #[test]
    fn shapes_do_not_depend_on_names() {
        assert_eq!(shape_of("/books/{id}"), shape_of("/books/{isbn}"));
        assert_ne!(shape_of("/books/{id}#a"), shape_of("/books/{id}#b"));
    }
}
