//! Path items.

use std::borrow::Cow;

use super::{Operation, Parameter, RefOr, Server};
use crate::pointer::Pointer;

/// A path item. A `$ref` in it is resolved on reading: members that stand here win over the target's.
#[derive(Debug)]
pub struct PathItem<'a> {
    /// Where it stands.
    pub at: Pointer,
    /// The path template, such as `/threads/{tid}`; for a webhook its name. It begins with a
    /// slash, also where the document forgot it.
    pub template: Cow<'a, str>,
    /// One line.
    pub summary: Option<&'a str>,
    /// Text in CommonMark.
    pub description: Option<&'a str>,
    /// Servers that replace the root's; empty where none are declared.
    pub servers: Vec<Server<'a>>,
    /// Parameters of all its operations.
    pub parameters: Vec<RefOr<'a, Parameter<'a>>>,
    /// Operations in document order, `query` and `additionalOperations` (3.2) included.
    pub operations: Vec<Operation<'a>>,
}
