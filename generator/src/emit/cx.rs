//! What every part of the emit stage reads.

use proc_macro2::{Ident, Literal, Span};

use super::EmitConfig;
use crate::ir::{Api, Operation, OperationId, TypeDef, TypeId};
use crate::names::{Names, OperationNames, TypeNames};
use crate::plan::{Plan, TypePlan};

/// The tables of the stages before, by reference.
pub(super) struct Cx<'a> {
    pub(super) api: &'a Api,
    pub(super) names: &'a Names,
    pub(super) plan: &'a Plan,
    pub(super) config: &'a EmitConfig,
}

impl<'a> Cx<'a> {
    pub(super) fn type_def(&self, id: TypeId) -> &'a TypeDef {
        &self.api.types[id.index()]
    }

    pub(super) fn type_names(&self, id: TypeId) -> &'a TypeNames {
        &self.names.types[id.index()]
    }

    pub(super) fn type_plan(&self, id: TypeId) -> &'a TypePlan {
        &self.plan.types[id.index()]
    }

    pub(super) fn operation(&self, id: OperationId) -> &'a Operation {
        &self.api.operations[id.index()]
    }

    pub(super) fn operation_names(&self, id: OperationId) -> &'a OperationNames {
        &self.names.operations[id.index()]
    }
}

/// A name of the name stage as an identifier; raw ones are written out there.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// Text of the document as a string literal.
pub(super) fn string(text: &str) -> Literal {
    Literal::string(text)
}
