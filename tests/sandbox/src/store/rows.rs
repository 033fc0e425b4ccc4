//! The kinds of rows. As far as they are answers, they stand here as the document has them.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Row, Tables};

/// Somebody who can sign in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the names are those of the document")]
pub(crate) struct User {
    pub(crate) user_id: String,
    pub(crate) email: String,
    /// The hash of e-mail and password.
    pub(crate) password: String,
    pub(crate) thread_counter: f64,
    pub(crate) thread_max: f64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the names are those of the document")]
pub(crate) struct Project {
    pub(crate) project_id: String,
    pub(crate) user_id: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) created_at: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the names are those of the document")]
pub(crate) struct Assistant {
    pub(crate) assistant_id: String,
    pub(crate) project_id: String,
    pub(crate) name: String,
    pub(crate) config: Map<String, Value>,
    pub(crate) public: bool,
    pub(crate) metadata: Option<Map<String, Value>>,
    pub(crate) tags: Option<Vec<String>>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl Assistant {
    /// A text of `config.configurable`.
    pub(crate) fn setting(&self, name: &str) -> Option<&str> {
        self.config.get("configurable")?.get(name)?.as_str()
    }
}

/// A file of an assistant. Its content is not kept, only what is told of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct FileRow {
    pub(crate) file_id: String,
    /// The assistant, or the thread, that has the file.
    pub(crate) owner_id: String,
    pub(crate) filename: String,
    pub(crate) size: usize,
    pub(crate) mime_type: String,
    pub(crate) uploaded_at: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the names are those of the document")]
pub(crate) struct Thread {
    pub(crate) thread_id: String,
    pub(crate) project_id: String,
    pub(crate) assistant_id: Option<String>,
    pub(crate) name: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    pub(crate) metadata: Option<Map<String, Value>>,
}

/// What a thread holds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct State {
    pub(crate) thread_id: String,
    pub(crate) messages: Vec<Value>,
    /// Whatever was put beside the messages.
    pub(crate) others: Map<String, Value>,
    /// The earlier states, oldest first.
    pub(crate) history: Vec<Value>,
}

impl State {
    /// The messages alone where there is nothing else, else everything by name.
    pub(crate) fn values(&self) -> Value {
        if self.others.is_empty() {
            return Value::Array(self.messages.clone());
        }
        let mut all = self.others.clone();
        all.insert("messages".to_owned(), Value::Array(self.messages.clone()));
        Value::Object(all)
    }
}

/// The next of the numbers that ids and tokens are made of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Counter {
    pub(crate) name: String,
    pub(crate) next: u64,
}

macro_rules! row {
    ($row:ident in $table:ident by $id:ident) => {
        impl Row for $row {
            const TABLE: &'static str = stringify!($table);

            fn id(&self) -> &str {
                &self.$id
            }

            fn rows(tables: &mut Tables) -> &mut IndexMap<String, Self> {
                &mut tables.$table
            }
        }
    };
}

row!(User in users by user_id);
row!(Project in projects by project_id);
row!(Assistant in assistants by assistant_id);
row!(FileRow in files by file_id);
row!(Thread in threads by thread_id);
row!(State in states by thread_id);
row!(Counter in counters by name);
