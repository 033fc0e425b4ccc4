//! Turns the words of a document into Rust identifiers.
//!
//! The policy is part of the emitted crate's API: heck splits the words, everything else stands here, and golden tests
//! hold both. It knows nothing of collisions: see [`super::scope`].

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// `ThreadCreate`: a type or a variant. Never empty.
pub(crate) fn pascal(text: &str) -> String {
    leading_digit(readable(text).to_upper_camel_case(), "Empty")
}

/// `thread_create`: a field, method, argument or module. Keywords are made raw. Never empty.
pub(crate) fn snake(text: &str) -> String {
    keyword(leading_digit(readable(text).to_snake_case(), "empty"))
}

/// `thread_create`, keywords as they are: a part of a longer name.
pub(crate) fn words(text: &str) -> Vec<String> {
    readable(text).to_snake_case().split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// `THREAD_CREATE`: a constant.
pub(crate) fn shouty(text: &str) -> String {
    leading_digit(readable(text).to_shouty_snake_case(), "EMPTY")
}

/// `X_TOTAL`: the constant of the header `X-Total`.
pub(crate) fn header_constant(name: &str) -> String {
    shouty(name)
}

/// An identifier cannot start with a digit; an underscore before it is accepted by the naming lints in every case.
fn leading_digit(name: String, empty: &str) -> String {
    match name.chars().next() {
        None => empty.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("_{name}"),
        Some(_) => name,
    }
}

/// The text in ASCII letters, digits and separators, symbols spelled where they would vanish.
///
/// Other scripts are transliterated: identifiers beyond ASCII trip `confusable_idents` and `uncommon_codepoints`.
fn readable(text: &str) -> String {
    let start = text.char_indices().nth(LONGEST + 1).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
    let ascii = shortened(if start.is_ascii() { start.to_owned() } else { any_ascii::any_ascii(start) });
    if ascii.chars().any(|c| c.is_ascii_alphanumeric()) { signed(&ascii) } else { spelled(&ascii) }
}

/// Longest text that becomes a name: a file or a column of a terminal has to hold it.
const LONGEST: usize = 160;

/// A text that is too long ends at a word, if there is one to end at.
fn shortened(mut text: String) -> String {
    if text.len() > LONGEST {
        text.truncate(LONGEST);
        let end = text.rfind(|letter: char| !letter.is_ascii_alphanumeric()).filter(|end| *end > LONGEST / 2);
        text.truncate(end.unwrap_or(LONGEST));
    }
    text
}

/// A sign before a digit or a word tells values apart (`+1` and `-1`, `-created` and `created`): it is spelled.
fn signed(text: &str) -> String {
    match text.split_at_checked(1) {
        Some(("+", rest)) => format!("plus {rest}"),
        Some(("-", rest)) => format!("minus {rest}"),
        _ => text.to_owned(),
    }
}

fn spelled(text: &str) -> String {
    text.chars().filter_map(symbol).collect::<Vec<_>>().join(" ")
}

fn symbol(symbol: char) -> Option<&'static str> {
    Some(match symbol {
        '=' => "equal",
        '!' => "not",
        '<' => "less",
        '>' => "greater",
        '*' => "star",
        '+' => "plus",
        '-' => "minus",
        '/' => "slash",
        '\\' => "backslash",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '^' => "caret",
        '~' => "tilde",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '@' => "at",
        '#' => "hash",
        '$' => "dollar",
        '_' => "underscore",
        '(' => "open paren",
        ')' => "close paren",
        '[' => "open bracket",
        ']' => "close bracket",
        '{' => "open brace",
        '}' => "close brace",
        '"' => "quote",
        '\'' => "apostrophe",
        '`' => "backtick",
        ' ' => "space",
        _ => return None,
    })
}

/// Makes a keyword a raw identifier; the four that cannot be raw get an underscore.
pub(crate) fn keyword(name: String) -> String {
    match name.as_str() {
        "self" | "Self" | "super" | "crate" => format!("{name}_"),
        "as" | "async" | "await" | "break" | "const" | "continue" | "dyn" | "else" | "enum" | "extern" | "false"
        | "fn" | "for" | "gen" | "if" | "impl" | "in" | "let" | "loop" | "match" | "mod" | "move" | "mut" | "pub"
        | "ref" | "return" | "static" | "struct" | "trait" | "true" | "type" | "unsafe" | "use" | "where" | "while"
        | "abstract" | "become" | "box" | "do" | "final" | "macro" | "override" | "priv" | "try" | "typeof"
        | "unsized" | "virtual" | "yield" => format!("r#{name}"),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::{pascal, shouty, snake, words};

    #[test]
    fn types_and_variants() {
        for (text, name) in [
            ("HTTPValidationError", "HttpValidationError"),
            ("Body_upload_files_post", "BodyUploadFilesPost"),
            ("thread-create", "ThreadCreate"),
            ("256x256", "_256x256"),
            ("", "Empty"),
            ("+1", "Plus1"),
            (">=", "GreaterEqual"),
            ("GPT 4o (Mini)", "Gpt4oMini"),
            ("größe", "Grosse"),
            ("type==agent/tools", "TypeAgentTools"),
        ] {
            assert_eq!(pascal(text), name, "{text}");
        }
    }

    #[test]
    fn fields_and_methods() {
        for (text, name) in [
            ("assistantId", "assistant_id"),
            ("type", "r#type"),
            ("self", "self_"),
            ("$ref", "r#ref"),
            ("2fa", "_2fa"),
            ("x-request-id", "x_request_id"),
            ("@timestamp", "timestamp"),
            ("日本", "ri_ben"),
            ("\u{202e}", "empty"),
        ] {
            assert_eq!(snake(text), name, "{text}");
        }
    }

    #[test]
    fn long_texts_are_cut_at_a_word() {
        assert_eq!(pascal(&"x".repeat(100_000)).len(), 160);
        assert_eq!(snake(&"lorem ipsum ".repeat(1000)), ["lorem_ipsum"; 13].join("_"));
        assert_eq!(pascal(&"日".repeat(1000)), pascal(&"日".repeat(161)));
    }

    #[test]
    fn constants_and_words() {
        assert_eq!(shouty("listThreads"), "LIST_THREADS");
        assert_eq!(words("type_of"), ["type", "of"]);
        assert!(words("--").iter().all(|word| !word.is_empty()));
    }
}
