//! The intermediate representation: an [`Api`] of operations and types, free of the document and of Rust.
//!
//! Data types without behaviour. Names of Rust items live in [`crate::names`], decisions about their form in
//! [`crate::plan`], both keyed by the ids here.

mod api;
mod docs;
mod operation;
mod paging;
mod security;
mod stream;
mod types;

pub use api::{Api, Incoming, Info, Server, ServerVariable, Tag};
pub use docs::Docs;
pub use operation::{
    Answer, Body, BodyForm, BodyOption, Content, FieldEncoding, HeaderField, Operation, Output, Parameter,
    ParameterForm, PathPart, Twin,
};
pub use paging::{NextPage, Paging};
pub use security::{OauthFlows, SecurityKind, SecurityScheme};
pub use stream::{Framing, Stream, StreamItem, TextStyle};
pub use types::{
    Access, Additional, Arm, Base, Context, Enum, EnumValue, EventArm, Events, Field, Owner, Role, Scalar, Shape,
    Struct, TypeDef, TypeRef, Union, Wire,
};

/// Index into [`Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// Index into [`Api::operations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub u32);

impl TypeId {
    /// The index as a `usize`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl OperationId {
    /// The index as a `usize`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
