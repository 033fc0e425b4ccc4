//! The name stage: gives every item of the emitted crate its identifier, once.
//!
//! A side table over [`crate::ir`]; it never changes the IR and emits nothing.

mod assign;
mod case;
mod lock;
mod members;
mod operation_id;
mod operations;
pub(crate) mod reserved;
mod scope;
mod servers;
mod shape;
mod status;
mod types;
mod way;

pub use assign::{Renames, assign, package};
pub(crate) use case::{header_constant, pascal, snake};
pub use lock::{Lock, NAMING};

/// Identifiers, by the ids and indexes of the IR. Raw identifiers are written out (`r#type`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// By [`crate::ir::TypeId`].
    pub types: Vec<TypeNames>,
    /// By [`crate::ir::OperationId`].
    pub operations: Vec<OperationNames>,
    /// By index into [`crate::ir::Api::tags`].
    pub tags: Vec<TagNames>,
    /// By index into [`crate::ir::Api::security_schemes`]: the setter of the client builder, such as `bearer_token`.
    pub security_schemes: Vec<String>,
    /// By index into [`crate::ir::Api::security_schemes`]: the setters of what its tokens are fetched with.
    pub grants: Vec<GrantNames>,
    /// By index into [`crate::ir::Api::servers`]: the constructor, such as `production`; empty where there is nothing to choose.
    pub servers: Vec<String>,
    /// The variables of all servers, each with its setter.
    pub server_variables: Vec<(String, String)>,
    /// By index into [`crate::ir::Api::incoming`]: the parsing function, such as `parse_thread_created`.
    pub incoming: Vec<String>,
}

/// Setters of the client builder for the flows of an `oauth2` scheme; empty where it has no such flow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GrantNames {
    /// `oauth_client_credentials`.
    pub client_credentials: String,
    /// `oauth_password`.
    pub password: String,
    /// `oauth_device`.
    pub device: String,
    /// `oauth_refresh_token`.
    pub refresh: String,
}

/// Identifiers of a type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TypeNames {
    /// The type itself.
    pub name: String,
    /// Fields of a struct, variants of an enum, arms of a union or of events, in IR order (constant fields too).
    pub members: Vec<String>,
    /// The map of additional members, or the variant for what is not known (`Unknown`).
    pub rest: String,
}

/// Identifiers of an operation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OperationNames {
    /// Methods of the accessor, one for each body option (one where there is no body): `create`, `create_multipart`.
    pub methods: Vec<String>,
    /// The request builder: `CreateThread`.
    pub builder: String,
    /// The enum of its errors: `CreateThreadError`.
    pub error: String,
    /// Variants of that enum, by index into [`crate::ir::Operation::errors`].
    pub error_variants: Vec<String>,
    /// The enum of its successes, where they differ: `CreateThreadOutput`.
    pub output: String,
    /// Variants of that enum.
    pub output_variants: Vec<String>,
    /// The constant that describes it: `CREATE_THREAD`.
    pub constant: String,
    /// Arguments and setters, by index into [`crate::ir::Operation::parameters`].
    pub parameters: Vec<String>,
    /// The argument or setter of the body.
    pub body: String,
}

/// Identifiers of a tag.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TagNames {
    /// Module below `api`, method of the client and cargo feature (with dashes): `public_assistants`.
    pub module: String,
    /// The type of the accessor: `PublicAssistants`.
    pub accessor: String,
}
