//! What is there from the start: a user, a project, an assistant, a public one, and two threads.

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::{Assistant, Project, State, Tables, Thread, User};

pub(crate) const DEMO_EMAIL: &str = "demo@example.com";
const DEMO_PASSWORD: &str = "demo-password";
const PUBLIC_TOKEN: &str = "public-demo";

/// Fills an empty store. The ids follow from `seed` alone.
pub(crate) fn seed(tables: &mut Tables, seed: u64, thread_max: u32, now: &str) {
    let id = |tables: &mut Tables| id(seed, tables.number());
    let user_id = id(tables);
    tables.put(User {
        user_id: user_id.clone(),
        email: DEMO_EMAIL.to_owned(),
        password: hash(DEMO_EMAIL, DEMO_PASSWORD),
        thread_counter: 2.0,
        thread_max: f64::from(thread_max),
    });
    let project_id = id(tables);
    tables.put(Project {
        project_id: project_id.clone(),
        user_id,
        name: "main".to_owned(),
        description: Some("The project that every user has.".to_owned()),
        created_at: now.to_owned(),
    });
    let echo = id(tables);
    tables.put(assistant(&echo, &project_id, "echo", now, json!({ "type": "agent" })));
    let public_id = id(tables);
    let access = json!({
        "type": "agent",
        "type==agent/access_mode": "public_token",
        "type==agent/public_token": PUBLIC_TOKEN,
    });
    let public = assistant(&public_id, &project_id, "public-echo", now, access);
    tables.put(Assistant { public: true, ..public });
    for name in ["First steps", "Questions about files"] {
        let thread_id = id(tables);
        tables.put(Thread {
            thread_id: thread_id.clone(),
            project_id: project_id.clone(),
            assistant_id: Some(echo.clone()),
            name: name.to_owned(),
            created_at: now.to_owned(),
            updated_at: now.to_owned(),
            metadata: None,
        });
        tables.put(State { thread_id, ..State::default() });
    }
}

fn assistant(id: &str, project_id: &str, name: &str, now: &str, configurable: Value) -> Assistant {
    Assistant {
        assistant_id: id.to_owned(),
        project_id: project_id.to_owned(),
        name: name.to_owned(),
        config: Map::from_iter([("configurable".to_owned(), configurable)]),
        public: false,
        metadata: None,
        tags: None,
        created_at: now.to_owned(),
        updated_at: now.to_owned(),
    }
}

/// The id with a number: a UUID of version 8, whose content is the maker's own (RFC 9562, section 5.8).
pub(crate) fn id(seed: u64, number: u64) -> String {
    let digest = Sha256::new().chain_update(seed.to_be_bytes()).chain_update(number.to_be_bytes()).finalize();
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest.iter()).for_each(|(byte, from)| *byte = *from);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

/// What is kept of a password.
pub(crate) fn hash(email: &str, password: &str) -> String {
    let digest = Sha256::new().chain_update(email).chain_update([0]).chain_update(password).finalize();
    digest.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_fixed() {
        assert_eq!(id(1, 2), id(1, 2));
        assert_ne!(id(1, 2), id(2, 2));
        assert!(uuid::Uuid::parse_str(&id(1, 2)).is_ok());
    }
}
