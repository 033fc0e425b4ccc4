//! The lock file: names once published stay, whatever else the document gains.
//!
//! `names.lock.toml` maps document pointers to names. A name in it is used as long as its pointer exists and no
//! `[rename]` says otherwise; entries of pointers that are gone are dropped on writing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;

/// The content of a lock file.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lock {
    /// Version of the naming policy that made the names.
    pub naming: u32,
    /// Type names by pointer of the schema.
    pub types: BTreeMap<String, String>,
    /// Names of members that are not the plain conversion of their wire name: pointer of the schema, then wire name.
    pub members: BTreeMap<String, BTreeMap<String, String>>,
    /// `module.method Builder` by pointer of the operation; `#stream` is appended for the streaming one of two.
    pub operations: BTreeMap<String, String>,
    /// Modules by tag.
    pub tags: BTreeMap<String, String>,
}

/// The naming policy of this version.
pub const NAMING: u32 = 1;

impl Lock {
    /// Reads the text of a lock file.
    ///
    /// # Errors
    /// The text of the TOML error, with line and column, where it is not a lock file or of a later naming policy.
    pub fn read(text: &str) -> Result<Self, String> {
        let lock: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        if lock.naming > NAMING {
            return Err(format!("naming policy {} is newer than this version's {NAMING}", lock.naming));
        }
        Ok(lock)
    }

    /// The text of the lock file.
    pub fn write(&self) -> String {
        let mut text = String::from(
            "# Names the emitted crate has published, by place in the document. Written by specloom: keep it under\n\
             # version control. To rename something use [rename] in specloom.toml.\n",
        );
        let _ = writeln!(text, "naming = {NAMING}");
        table(&mut text, "types", &self.types);
        table(&mut text, "operations", &self.operations);
        table(&mut text, "tags", &self.tags);
        for (pointer, members) in &self.members {
            table(&mut text, &format!("members.{}", quoted(pointer)), members);
        }
        text
    }
}

fn table(text: &mut String, name: &str, rows: &BTreeMap<String, String>) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n[{name}]");
    for (key, value) in rows {
        let _ = writeln!(text, "{} = {}", quoted(key), quoted(value));
    }
}

/// A TOML basic string. What cannot be seen or turns the direction of writing is escaped, as Rust escapes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            // Its debug form is itself but for the letters that a reader would not see as they are.
            letter if letter == '\'' || letter.escape_debug().count() == 1 => quoted.push(letter),
            letter => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(letter));
            }
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{Lock, NAMING};

    #[test]
    fn reads_what_it_writes() {
        let mut lock = Lock { naming: NAMING, ..Lock::default() };
        lock.types.insert("/components/schemas/a \"b\"\n\u{7f}\u{202e}é'\\".into(), "AB".into());
        lock.members.entry("/components/schemas/x".into()).or_default().insert("fooBar".into(), "foo_bar".into());
        assert!(!lock.write().contains('\u{202e}'));
        assert_eq!(Lock::read(&lock.write()), Ok(lock));
    }

    #[test]
    fn refuses_a_later_policy() {
        assert!(Lock::read("naming = 99").is_err());
    }
}
