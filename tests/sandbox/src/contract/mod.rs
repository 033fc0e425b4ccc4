//! The document that the sandbox serves, read as what holds for requests and answers.
//!
//! Schemas are left to a validator, which is built when an operation is first called.

mod operation;
mod schema;

use std::sync::{Arc, OnceLock};

use serde_json::Value;

pub(crate) use self::operation::{Access, BodyForm, Operation};

/// The document, with what its overlay adds.
pub(crate) const DOCUMENT: &str = include_str!("../../assets/openapi.json");

/// The operations of the document.
pub(crate) struct Contract {
    operations: Vec<Operation>,
}

impl Contract {
    /// The one contract of all sandboxes in a program: its validators are built once.
    pub(crate) fn shared() -> Result<&'static Self, serde_json::Error> {
        static SHARED: OnceLock<Contract> = OnceLock::new();
        match SHARED.get() {
            Some(known) => Ok(known),
            None => Self::new().map(|new| SHARED.get_or_init(|| new)),
        }
    }

    /// Reads the document.
    fn new() -> Result<Self, serde_json::Error> {
        let root: Arc<Value> = Arc::new(serde_json::from_str(DOCUMENT)?);
        let paths = root.get("paths").and_then(Value::as_object).into_iter().flatten();
        let operations = paths.flat_map(|(path, item)| {
            let methods = item.as_object().into_iter().flatten();
            methods.filter_map(|(method, _)| Operation::read(&root, path, method))
        });
        let operations = operations.collect();
        Ok(Self { operations })
    }

    /// All operations, in document order.
    pub(crate) fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// The place among them of the operation of a method and a path with its parameters in braces.
    pub(crate) fn place(&self, method: &str, path: &str) -> Option<usize> {
        self.operations.iter().position(|operation| operation.method == method && operation.path == path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_has_its_operations() {
        let contract = Contract::new().unwrap();
        assert_eq!(contract.operations().len(), 51);
        let login = &contract.operations()[contract.place("POST", "/auth/login").unwrap()];
        assert_eq!(login.access, Access::Open);
        let Some(BodyForm::Json(schema)) = &login.body else { panic!("{:?}", login.body) };
        assert_eq!(schema.faults(&serde_json::json!({ "email": 1 }), "body").len(), 2);
    }

    #[test]
    fn the_body_of_every_operation_is_looked_at() {
        let contract = Contract::new().unwrap();
        let bodies = contract.operations().iter().filter_map(|operation| match &operation.body {
            Some(BodyForm::Json(schema)) => Some((operation, schema)),
            _ => None,
        });
        for (operation, schema) in bodies {
            assert!(!schema.faults(&serde_json::json!(1), "body").is_empty(), "{operation:?}");
        }
    }
}
